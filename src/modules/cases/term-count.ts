import { endOfTerm, parseTerm, type Step } from '../../core/deadlines/index.ts'
import type { TermState } from '../../core/procedure/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { formatDate, formatDateTime } from '../../platform/i18n/index.ts'
import type { PageContext } from '../../ui/index.ts'
import { calendarsOf } from './ports.ts'

/** How the last day of a case's term was counted: each step in the reader's words, with its article. */
export function termCount(
  ctx: Pick<PageContext, 't' | 'lang' | 'municipality'>,
  municipality: Municipality,
  { length, start, from, suspended }: Pick<TermState, 'length' | 'start' | 'from' | 'suspended'>,
): { text: string; source: string }[] {
  const { steps } = endOfTerm({
    ...{ ...calendarsOf(municipality), from, start, term: parseTerm(length) },
    suspended: suspended.map(([begin, end]) => ({ from: begin, to: end })),
  })
  return steps.map((step) => ({ text: stepInWords(ctx, step), source: step.article }))
}

function stepInWords(
  { t, lang, municipality }: Pick<PageContext, 't' | 'lang' | 'municipality'>,
  { code, date, data }: Step,
): string {
  const inWords = (value: string | number) => {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return value
    return value.length === 10 ? formatDate(lang, value) : formatDateTime(lang, value, municipality.zone)
  }
  const filled = Object.entries({ ...data, date }).map(([name, value]) => [name, inWords(value)])
  return t(`deadlines.step.${code}`, Object.fromEntries(filled))
}

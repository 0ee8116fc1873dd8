import { endOfTerm, parseTerm, type Step } from '../../core/deadlines/index.ts'
import { lengthOf, type TermState } from '../../core/procedure/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { formatDate, formatDateTime } from '../../platform/i18n/index.ts'
import type { PageContext } from '../../ui/index.ts'
import type { Case } from './case.ts'
import { homeOf, whoseCalendars } from './home.ts'
import { calendarsOf, calendarsOfCase } from './ports.ts'

type Reader = Pick<PageContext, 't' | 'lang' | 'municipality'>
type Line = { text: string; source: string }

/** How the last day of a case's term was counted: by whose calendars, and each step in the reader's words, with its article. */
export function termCount(
  ctx: Reader,
  municipality: Municipality,
  one: Pick<Case, 'registers'>,
  term: TermState,
): Line[] {
  const { steps } = endOfTerm({
    ...{ ...calendarsOfCase(municipality, one), from: term.from, start: term.start },
    term: parseTerm(lengthOf(term)),
    suspended: term.suspended.map(([begin, end]) => ({ from: begin, to: end })),
  })
  return [
    ...calendarsInWords(ctx, municipality, one),
    ...steps.map((step) => ({ text: stepInWords(ctx, step), source: step.article })),
  ]
}

function calendarsInWords({ t }: Reader, municipality: Municipality, { registers }: Pick<Case, 'registers'>): Line[] {
  const seat = calendarsOf(municipality)
  const whose = whoseCalendars(homeOf(registers), seat)
  if (!whose) return []
  const text = t(`deadlines.calendars.${whose.code}`, { seat: municipality.name, home: whose.home })
  return [{ text, source: seat.law.personCalendar.article }]
}

function stepInWords({ t, lang, municipality }: Reader, { code, date, data }: Step): string {
  const inWords = (value: string | number) => {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return value
    return value.length === 10 ? formatDate(lang, value) : formatDateTime(lang, value, municipality.zone)
  }
  const filled = Object.entries({ ...data, date }).map(([name, value]) => [name, inWords(value)])
  const key = code === 'end-moved' && data.reason === 'person' ? 'end-moved.person' : `step.${code}`
  return t(`deadlines.${key}`, Object.fromEntries(filled))
}

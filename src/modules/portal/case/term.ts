import { endOfTerm, parseTerm, type Step } from '../../../core/deadlines/index.ts'
import { formatDate, formatDateTime } from '../../../platform/i18n/index.ts'
import { loadLaw } from '../../../platform/law.ts'
import type { TermView } from '../../../ui/index.ts'
import type { CaseFile } from '../../cases/index.ts'
import { termInWords } from '../term-words.ts'
import { daysUntil } from '../today.ts'
import type { Visit } from '../visit.ts'

/** The legal term of a case: until when, what silence means, whether it stands still, and how the day was counted. */
export function termOfCase(visit: Visit, { case: one }: CaseFile): TermView | undefined {
  const { ctx } = visit
  const { term } = one.state
  if (term === undefined || one.dueOn === null) return undefined
  const state = stateOf(visit, one, term)
  const length = term.extended?.at(-1) ?? term.length
  return {
    title: ctx.t('portal.case.answer-by'),
    state,
    ...(state !== 'suspended' && { end: one.dueOn }),
    ...(state !== 'met' && { daysLeft: daysUntil(visit, one.dueOn) }),
    length: termInWords(ctx, length),
    ...(state === 'running' && one.silence !== null && { silence: ctx.t(`portal.silence.${one.silence}`) }),
    ...(state === 'suspended' && { suspendedBecause: suspendedBecause(visit, term.openSince) }),
    count: countOf(visit, { ...term, length }),
  }
}

type Term = NonNullable<CaseFile['case']['state']['term']>

function stateOf(visit: Visit, one: CaseFile['case'], term: Term): TermView['state'] {
  if (one.status === 'closed' || one.outcome !== null) return term.lapsed ? 'over' : 'met'
  if (one.suspended) return 'suspended'
  return term.lapsed || daysUntil(visit, one.dueOn ?? term.due) < 0 ? 'over' : 'running'
}

function suspendedBecause({ ctx: { t, lang } }: Visit, since: string | undefined): string {
  return t('portal.case.suspended', { date: since === undefined ? '–' : formatDate(lang, since) })
}

/** The count, step by step, each with its article. */
function countOf(visit: Visit, { length, start, from, suspended }: Term): NonNullable<TermView['count']> {
  const { municipality } = visit.request
  const book = loadLaw()
  const { steps } = endOfTerm({
    ...{ law: book.law(municipality.law), calendar: book.calendar(municipality.place), from, start },
    term: parseTerm(length),
    suspended: suspended.map(([begin, end]) => ({ from: begin, to: end })),
  })
  return steps.map((step) => ({ text: stepInWords(visit, step), source: step.article }))
}

function stepInWords({ ctx: { t, lang, municipality } }: Visit, { code, date, data }: Step): string {
  const inWords = (value: string | number) => {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return value
    return value.length === 10 ? formatDate(lang, value) : formatDateTime(lang, value, municipality.zone)
  }
  const filled = Object.entries({ ...data, date }).map(([name, value]) => [name, inWords(value)])
  return t(`deadlines.step.${code}`, Object.fromEntries(filled))
}

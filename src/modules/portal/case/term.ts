import { lengthOf } from '../../../core/procedure/index.ts'
import { formatDate } from '../../../platform/i18n/index.ts'
import type { TermView } from '../../../ui/index.ts'
import { type CaseFile, termCount, termInWords } from '../../cases/index.ts'
import { daysUntil } from '../today.ts'
import type { Visit } from '../visit.ts'

/** The legal term of a case: until when, what silence means, whether it stands still, and how the day was counted. */
export function termOfCase(visit: Visit, { case: one }: CaseFile): TermView | undefined {
  const { ctx } = visit
  const { term } = one.state
  if (term === undefined || one.dueOn === null) return undefined
  const state = stateOf(visit, one, term)
  return {
    title: ctx.t('portal.case.answer-by'),
    state,
    ...(state !== 'suspended' && { end: one.dueOn }),
    ...(state !== 'met' && { daysLeft: daysUntil(visit, one.dueOn) }),
    length: termInWords(ctx, lengthOf(term)),
    ...(state === 'running' && one.silence !== null && { silence: ctx.t(`portal.silence.${one.silence}`) }),
    ...(state === 'suspended' && { suspendedBecause: suspendedBecause(visit, term.openSince) }),
    count: termCount(ctx, visit.request.municipality, one, term),
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

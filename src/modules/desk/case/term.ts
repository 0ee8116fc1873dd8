import { lengthOf } from '../../../core/procedure/index.ts'
import type { TermView } from '../../../ui/index.ts'
import { type CaseFile, termCount, termInWords } from '../../cases/index.ts'
import { type TermBadge, termBadge } from '../term-badge.ts'
import { daysBetween, today, type Visit } from '../visit.ts'

/** The legal term of a case as the officer must know it: until when, what silence means, and how the day was counted. */
export function termOf(visit: Visit, { case: one }: CaseFile): TermView | undefined {
  const { t } = visit.ctx
  const { term } = one.state
  if (!term) return undefined
  const isDecided = one.outcome !== null || one.status === 'closed'
  const left = daysBetween(today(visit), one.dueOn ?? term.due)
  const state = isDecided ? (term.lapsed ? 'over' : 'met') : one.suspended ? 'suspended' : left < 0 ? 'over' : 'running'
  return {
    title: t('desk.term.title'),
    state,
    ...(state !== 'suspended' && { end: term.due }),
    ...(state === 'running' && { daysLeft: left }),
    length: termInWords(visit.ctx, lengthOf(term)),
    ...(one.silence !== null &&
      !isDecided && { silence: t(`desk.silence.${state === 'over' ? 'over' : 'long'}.${one.silence}`) }),
    ...(state === 'suspended' && { suspendedBecause: t('desk.term.suspended-long') }),
    count: termCount(visit.ctx, visit.request.municipality, one, term),
  }
}

/** How the term stands, beside the name of the case; nothing where there is none to keep any more. */
export function termBadges(visit: Visit, { case: one }: CaseFile): TermBadge[] {
  const isRunning = one.status === 'open' && one.outcome === null && one.dueOn !== null
  return isRunning ? [termBadge(visit.ctx, one, today(visit))] : []
}

import type { ProcessNode } from '../graph.ts'
import { fire } from './fire.ts'
import { type Run, refuse } from './run.ts'
import { type Subscription, subscriptions, triggerOf } from './subscriptions.ts'
import { closeSuspension, openSuspension, today, withDue } from './suspension.ts'
import { assign } from './variables.ts'

/** The legal term of the procedure begins to count. */
export function startTerm(run: Run, { term }: ProcessNode): void {
  if (!term) return
  const from = today(run)
  run.term = withDue(run, { length: term.length, start: term.start, from, due: from, suspended: [] })
}

/** First instant after the last day of the term; undefined while it is suspended without a cap, settled, or over. */
export function lapseInstant(run: Run): string | undefined {
  const { term, ports } = run
  if (!term || term.lapsed || !isTermRunning(run)) return undefined
  if (term.openSince !== undefined && term.openUntil === undefined) return undefined
  return ports.startOfDayAfter(term.due)
}

/**
 * Whether the term still matters: a drawing that waits for its end says where (an event sub-process around the examination, say), and
 * once the case has left that place it is decided in time, and silence can mean nothing any more.
 */
export function isTermRunning(run: Run): boolean {
  return !run.graph.watchesTerm || subscriptions(run).some(awaitsLapse)
}

/** The term has ended without a decision: silence has its effect, once, and what waits for it goes on. */
export function lapse(run: Run): void {
  if (!run.term) return
  const { root } = run.graph
  const outcome = root.term?.silence
  run.term = { ...run.term, lapsed: true }
  if (outcome !== undefined) assign(run, undefined, { silence: outcome })
  run.emit({ kind: 'silence', element: root.id, ...(outcome !== undefined && { outcome }) })
  for (const subscription of subscriptions(run)) {
    if (awaitsLapse(subscription) && !subscription.token.gone) fire(run, subscription)
  }
}

function awaitsLapse(subscription: Subscription): boolean {
  return triggerOf(subscription, 'timer')?.timer.kind === 'process-term'
}

/** A longer term, granted outside the drawing. It must still be running. */
export function extendTerm(run: Run, by: string): void {
  const term = runningTerm(run)
  run.term = withDue(run, { ...term, extended: [...(term.extended ?? []), by] })
}

/** The officer suspends the term by an act outside the drawing. */
export function suspendTerm(run: Run, max: string | undefined): void {
  runningTerm(run)
  openSuspension(run, 0, max === undefined ? {} : { max })
}

/** What the officer suspended runs again. */
export function resumeTerm(run: Run): void {
  const term = runningTerm(run)
  if (!term.openBy?.includes(0))
    refuse('no-term', run.graph.root.id, 'The term is not suspended by an act: there is nothing to resume.')
  closeSuspension(run, 0)
}

function runningTerm(run: Run): NonNullable<Run['term']> {
  const { term } = run
  if (!term) return refuse('no-term', run.graph.root.id, 'The procedure has no legal term (f:term).')
  if (term.lapsed) return refuse('no-term', run.graph.root.id, `The term ended on ${term.due}.`)
  return term
}

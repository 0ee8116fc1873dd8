import type { SuspensionData } from '../graph.ts'
import { lengthOf, type TermState } from '../state.ts'
import type { Run } from './run.ts'

/** By whom a suspension is open: a token, or 0 for an act of the officer outside the drawing. */
export type Opener = number

/**
 * The legal term stops running today, unless it has ended. Several reasons may overlap: it runs again
 * when the last one is gone. A capped suspension is granted once (Legge 241/1990, art. 2.7).
 */
export function openSuspension(run: Run, by: Opener, { max }: SuspensionData): void {
  const term = run.term
  if (!term || term.lapsed || (max !== undefined && term.cappedOnce)) return
  if (term.openSince !== undefined) {
    run.term = withDue(run, { ...(max === undefined ? withoutCap(term) : term), openBy: [...(term.openBy ?? []), by] })
    return
  }
  const openSince = today(run)
  const cap = max === undefined ? {} : { openUntil: endOfCap(run, max, openSince), cappedOnce: true as const }
  run.term = withDue(run, { ...term, openSince, openBy: [by], ...cap })
}

/** One reason for the suspension is gone; with the last one the term runs again from tomorrow. */
export function closeSuspension(run: Run, by: Opener): void {
  const term = run.term
  if (!term?.openBy?.includes(by)) return
  const openBy = term.openBy.filter((opener) => opener !== by)
  if (openBy.length > 0) {
    run.term = { ...term, openBy }
    return
  }
  const { openSince = '', openUntil, openBy: _, ...closed } = term
  const ended = lastDay(run, openSince)
  const to = openUntil !== undefined && openUntil < ended ? openUntil : ended
  run.term = withDue(run, { ...closed, suspended: [...term.suspended, [openSince, to]] })
}

/** The end of the term, computed again from its beginning with all suspensions and extensions. */
export function withDue(run: Run, term: TermState): TermState {
  if (term.openSince !== undefined && term.openUntil === undefined) return term
  const open: TermState['suspended'] = term.openSince === undefined ? [] : [[term.openSince, term.openUntil ?? '']]
  const suspended = [...term.suspended, ...open]
  const due = run.ports.endOfTerm({
    term: lengthOf(term),
    start: term.start,
    from: term.from,
    suspended,
    runsFor: 'person',
  })
  return { ...term, due }
}

export function today(run: Run): string {
  return run.ports.dateOf?.(run.at) ?? run.at.slice(0, 10)
}

/** The day on which a suspension ends. What ends with a day (a term of the law) happens at the first instant of the next one. */
function lastDay(run: Run, openSince: string): string {
  const day = today(run)
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
  const isFirstInstant = Date.parse(run.ports.startOfDayAfter(before)) === Date.parse(run.at)
  return isFirstInstant && before >= openSince ? before : day
}

const DAY_MS = 86_400_000

function endOfCap(run: Run, max: string, from: string): string {
  return run.ports.endOfTerm({ term: max, start: 'notification', from, suspended: [], runsFor: 'person' })
}

function withoutCap({ openUntil: _, ...term }: TermState): TermState {
  return term
}

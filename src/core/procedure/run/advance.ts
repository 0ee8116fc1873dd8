import type { EventNode } from '../graph.ts'
import type { Timer } from '../state.ts'
import { drain } from './drain.ts'
import { fire } from './fire.ts'
import type { Run } from './run.ts'
import type { Subscription } from './subscriptions.ts'
import { lapse, lapseInstant } from './term.ts'
import { nextTimer, spend, time } from './timers.ts'

/** Time passes until an instant: what is due on the way happens in order, each at its own time. */
export function advance(run: Run, until: string): void {
  while (run.status === 'active' && (run.term || run.timers.length > 0)) {
    const timer = nextTimer(run.timers)
    const termEnd = lapseInstant(run)
    const byTerm = termEnd !== undefined && (!timer || time(termEnd) <= time(timer.due))
    const due = byTerm ? termEnd : timer?.due
    if (due === undefined || time(due) > time(until)) break
    setTime(run, due)
    if (byTerm) lapse(run)
    else if (timer) ring(run, timer)
    drain(run)
  }
  setTime(run, until)
}

/** The clock of a case never goes back. */
function setTime(run: Run, instant: string): void {
  if (instant !== run.at && time(instant) > time(run.at)) run.at = instant
}

function ring(run: Run, timer: Timer): void {
  spend(run, timer)
  const token = run.token(timer.token)
  const event = run.node(timer.on)
  if (token && 'triggers' in event) fire(run, { how: howIt(event, token.at), token, event })
}

function howIt(event: EventNode, at: string): Subscription['how'] {
  if (event.kind === 'boundary') return 'boundary'
  if (event.kind === 'start') return 'event-sub-process'
  return at === event.id ? 'catch' : 'race'
}

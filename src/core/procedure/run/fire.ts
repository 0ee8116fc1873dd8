import type { EventNode } from '../graph.ts'
import type { Variables } from '../state.ts'
import type { LiveToken, Run } from './run.ts'
import { beginEventSubProcess } from './scopes.ts'
import type { Subscription } from './subscriptions.ts'
import { cancel, cancelInside, disarm, leave, scopeOf, settleNode } from './tokens.ts'
import { assign } from './variables.ts'

/** What was waited for has happened: `values` are merged, and the token or a new one goes on from the event. */
export function fire(run: Run, { how, token, event }: Subscription, values: Variables = {}): void {
  assign(run, how === 'boundary' ? run.parent(token) : token, values)
  if (how === 'race') win(run, token, event)
  else if (event.kind === 'task') run.schedule('finish', token, event)
  else if (how === 'catch') happen(run, token, event)
  else if (how === 'boundary') leaveByBoundary(run, token, event)
  else startEventSubProcess(run, token, event)
}

function happen(run: Run, token: LiveToken, event: EventNode): void {
  disarm(run, token)
  leave(run, token, event)
}

/** One event behind an event-based gateway has won: the others no longer listen. */
function win(run: Run, token: LiveToken, event: Subscription['event']): void {
  const gateway = run.node(token.at)
  disarm(run, token)
  run.log(gateway, 'left')
  settleNode(run, token, gateway)
  token.at = event.id
  run.log(event, 'entered')
  if (event.kind === 'task') run.schedule('finish', token, event)
  else leave(run, token, event)
}

function leaveByBoundary(run: Run, host: LiveToken, event: EventNode): void {
  const scope = host.in ?? 0
  if (event.interrupting) cancel(run, host)
  const token = run.spawn(event.id, scope)
  run.log(event, 'entered')
  leave(run, token, event)
}

/** The event sub-process runs inside the scope; an interrupting one alone, all else being cancelled. */
function startEventSubProcess(run: Run, scope: LiveToken, start: EventNode): void {
  if (start.interrupting) {
    cancelInside(run, scope)
    scope.interrupted = true
    stopListening(run, scope)
  }
  const node = run.node(start.parent)
  const token = run.spawn(node.id, scope.id)
  run.log(node, 'entered')
  if (node.kind === 'sub-process') beginEventSubProcess(run, token, node)
}

/** The event sub-processes of an interrupted scope no longer listen; boundary events on it still do. */
function stopListening(run: Run, scope: LiveToken): void {
  const starts = new Set(scopeOf(run, scope)?.events.flatMap((id) => startsOf(run, id)))
  run.timers = run.timers.filter((timer) => timer.token !== scope.id || !starts.has(timer.on))
}

function startsOf(run: Run, id: string): readonly string[] {
  const node = run.node(id)
  return 'starts' in node ? node.starts : []
}

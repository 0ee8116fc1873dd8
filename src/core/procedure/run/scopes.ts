import type { EventNode, GraphNode, ScopeData, SubProcessNode } from '../graph.ts'
import type { LiveToken, Run } from './run.ts'
import { arm } from './timers.ts'
import { leave } from './tokens.ts'

/** A scope begins: its event sub-processes listen, and a token stands at each of its starts. */
export function openScope(run: Run, scope: LiveToken, node: GraphNode & ScopeData): void {
  listen(run, scope, node)
  const starts = node.starts.map((id) => run.node(id)).filter(startsByItself)
  for (const start of starts) run.schedule('enter', run.spawn(start.id, scope.id), start)
  if (starts.length === 0) run.settle(scope)
}

/** An event sub-process begins at its start event, which has been triggered. */
export function beginEventSubProcess(run: Run, token: LiveToken, node: SubProcessNode): void {
  listen(run, token, node)
  const start = startOf(run, node.id)
  if (!start) return
  const inner = run.spawn(start.id, token.id)
  run.log(start, 'entered')
  leave(run, inner, start)
}

/** Sets the timers of the event sub-processes of a scope. */
export function listen(run: Run, scope: LiveToken, node: ScopeData): void {
  for (const id of node.events) {
    const start = startOf(run, id)
    if (start) arm(run, scope, start)
  }
}

/** The start event of an event sub-process. */
export function startOf(run: Run, eventSubProcess: string): EventNode | undefined {
  const node = run.node(eventSubProcess)
  const start =
    'starts' in node ? node.starts.map((id) => run.node(id)).find((inner) => inner.kind === 'start') : undefined
  return start?.kind === 'start' ? start : undefined
}

/** A start event without trigger; a node to which nothing leads, where no start event is drawn. */
export function startsByItself(node: GraphNode): boolean {
  return node.kind !== 'start' || node.triggers.length === 0
}

import type { FlowData, GraphNode, ScopeData } from '../graph.ts'
import { type LiveToken, type Run, refuse } from './run.ts'
import { closeSuspension } from './suspension.ts'
import { assignContext, evaluate } from './variables.ts'

/** The scope data behind a token: a sub-process, the process itself, or the process that a call calls. */
export function scopeOf(run: Run, token: LiveToken): (GraphNode & ScopeData) | undefined {
  const node = run.node(token.at)
  const scope = node.kind === 'call' ? run.node(node.calls) : node
  return 'starts' in scope ? scope : undefined
}

/** The token has done with the node: it is logged, `f:set` applies, and the ways out are taken. */
export function leave(run: Run, token: LiveToken, node: GraphNode): void {
  run.log(node, 'left')
  goOn(run, token, node)
}

/** Like `leave`, for nodes whose leaving is logged elsewhere. */
export function goOn(run: Run, token: LiveToken, node: GraphNode): void {
  settleNode(run, token, node)
  take(run, token, node, waysOut(run, token, node))
}

/** What ends with the stay at a node: its suspension of the term; and `f:set` applies. */
export function settleNode(run: Run, token: LiveToken, node: GraphNode): void {
  if (node.set !== undefined) assignContext(run, token, node.set)
  if (node.suspends) closeSuspension(run, token.id)
}

/** Sends the token along the first flow and new ones along the others; without any, the token ends here. */
export function take(run: Run, token: LiveToken, node: GraphNode, flows: readonly FlowData[]): void {
  const [first, ...others] = flows
  if (!first) {
    consume(run, token)
    return
  }
  run.schedule('enter', token, run.node(first.to), first.id)
  for (const flow of others) run.schedule('enter', run.spawn(node.id, token.in ?? 0), run.node(flow.to), flow.id)
}

/** All flows without condition and those whose condition holds; the default when there is none of them. */
export function waysOut(run: Run, token: LiveToken, node: GraphNode): readonly FlowData[] {
  const { outgoing, defaultFlow } = node
  if (outgoing.every((flow) => flow.condition === undefined) && defaultFlow === undefined) return outgoing
  const chosen = outgoing.filter(
    (flow) =>
      flow.id !== defaultFlow && (flow.condition === undefined || evaluate(run, token, flow.condition) === true),
  )
  if (chosen.length > 0) return chosen
  const otherwise = outgoing.filter((flow) => flow.id === defaultFlow)
  if (otherwise.length === 0) noPath(node)
  return otherwise
}

export function noPath(node: GraphNode): never {
  const conditions = node.outgoing.map((flow) => `${flow.id}: ${flow.condition ?? 'default'}`).join('; ')
  return refuse(
    'no-path',
    node.drawn ?? node.id,
    `No condition holds (${conditions}). Correct the variables, or draw a default flow.`,
  )
}

/** The token ends; its scope may now be empty. */
export function consume(run: Run, token: LiveToken): void {
  const scope = run.parent(token)
  remove(run, token)
  if (scope) run.settle(scope)
}

/** Takes the token out, with its timers, leaving everything else as it is. */
export function remove(run: Run, token: LiveToken): void {
  token.gone = true
  run.tokens.splice(run.tokens.indexOf(token), 1)
  disarm(run, token)
}

export function disarm(run: Run, token: LiveToken): void {
  if (run.timers.length > 0) run.timers = run.timers.filter((timer) => timer.token !== token.id)
  if (run.holding.length > 0) run.holding = run.holding.filter((key) => !key.startsWith(`${token.id}:`))
}

/** Cancels the token and all that runs inside it, the innermost first. What completed inside can no longer be undone. */
export function cancel(run: Run, token: LiveToken): void {
  cancelInside(run, token)
  run.done = run.done.filter((record) => record.in !== token.id)
  const node = run.node(token.at)
  if (isLogged(run, token)) run.log(node, 'cancelled')
  if (node.suspends) closeSuspension(run, token.id)
  remove(run, token)
}

/** Cancels all that runs inside a scope, but not the scope. */
export function cancelInside(run: Run, scope: LiveToken, except?: LiveToken): void {
  for (const child of run.children(scope.id)) if (child !== except && !child.gone) cancel(run, child)
}

/** Instances are logged one by one, not the activity that holds them; a join is logged once. */
function isLogged(run: Run, token: LiveToken): boolean {
  if (token.multi || token.in === undefined || token.onItsWay || token.after === 'vanish') return false
  return token.via === undefined || !isAccompanied(run, token)
}

/** Whether another token waits at the same join, in the same scope. */
export function isAccompanied(run: Run, token: LiveToken): boolean {
  return run.tokens.some(
    (other) => other !== token && other.at === token.at && other.in === token.in && other.via !== undefined,
  )
}

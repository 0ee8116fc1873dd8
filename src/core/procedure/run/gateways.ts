import type { GatewayNode } from '../graph.ts'
import type { LiveToken, Run } from './run.ts'
import { openSuspension } from './suspension.ts'
import { arm } from './timers.ts'
import { isAccompanied, leave, noPath, remove, settleNode, take } from './tokens.ts'
import { evaluate } from './variables.ts'

/** A token comes to a gateway (BPMN 2.0.2, 13.4). */
export function enterGateway(run: Run, token: LiveToken, node: GatewayNode, via: string | undefined): void {
  if (via !== undefined && node.incoming.length > 1 && (node.kind === 'parallel' || node.kind === 'inclusive')) {
    arrive(run, token, node, via)
    return
  }
  run.log(node, 'entered')
  if (node.kind === 'exclusive') choose(run, token, node)
  else if (node.kind === 'event-based') race(run, token, node)
  else split(run, token, node)
}

/** Exclusive: the first flow whose condition holds, in the order drawn; else the default. */
function choose(run: Run, token: LiveToken, node: GatewayNode): void {
  const { outgoing, defaultFlow } = node
  run.log(node, 'left')
  settleNode(run, token, node)
  const only = outgoing.length < 2 ? outgoing[0] : undefined
  const chosen =
    outgoing.find(
      (flow) =>
        flow.id !== defaultFlow && flow.condition !== undefined && evaluate(run, token, flow.condition) === true,
    ) ??
    outgoing.find((flow) => flow.id === defaultFlow) ??
    (only?.condition === undefined ? only : undefined)
  if (!chosen && outgoing.length > 0) noPath(node)
  take(run, token, node, chosen ? [chosen] : [])
}

/** Event-based: the token stays, and the events behind the gateway listen for it. */
function race(run: Run, token: LiveToken, node: GatewayNode): void {
  if (node.suspends) openSuspension(run, token.id, node.suspends)
  for (const flow of node.outgoing) {
    const event = run.node(flow.to)
    if (event.kind === 'catch') arm(run, token, event)
  }
}

/** Parallel and inclusive gateways with several ways in: the tokens wait for each other. */
function arrive(run: Run, token: LiveToken, node: GatewayNode, via: string): void {
  token.via = via
  if (!isAccompanied(run, token)) run.log(node, 'entered')
  if (node.kind === 'parallel') joinWhenComplete(run, token, node)
}

function joinWhenComplete(run: Run, token: LiveToken, node: GatewayNode): void {
  const waiting = waitingTokens(run, node, token.in)
  const arrived = firstOfEachFlow(waiting)
  if (arrived.length === node.incoming.length) join(run, node, arrived, waiting.length > arrived.length)
}

/** The tokens become one and go on; what had come too early for the next round is logged as a new stay. */
function join(run: Run, node: GatewayNode, arrived: readonly LiveToken[], othersStay: boolean): void {
  const [first, ...others] = arrived
  if (!first) return
  for (const other of others) remove(run, other)
  delete first.via
  split(run, first, node)
  if (othersStay) run.log(node, 'entered')
}

function split(run: Run, token: LiveToken, node: GatewayNode): void {
  if (node.kind === 'inclusive') {
    leave(run, token, node)
    return
  }
  run.log(node, 'left')
  settleNode(run, token, node)
  take(run, token, node, node.outgoing)
}

function waitingTokens(run: Run, node: GatewayNode, scope: number | undefined): LiveToken[] {
  return run.tokens.filter((token) => token.at === node.id && token.in === scope && token.via !== undefined)
}

function firstOfEachFlow(tokens: readonly LiveToken[]): LiveToken[] {
  const flows = new Set<string>()
  return tokens.filter((token) => {
    if (token.via === undefined || flows.has(token.via)) return false
    flows.add(token.via)
    return true
  })
}

/**
 * When nothing else moves: lets the first inclusive join go on for which no token can still come that
 * it must wait for (BPMN 2.0.2, 13.4.3). True when one did.
 */
export function releaseInclusiveJoin(run: Run): boolean {
  if (run.graph.reach.size === 0) return false
  for (const token of run.tokens) {
    if (token.via === undefined) continue
    const node = run.node(token.at)
    if (node.kind !== 'inclusive') continue
    const waiting = waitingTokens(run, node, token.in)
    const arrived = firstOfEachFlow(waiting)
    if (arrived.length < node.incoming.length && mustWait(run, node, token, arrived)) continue
    join(run, node, arrived, waiting.length > arrived.length)
    return true
  }
  return false
}

/** A token elsewhere can come by a flow that has none yet, and by no flow that already has one. */
function mustWait(run: Run, node: GatewayNode, token: LiveToken, arrived: readonly LiveToken[]): boolean {
  const reach = run.graph.reach.get(node.id)
  const filled = new Set(arrived.map((other) => other.via))
  return run.tokens.some((other) => {
    if (other.in !== token.in || other.at === node.id) return false
    let comesByEmpty = false
    for (const [flow, sources] of reach ?? []) {
      if (!sources.has(other.at)) continue
      if (filled.has(flow)) return false
      comesByEmpty = true
    }
    return comesByEmpty
  })
}

import type { EventNode, GraphNode, TaskNode, Trigger } from '../graph.ts'
import type { LiveToken, Run } from './run.ts'
import { startOf } from './scopes.ts'
import { scopeOf } from './tokens.ts'

/** An event that listens, and for which token: its own, that of a gateway, of an activity, or of a scope. */
export interface Subscription {
  readonly how: 'catch' | 'race' | 'boundary' | 'event-sub-process'
  readonly token: LiveToken
  readonly event: EventNode | TaskNode
}

type Source = Pick<Run, 'tokens' | 'node'>

/** All that listens now: first the tokens that wait, then boundary events, then event sub-processes from the inside out. */
export function subscriptions(run: Run): Subscription[] {
  const found: Subscription[] = []
  for (const token of run.tokens) found.push(...waitingSubscriptions(run, token))
  for (const token of [...run.tokens].reverse()) found.push(...boundarySubscriptions(run, token))
  for (const token of [...run.tokens].reverse()) found.push(...scopeSubscriptions(run, token))
  return found
}

function waitingSubscriptions(run: Source, token: LiveToken): Subscription[] {
  const node = run.node(token.at)
  if (node.kind === 'catch') return [{ how: 'catch', token, event: node }]
  if (isReceive(node) && !token.multi) return [{ how: 'catch', token, event: node }]
  if (node.kind !== 'event-based') return []
  return node.outgoing
    .map((flow) => run.node(flow.to))
    .filter(isWaiting)
    .map((event): Subscription => ({ how: 'race', token, event }))
}

function isReceive(node: GraphNode): node is TaskNode {
  return node.kind === 'task' && node.type === 'receive'
}

function isWaiting(node: GraphNode): node is EventNode | TaskNode {
  return node.kind === 'catch' || isReceive(node)
}

function isEvent(node: GraphNode): node is EventNode {
  return 'triggers' in node
}

/** Boundary events of one activity; those of a multi-instance activity belong to the whole, not to its instances. */
export function boundarySubscriptions(run: Run, token: LiveToken): Subscription[] {
  const node = run.node(token.at)
  if (!('boundaries' in node) || token.n !== undefined) return []
  return node.boundaries
    .map((id) => run.node(id))
    .filter(isEvent)
    .map((event): Subscription => ({ how: 'boundary', token, event }))
}

/** Event sub-processes of one scope, as long as none has interrupted it. */
export function scopeSubscriptions(run: Run, token: LiveToken): Subscription[] {
  if (token.multi || token.interrupted || token.after) return []
  const scope = scopeOf(run, token)
  if (!scope) return []
  return scope.events
    .map((id) => startOf(run, id))
    .filter((event) => event !== undefined)
    .map((event): Subscription => ({ how: 'event-sub-process', token, event }))
}

/** The trigger of one kind that a subscription waits for. */
export function triggerOf<Type extends Trigger['type']>(
  { event }: Subscription,
  type: Type,
): Extract<Trigger, { type: Type }> | undefined {
  if (event.kind === 'task') return undefined
  for (const trigger of event.triggers) if (isOfType(trigger, type)) return trigger
  return undefined
}

function isOfType<Type extends Trigger['type']>(
  trigger: Trigger,
  type: Type,
): trigger is Extract<Trigger, { type: Type }> {
  return trigger.type === type
}

/** Whether a subscription waits for the message of this name (a receive task, too). */
export function awaitsMessage(subscription: Subscription, name: string): boolean {
  const { event } = subscription
  const messages =
    event.kind === 'task' ? [event.message] : event.triggers.filter((trigger) => trigger.type === 'message')
  return messages.some((message) => message !== undefined && isCalled(message, event, name))
}

export function awaitsSignal(subscription: Subscription, name: string): boolean {
  const { event } = subscription
  if (event.kind === 'task') return false
  return event.triggers.some((trigger) => trigger.type === 'signal' && isCalled(trigger, event, name))
}

/** By its name, by the id of the message, or by the id of the event that waits. */
export function isCalled(what: { name: string; ref: string }, event: GraphNode, name: string): boolean {
  return what.name === name || what.ref === name || event.id === name || event.drawn === name
}

import type { ProcedureEvent } from '../event.ts'
import type { EventNode, GraphNode, TaskNode } from '../graph.ts'
import type { Variables } from '../state.ts'
import { finish } from './activities.ts'
import { fire } from './fire.ts'
import { raiseErrorAt } from './propagation.ts'
import { type LiveToken, type Run, refuse } from './run.ts'
import { awaitsMessage, isCalled, type Subscription, subscriptions, triggerOf } from './subscriptions.ts'
import { throwTriggers } from './throwing.ts'
import { assign, contextOf } from './variables.ts'

/** The host has done what a token waits for; `values` go into the variables. */
export function complete(run: Run, which: string | number, values: Variables): void {
  const token = run.tokens.find((candidate) => isMeant(run, candidate, which) && waitsForCompletion(run, candidate))
  if (!token) {
    refuseCompletion(run, which)
    return
  }
  const node = run.node(token.at)
  assign(run, token, 'does' in node && node.does?.result !== undefined ? resultOf(values, node.does.result) : values)
  if (node.kind === 'task') finish(run, token, node)
  else throwTriggers(run, token, node as EventNode) // only tasks and throwing events wait for completion
}

function isMeant(run: Run, token: LiveToken, which: string | number): boolean {
  if (typeof which === 'number') return token.id === which
  const node = run.node(token.at)
  return node.id === which || node.drawn === which
}

/** A task that is being done, or an event that waits for the host to do something. */
export function waitsForCompletion(run: Pick<Run, 'node'>, token: LiveToken): boolean {
  const node = run.node(token.at)
  if (node.kind === 'task') return !token.multi
  return (node.kind === 'throw' || node.kind === 'end') && node.does?.wait === true && !token.after
}

function resultOf({ result, ...others }: Variables, name: string): Variables {
  return result === undefined ? others : { ...others, [name]: result }
}

function refuseCompletion(run: Run, which: string | number): never {
  const token = run.tokens.find((candidate) => isMeant(run, candidate, which))
  const waiting = run.tokens
    .filter((candidate) => waitsForCompletion(run, candidate))
    .map((candidate) => nameOf(run, candidate))
  const hint = token ? howToGoOn(run.node(token.at)) : ''
  return refuse('not-waiting', String(which), `${hint}Waiting to be completed: ${list(waiting)}.`)
}

function howToGoOn(node: GraphNode): string {
  if (!('triggers' in node)) return 'It goes on by itself when what it waits for is done. '
  const wanted = node.triggers.map((trigger) =>
    'name' in trigger ? `${trigger.type} “${trigger.name}”` : trigger.type,
  )
  return `It waits for ${wanted.join(' or ')}. `
}

/** A message reaches the one that waits for it; the first one where several do. */
export function receive(run: Run, event: Extract<ProcedureEvent, { message: string }>): void {
  const { message, with: values = {}, correlation = {} } = event
  const listening = subscriptions(run)
  const receiver = listening.find(
    (candidate) => awaitsMessage(candidate, message) && correlates(run, candidate, correlation),
  )
  if (receiver) fire(run, receiver, values)
  else if (startsByMessage(run, message))
    run.emit({ kind: 'start-instance', element: run.graph.root.id, name: message, with: values })
  else {
    const awaited = list(listening.flatMap(messageNames))
    refuse('message-not-awaited', message, `Nobody waits for this message. Awaited: ${awaited}.`)
  }
}

function correlates(run: Run, { token }: Subscription, correlation: Variables): boolean {
  const context = contextOf(run, token)
  return Object.entries(correlation).every(([name, value]) => JSON.stringify(context[name]) === JSON.stringify(value))
}

function messageNames(subscription: Subscription): string[] {
  const { event } = subscription
  const message = event.kind === 'task' ? event.message : triggerOf(subscription, 'message')
  return message ? [message.name] : []
}

function startsByMessage(run: Run, name: string): boolean {
  return run.graph.root.starts.some((id) => {
    const node = run.node(id)
    return (
      node.kind === 'start' &&
      node.triggers.some((trigger) => trigger.type === 'message' && isCalled(trigger, node, name))
    )
  })
}

/** What a token does has failed with a BPMN error. */
export function fail(run: Run, event: Extract<ProcedureEvent, { fail: string | number }>): void {
  const token = run.tokens.find((candidate) => isMeant(run, candidate, event.fail) && !candidate.multi)
  if (!token || token.in === undefined || token.via !== undefined)
    refuse(
      'not-waiting',
      String(event.fail),
      `No token is there. Tokens are at: ${list(run.tokens.slice(1).map((other) => nameOf(run, other)))}.`,
    )
  raiseErrorAt(run, token, event.error, event.with)
}

function nameOf(run: Run, token: LiveToken): string {
  const node: GraphNode | TaskNode = run.node(token.at)
  return node.drawn ?? node.id
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : [...new Set(names)].join(', ')
}

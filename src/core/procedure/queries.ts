import type { Graph } from './compile.ts'
import type { Ports } from './event.ts'
import type { DoData, GraphNode, TaskNode, WorkData } from './graph.ts'
import { milliseconds } from './iso-time.ts'
import { plainPorts } from './plain-ports.ts'
import { waitsForCompletion } from './run/deliver.ts'
import { Run } from './run/run.ts'
import { subscriptions } from './run/subscriptions.ts'
import { isTermRunning, lapseInstant } from './run/term.ts'
import { nextTimer } from './run/timers.ts'
import type { State, Token, Variables } from './state.ts'

/** A task, or an event with `f:do`, that waits for `complete`. */
export interface OpenTask {
  readonly token: number
  readonly element: string
  readonly name?: string
  /** Kind of task, or of event. */
  readonly type: TaskNode['type'] | 'throw' | 'end'
  readonly work?: WorkData
  readonly does?: DoData
  /** Last day (ISO date), from `f:term`. */
  readonly due?: string
  /** Number of the instance, and what only it sees (multi-instance). */
  readonly instance?: number
  readonly locals?: Variables
}

export interface Awaited {
  readonly kind: 'message' | 'signal'
  readonly name: string
  readonly element: string
  readonly token: number
}

export interface Waiting {
  readonly tasks: readonly OpenTask[]
  readonly awaited: readonly Awaited[]
  readonly timers: readonly { readonly element: string; readonly token: number; readonly due: string }[]
}

/** All that a case waits for: what people and programs must do, what must arrive, what the clock brings. */
export function waiting(graph: Graph, state: State): Waiting {
  const run = new Run(graph, state, plainPorts)
  const tasks = state.tokens
    .filter((token) => waitsForCompletion(run, token))
    .map((token) => openTask(run.node(token.at), token))
  const awaited = subscriptions(run).flatMap(({ event, token }) => awaitedBy(event, token.id))
  const timers = state.timers.map(({ on, token, due }) => ({ element: shown(run.node(on)), token, due }))
  return { tasks, awaited, timers }
}

function openTask(node: GraphNode, token: Token): OpenTask {
  const type = node.kind === 'task' ? node.type : node.kind === 'throw' ? 'throw' : 'end'
  return {
    token: token.id,
    element: shown(node),
    type,
    ...(node.name !== undefined && { name: node.name }),
    ...('work' in node && node.work && { work: node.work }),
    ...('does' in node && node.does && { does: node.does }),
    ...(token.due !== undefined && { due: token.due }),
    ...(token.n !== undefined && { instance: token.n }),
    ...(token.locals && { locals: token.locals }),
  }
}

function awaitedBy(event: GraphNode, token: number): Awaited[] {
  const element = shown(event)
  if (event.kind === 'task') return event.message ? [{ kind: 'message', name: event.message.name, element, token }] : []
  if (!('triggers' in event)) return []
  return event.triggers.flatMap((trigger) =>
    trigger.type === 'message' || trigger.type === 'signal'
      ? [{ kind: trigger.type, name: trigger.name, element, token }]
      : [],
  )
}

/** Ids of the elements that hold a token, for drawing: also joins, and the sub-processes around what runs. */
export function where(graph: Graph, state: State): string[] {
  const nodes = state.tokens.filter((token) => token.in !== undefined).map((token) => graph.nodes.get(token.at))
  return [...new Set(nodes.flatMap((node) => (node ? [shown(node)] : [])))]
}

/** Ids of the elements that wait for something to happen; of the joins, when nothing else does. */
export function waitingAt(graph: Graph, state: State): string[] {
  const run = new Run(graph, state, plainPorts)
  const waits = (token: Token) =>
    ['catch', 'event-based'].includes(run.node(token.at).kind) || waitsForCompletion(run, token)
  const open = state.tokens.filter((token) => token.via === undefined && waits(token))
  const held = open.length > 0 ? open : state.tokens.filter((token) => token.via !== undefined)
  return [...new Set(held.map((token) => shown(run.node(token.at))))]
}

/** Whether the legal term can still end without a decision: false once the case has left what waits for its end. */
export function termRuns(graph: Graph, state: State): boolean {
  return (
    state.status === 'active' &&
    state.term !== undefined &&
    !state.term.lapsed &&
    isTermRunning(new Run(graph, state, plainPorts))
  )
}

/** The earliest instant at which the clock changes something, so that the host wakes the case then. */
export function nextDue(graph: Graph, state: State, ports: Ports = plainPorts): string | undefined {
  if (state.status !== 'active') return undefined
  const timer = nextTimer(state.timers)?.due
  const term = lapseInstant(new Run(graph, state, ports))
  if (timer === undefined || term === undefined) return timer ?? term
  return (milliseconds(term) ?? 0) < (milliseconds(timer) ?? 0) ? term : timer
}

function shown(node: GraphNode): string {
  return node.drawn ?? node.id
}

import type { Graph } from '../compile.ts'
import type { Ports, ProcedureEvent } from '../event.ts'
import type { GraphNode, Trigger } from '../graph.ts'
import { milliseconds } from '../iso-time.ts'
import type { Variables } from '../state.ts'
import { drain } from './drain.ts'
import { fire } from './fire.ts'
import { Run, refuse } from './run.ts'
import { listen, startsByItself } from './scopes.ts'
import { awaitsMessage, awaitsSignal, isCalled, subscriptions } from './subscriptions.ts'
import { startTerm } from './term.ts'

/** Starts a case: by `start`, or by the message or signal that the drawing starts with. */
export function begin(graph: Graph, event: ProcedureEvent, ports: Ports, at: string): Run {
  if (milliseconds(at) === undefined)
    refuse(
      'bad-event',
      graph.root.id,
      `“${at}” is not an ISO 8601 time with offset, such as 2026-03-02T09:00:00+01:00.`,
    )
  if ('start' in event) return startAt(graph, ports, at, event.start, chooseStarts(graph, event.startAt))
  if ('message' in event) return startBy(graph, ports, at, 'message', event.message, event.with ?? {})
  if ('signal' in event) return startBy(graph, ports, at, 'signal', event.signal, event.with ?? {})
  return refuse('not-started', graph.root.id, 'The first event must start the procedure: {"start": {…}}.')
}

function startAt(graph: Graph, ports: Ports, at: string, variables: Variables, starts: readonly GraphNode[]): Run {
  const { root } = graph
  const run = new Run(
    graph,
    {
      process: root.id,
      status: 'active',
      at,
      next: 1,
      tokens: [{ id: 0, at: root.id }],
      timers: [],
      done: [],
      variables: { ...variables },
    },
    ports,
  )
  startTerm(run, root)
  const scope = run.tokens[0]
  if (scope) listen(run, scope, root)
  for (const start of starts) run.schedule('enter', run.spawn(start.id, 0), start)
  return run
}

/** The start event without trigger; the only one there is; or all nodes that nothing leads to. */
function chooseStarts(graph: Graph, wanted: string | undefined): readonly GraphNode[] {
  const starts = startsOf(graph)
  if (wanted !== undefined) {
    const found = starts.filter((start) => start.id === wanted)
    return found.length > 0 ? found : ambiguous(graph, starts)
  }
  const events = starts.filter((start) => start.kind === 'start')
  if (events.length === 0 && !starts.some(isInstantiating)) return starts
  const plain = events.filter(startsByItself)
  const candidates = plain.length > 0 ? plain : starts
  return candidates.length === 1 ? candidates : ambiguous(graph, starts)
}

function isInstantiating(node: GraphNode): boolean {
  return node.kind === 'event-based'
}

function ambiguous(graph: Graph, starts: readonly GraphNode[]): never {
  const ids = starts.map((start) => start.id).join(', ')
  return refuse('ambiguous-start', graph.root.id, `Say where it starts, with "startAt" or by a message: ${ids}.`)
}

function startsOf(graph: Graph): GraphNode[] {
  return graph.root.starts.map((id) => graph.nodes.get(id)).filter((node) => node !== undefined)
}

function startBy(
  graph: Graph,
  ports: Ports,
  at: string,
  type: 'message' | 'signal',
  name: string,
  values: Variables,
): Run {
  const starts = startsOf(graph)
  const start = starts.find(
    (node) => 'triggers' in node && node.triggers.some((trigger) => isMeant(trigger, node, type, name)),
  )
  if (start) return startAt(graph, ports, at, values, [start])
  const waiter = starts.find((node) => isInstantiating(node) || (node.kind === 'task' && node.type === 'receive'))
  if (waiter) {
    const run = startAt(graph, ports, at, {}, [waiter])
    drain(run)
    const awaits = type === 'message' ? awaitsMessage : awaitsSignal
    const receiver = subscriptions(run).find((candidate) => awaits(candidate, name))
    if (receiver) fire(run, receiver, values)
    if (receiver) return run
  }
  const code = type === 'message' ? 'message-not-awaited' : 'not-started'
  return refuse(
    code,
    name,
    `The procedure does not start with this ${type}. It starts at: ${starts.map((node) => node.id).join(', ')}.`,
  )
}

function isMeant(trigger: Trigger, node: GraphNode, type: 'message' | 'signal', name: string): boolean {
  return (
    (trigger.type === 'message' || trigger.type === 'signal') && trigger.type === type && isCalled(trigger, node, name)
  )
}

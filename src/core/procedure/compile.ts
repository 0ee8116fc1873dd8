import { compileFeel, type Feel } from './feel.ts'
import type { FeelText, GraphData, GraphNode, ProcessNode } from './graph.ts'

/** A graph that runs: its data, and what is computed from it once. */
export interface Graph {
  readonly data: GraphData
  readonly nodes: ReadonlyMap<string, GraphNode>
  readonly root: ProcessNode
  readonly feel: ReadonlyMap<FeelText, Feel>
  /** For each inclusive join and each flow into it: the nodes from which a token can still come by that flow. */
  readonly reach: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>
  /** Whether any event waits for the end of the legal term: then the term runs only where one of them listens. */
  readonly watchesTerm: boolean
  /** Whether any event waits for a condition, so that changes of variables must be watched. */
  readonly watchesConditions: boolean
}

/**
 * Compiles a graph from its data: expressions to closures, and what inclusive joins must know.
 * Throws `FeelSyntaxError` when the data hold an expression that `load` would have refused.
 */
export function compile(data: GraphData): Graph {
  const nodes = new Map(Object.entries(data.nodes))
  const root = nodes.get(data.process)
  if (root?.kind !== 'process') throw new Error(`The graph has no process “${data.process}”.`)
  const feel = new Map<FeelText, Feel>()
  for (const text of expressionsIn(data.nodes)) if (!feel.has(text)) feel.set(text, compileFeel(text))
  return {
    data,
    nodes,
    root,
    feel,
    reach: reachOfJoins(nodes),
    watchesTerm: [...nodes.values()].some(waitsForTerm),
    watchesConditions: [...nodes.values()].some(isConditional),
  }
}

/** The keys under which the data hold FEEL. */
const feelKeys = new Set(['condition', 'set', 'with', 'feel', 'cardinality', 'completion'])

function* expressionsIn(value: unknown, key = ''): Generator<FeelText> {
  if (typeof value === 'string') {
    if (feelKeys.has(key)) yield value
  } else if (Array.isArray(value)) {
    for (const item of value) yield* expressionsIn(item)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* expressionsIn(item, name)
    if ('text' in value && typeof value.text === 'string' && key === 'script') yield value.text
  }
}

function waitsForTerm(node: GraphNode): boolean {
  if (!('triggers' in node)) return false
  return node.triggers.some((trigger) => trigger.type === 'timer' && trigger.timer.kind === 'process-term')
}

function isConditional(node: GraphNode): boolean {
  return 'triggers' in node && node.triggers.some((trigger) => trigger.type === 'conditional')
}

/** BPMN 2.0.2, 13.4.3: which paths lead to each flow into an inclusive join without passing the join itself. */
function reachOfJoins(nodes: ReadonlyMap<string, GraphNode>): Graph['reach'] {
  const before = predecessors(nodes)
  const reach = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>()
  for (const join of nodes.values()) {
    if (join.kind !== 'inclusive' || join.incoming.length < 2) continue
    const byFlow = new Map<string, ReadonlySet<string>>()
    for (const source of nodes.values())
      for (const flow of source.outgoing)
        if (flow.to === join.id) byFlow.set(flow.id, reaching(source.id, join.id, before))
    reach.set(join.id, byFlow)
  }
  return reach
}

function reaching(source: string, join: string, before: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [source]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === join || found.has(id)) continue
    found.add(id)
    open.push(...(before.get(id) ?? []))
  }
  return found
}

/** Direct predecessors by flow, by link, and from a boundary event to its activity. */
function predecessors(nodes: ReadonlyMap<string, GraphNode>): Map<string, string[]> {
  const before = new Map<string, string[]>()
  const add = (from: string, to: string) => before.set(to, [...(before.get(to) ?? []), from])
  for (const node of nodes.values()) {
    for (const flow of node.outgoing) add(node.id, flow.to)
    if (node.kind === 'boundary' && node.attachedTo !== undefined) add(node.attachedTo, node.id)
    if (node.kind === 'throw')
      for (const trigger of node.triggers)
        if (trigger.type === 'link') {
          const target = linkTarget(nodes.values(), node.parent, trigger.name)
          if (target) add(node.id, target.id)
        }
  }
  return before
}

/** The event where a link of this name arrives, at the same level. */
export function linkTarget(nodes: Iterable<GraphNode>, parent: string, name: string): GraphNode | undefined {
  for (const node of nodes)
    if (
      node.kind === 'catch' &&
      node.parent === parent &&
      node.triggers.some((t) => t.type === 'link' && t.name === name)
    )
      return node
  return undefined
}

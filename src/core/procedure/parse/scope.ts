import type { FlowData, GraphNode, ProcessNode, ScopeData } from '../graph.ts'
import { readActivity } from './activity.ts'
import { bodyOf, child, children, type Element, flag, idOf, isElement, text, typeOf } from './element.ts'
import { isBoundaryFor, readEvent } from './event.ts'
import { readGateway } from './gateway.ts'
import { readProcessTerm } from './process-term.ts'
import { attributeExpression, type Drawn, expression, type Reading } from './reading.ts'

/** Reads a process and all that it holds into `reading.nodes`. */
export function readProcess(reading: Reading, process: Element): void {
  const id = idOf(process)
  const term = readProcessTerm(reading, process)
  const node: ProcessNode = {
    kind: 'process',
    id,
    ...named(process),
    parent: '',
    incoming: [],
    outgoing: [],
    ...readScope(reading, process),
    ...(term && { term }),
  }
  reading.nodes[id] = node
}

/** Reads the flow elements of a process or sub-process; gives where it starts and what interrupts it. */
export function readScope(reading: Reading, scope: Element): ScopeData {
  const elements = children(scope, 'flowElements')
  const nodes = elements.filter(isNode)
  const flows = readFlows(reading, elements.filter(isFlow), nodes)
  const read: GraphNode[] = []
  for (const element of nodes) {
    const node = readNode(reading, {
      element,
      base: baseOf(reading, element, idOf(scope), flows),
      boundaries: nodes.filter((other) => isBoundaryFor(other, element)),
    })
    if (!node) continue
    read.push(node)
    reading.nodes[node.id] = node
  }
  return { starts: startsOf(reading, read), events: read.filter(isEventSubProcess).map((node) => node.id) }
}

function readNode(reading: Reading, drawn: Drawn): GraphNode | undefined {
  if (drawn.element.id === undefined) {
    reading.problems.refuse('missing', '', `A ${typeOf(drawn.element)} has no id.`, 'Give each element an id.')
    return undefined
  }
  if (/Gateway$/.test(drawn.element.$type)) return readGateway(reading, drawn)
  if (/Event$/.test(drawn.element.$type)) return readEvent(reading, drawn)
  return readActivity(reading, drawn, readScope)
}

function baseOf(reading: Reading, element: Element, parent: string, flows: Flows): Drawn['base'] {
  const id = idOf(element)
  const set = attributeExpression(reading, element, 'set')
  const defaultFlow = defaultOf(reading, element)
  const max = text(element, 'suspendMax')
  return {
    id,
    ...named(element),
    parent,
    incoming: flows.into.get(id) ?? [],
    outgoing: flows.outOf.get(id) ?? [],
    ...(defaultFlow !== undefined && { defaultFlow }),
    ...(set !== undefined && { set }),
    ...(flag(element, 'suspends') && { suspends: max === undefined ? {} : { max } }),
  }
}

function named(element: Element): { name?: string } {
  const name = text(element, 'name')
  return name === undefined ? {} : { name }
}

function defaultOf(reading: Reading, element: Element): string | undefined {
  const flow = child(element, 'default')
  const wanted = flow?.id ?? reading.document.unresolved(element, 'default')
  if (wanted !== undefined && (!flow || flow.sourceRef !== element))
    reading.problems.refuse(
      'bad-flow',
      idOf(element),
      `Its default flow “${wanted}” does not leave it.`,
      'Choose one of its outgoing flows.',
    )
  return wanted
}

interface Flows {
  readonly into: ReadonlyMap<string, string[]>
  readonly outOf: ReadonlyMap<string, FlowData[]>
}

/** Sequence flows by node, in the order in which they are written. */
function readFlows(reading: Reading, flows: readonly Element[], nodes: readonly Element[]): Flows {
  const into = new Map<string, string[]>()
  const outOf = new Map<string, FlowData[]>()
  for (const [index, flow] of flows.entries()) {
    const source = endOfFlow(reading, flow, 'sourceRef', nodes)
    const target = endOfFlow(reading, flow, 'targetRef', nodes)
    if (!source || !target) continue
    const id = flow.id ?? `${source}-${target}-${index}`
    const condition = conditionOf(reading, flow)
    append(outOf, source, { id, to: target, ...(condition !== undefined && { condition }) })
    append(into, target, id)
  }
  return { into, outOf }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function endOfFlow(
  reading: Reading,
  flow: Element,
  property: 'sourceRef' | 'targetRef',
  nodes: readonly Element[],
): string | undefined {
  const end = flow[property]
  if (isElement(end) && nodes.includes(end)) return idOf(end)
  const named = isElement(end) ? end.id : reading.document.unresolved(flow, property)
  const reason =
    named === undefined
      ? `It has no ${property}.`
      : `Its ${property} “${named}” is not a node of the same process or sub-process.`
  reading.problems.refuse('bad-flow', idOf(flow), reason, 'Draw the flow again between two nodes of the same level.')
  return undefined
}

function conditionOf(reading: Reading, flow: Element): string | undefined {
  const condition = child(flow, 'conditionExpression')
  if (!condition) return undefined
  const language = text(condition, 'language')
  if (language !== undefined && !/feel/i.test(language) && /javascript|groovy|python|xpath|juel/i.test(language)) {
    reading.problems.refuse(
      'bad-expression',
      idOf(flow),
      `Its condition is written in ${language}.`,
      'Write it in FEEL.',
    )
    return undefined
  }
  const body = bodyOf(flow, 'conditionExpression')
  return body === undefined ? undefined : expression(reading, flow, body, 'condition')
}

/** Start events; where none is drawn, each node that nothing leads to (BPMN 2.0.2, 13.2 and 10.4.2). */
function startsOf(reading: Reading, nodes: readonly GraphNode[]): string[] {
  const starts = nodes.filter((node) => node.kind === 'start' || instantiates(node))
  const orphans = nodes.filter(isReachedByNothing)
  if (starts.length === 0) return orphans.map((node) => node.id)
  for (const orphan of orphans)
    if (!starts.includes(orphan))
      reading.problems.warn(
        'ignored',
        orphan.id,
        'No flow leads to it, so it never runs.',
        'Draw a flow to it or remove it.',
      )
  return starts.map((node) => node.id)
}

function instantiates(node: GraphNode): boolean {
  return node.kind === 'event-based' && node.incoming.length === 0
}

function isReachedByNothing(node: GraphNode): boolean {
  if (node.incoming.length > 0 || node.kind === 'start' || node.kind === 'boundary') return false
  if (node.kind === 'catch' && node.triggers.some((trigger) => trigger.type === 'link')) return false
  if ('undoes' in node && node.undoes) return false
  return !isEventSubProcess(node)
}

function isEventSubProcess(node: GraphNode): boolean {
  return node.kind === 'sub-process' && node.flavour === 'event'
}

function isFlow(element: Element): boolean {
  return typeOf(element) === 'SequenceFlow'
}

/** Data objects and stores, lanes, groups and notes are not run, nor meant to be. */
function isNode(element: Element): boolean {
  return !isFlow(element) && !/^Data(Object|ObjectReference|StoreReference)$/.test(typeOf(element))
}

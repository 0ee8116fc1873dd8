import { compile, type Graph } from './compile.ts'
import type { GraphData, GraphNode } from './graph.ts'
import { checkGraph } from './parse/check.ts'
import { chooseProcess, type Document, processesOf, readDocument } from './parse/document.ts'
import { children, type Element, idOf, isElement, typeOf } from './parse/element.ts'
import { type Problem, Problems } from './parse/problem.ts'
import type { Reading } from './parse/reading.ts'
import { readProcess } from './parse/scope.ts'

export interface LoadOptions {
  /** Id of the process to run; absent: the executable one, or the first that is shown. */
  readonly process?: string
  /** Procedures of other files that call activities may call. */
  readonly library?: readonly GraphData[]
}

export type Loaded =
  | { readonly graph: Graph; readonly warnings: readonly Problem[] }
  /** All that keeps the drawing from running, each with its element, reason and remedy. */
  | { readonly refused: readonly Problem[] }

/**
 * Reads BPMN 2.0 XML and compiles one of its processes, with those that it calls. What cannot be run
 * exactly as drawn is refused; notes, lanes, data objects, layout and foreign extensions are left alone.
 */
export async function load(xml: string, options: LoadOptions = {}): Promise<Loaded> {
  const problems = new Problems()
  const document = await readDocument(xml, problems)
  const process = document && chooseProcess(document, options.process, problems)
  if (!document || !process) return { refused: problems.errors }
  const reading: Reading = { document, problems, nodes: {}, handlers: handlersOf(document), called: new Set() }
  readProcess(reading, process)
  readCalled(reading, options.library ?? [])
  checkGraph(reading)
  if (problems.errors.length > 0) return { refused: problems.errors }
  return { graph: compile({ process: idOf(process), nodes: reading.nodes }), warnings: problems.warnings }
}

/** Reads the called processes of the same file, then those of the library, until nothing new is called. */
function readCalled(reading: Reading, library: readonly GraphData[]): void {
  const { all } = processesOf(reading.document)
  for (const id of reading.called) {
    if (reading.nodes[id]?.kind === 'process') continue
    const process = all.find((candidate) => candidate.id === id)
    const other = library.find((candidate) => candidate.process === id)
    if (process) readProcess(reading, process)
    else if (other) adopt(reading, other)
    else refuseCall(reading, id)
  }
}

function refuseCall(reading: Reading, id: string): void {
  for (const node of Object.values(reading.nodes))
    if (node.kind === 'call' && node.calls === id)
      reading.problems.refuse(
        'unknown-reference',
        node.id,
        `It calls “${id}”, which is neither in the file nor in the library.`,
        'Add that process.',
      )
}

/** Takes a procedure of the library in; an id that is already in use is kept apart by the process id. */
function adopt(reading: Reading, data: GraphData): void {
  const taken = new Set(Object.keys(reading.nodes))
  const flows = new Set(Object.values(reading.nodes).flatMap((node) => node.outgoing.map((flow) => flow.id)))
  const own = (id: string) => (taken.has(id) && id !== data.process ? `${data.process}/${id}` : id)
  const ownFlow = (id: string) => (flows.has(id) ? `${data.process}/${id}` : id)
  for (const node of Object.values(data.nodes)) reading.nodes[own(node.id)] = renamed(node, own, ownFlow)
}

function renamed(node: GraphNode, own: (id: string) => string, ownFlow: (id: string) => string): GraphNode {
  const id = own(node.id)
  return {
    ...node,
    id,
    ...(id !== node.id && { drawn: node.drawn ?? node.id }),
    parent: own(node.parent),
    incoming: node.incoming.map(ownFlow),
    outgoing: node.outgoing.map((flow) => ({ ...flow, id: ownFlow(flow.id), to: own(flow.to) })),
    ...(node.defaultFlow !== undefined && { defaultFlow: ownFlow(node.defaultFlow) }),
    ...('starts' in node && { starts: node.starts.map(own), events: node.events.map(own) }),
    ...('boundaries' in node && { boundaries: node.boundaries.map(own) }),
    ...('undoneBy' in node && node.undoneBy !== undefined && { undoneBy: own(node.undoneBy) }),
    ...('attachedTo' in node && node.attachedTo !== undefined && { attachedTo: own(node.attachedTo) }),
    ...('calls' in node && { calls: own(node.calls) }),
    ...('triggers' in node && {
      triggers: node.triggers.map((trigger) =>
        trigger.type === 'compensation' && trigger.activity !== undefined
          ? { ...trigger, activity: own(trigger.activity) }
          : trigger,
      ),
    }),
    // The parts of one node are put back into the same node: its kind stays what it was.
  } as GraphNode
}

/** Associations from compensation events to the activities that undo, wherever they are drawn. */
function handlersOf(document: Document): Map<string, string> {
  const handlers = new Map<string, string>()
  const visit = (element: Element): void => {
    for (const association of [...children(element, 'artifacts'), ...children(element, 'flowElements')]) {
      if (typeOf(association) === 'SubProcess' || typeOf(association) === 'Transaction') visit(association)
      const { sourceRef, targetRef } = association
      if (typeOf(association) !== 'Association' || !isElement(sourceRef) || !isElement(targetRef)) continue
      if (typeOf(sourceRef) === 'BoundaryEvent') handlers.set(idOf(sourceRef), idOf(targetRef))
      else if (typeOf(targetRef) === 'BoundaryEvent') handlers.set(idOf(targetRef), idOf(sourceRef))
    }
  }
  for (const root of document.roots) visit(root)
  return handlers
}

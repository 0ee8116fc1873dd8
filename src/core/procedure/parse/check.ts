import type { CallNode, EventNode, GraphNode } from '../graph.ts'
import type { Problems } from './problem.ts'
import type { Reading } from './reading.ts'

/** Checks what only shows when all nodes are known; each finding names the element. */
export function checkGraph(reading: Reading): void {
  const { nodes, problems } = reading
  for (const node of Object.values(nodes)) {
    if (node.kind === 'exclusive' || node.kind === 'inclusive') checkConditions(node, problems)
    if (node.kind === 'event-based') checkRace(node, nodes, problems)
    if (node.kind === 'parallel' || node.kind === 'event-based') warnOfConditions(node, problems)
    if (isEvent(node)) checkEvent(node, nodes, problems)
    if (node.kind === 'call') checkCalled(node, nodes, problems)
    if (node.suspends && !canWait(node)) refuseSuspension(node, problems)
    if ('undoes' in node && node.undoes) checkHandler(node, reading)
    if ('starts' in node && node.starts.length === 0)
      problems.refuse('missing', node.id, 'It has nothing to start with.', 'Draw a start event.')
  }
  checkTerms(reading)
}

function isEvent(node: GraphNode): node is EventNode {
  return 'triggers' in node
}

/** Each way out of a choice needs its condition, but for the default. */
function checkConditions(node: GraphNode, problems: Problems): void {
  if (node.outgoing.length < 2) return
  const bare = node.outgoing.filter((flow) => flow.condition === undefined && flow.id !== node.defaultFlow)
  for (const flow of bare)
    problems.refuse(
      'bad-flow',
      node.id,
      `Its flow “${flow.id}” has no condition and is not the default.`,
      'Write its condition in FEEL, or make it the default flow.',
    )
}

function warnOfConditions(node: GraphNode, problems: Problems): void {
  for (const flow of node.outgoing)
    if (flow.condition !== undefined)
      problems.warn(
        'ignored',
        flow.id,
        `Its condition has no meaning after a ${node.kind} gateway.`,
        'Remove the condition.',
      )
}

/** After an event-based gateway stand events that wait, or receive tasks without boundary events (10.6.6). */
function checkRace(node: GraphNode, nodes: Reading['nodes'], problems: Problems): void {
  for (const flow of node.outgoing) {
    const target = nodes[flow.to]
    const isCatch = target?.kind === 'catch' && !target.triggers.some((trigger) => trigger.type === 'link')
    const isReceive = target?.kind === 'task' && target.type === 'receive'
    if (target && !isCatch && !isReceive)
      problems.refuse(
        'bad-flow',
        node.id,
        `“${target.id}” after it is not an event that waits.`,
        'Put a message, signal, timer or conditional event there.',
      )
  }
  if (node.outgoing.length === 0)
    problems.refuse('bad-flow', node.id, 'Nothing follows it.', 'Draw the events that it waits for.')
}

function checkEvent(node: EventNode, nodes: Reading['nodes'], problems: Problems): void {
  if (node.kind === 'boundary') checkBoundary(node, nodes, problems)
  if (node.kind === 'start' && node.incoming.length > 0)
    problems.refuse('bad-flow', node.id, 'A flow leads to a start event.', 'Remove the flow.')
  if (node.kind === 'end' && node.outgoing.length > 0)
    problems.refuse('bad-flow', node.id, 'A flow leaves an end event.', 'Remove the flow.')
  for (const trigger of node.triggers) {
    if (trigger.type === 'link' && node.kind === 'throw') checkLink(node, trigger.name, nodes, problems)
    if (trigger.type === 'compensation' && trigger.activity !== undefined && !nodes[trigger.activity])
      problems.refuse(
        'unknown-reference',
        node.id,
        `It undoes “${trigger.activity}”, which is not in the process.`,
        'Choose an activity of the process.',
      )
  }
}

function checkBoundary(node: EventNode, nodes: Reading['nodes'], problems: Problems): void {
  if (node.incoming.length > 0)
    problems.refuse('bad-flow', node.id, 'A flow leads to a boundary event.', 'Remove the flow.')
  const compensates = node.triggers.some((trigger) => trigger.type === 'compensation')
  const host = node.attachedTo === undefined ? undefined : nodes[node.attachedTo]
  if (host && (!('boundaries' in host) || (host.kind === 'sub-process' && host.flavour === 'event')))
    problems.refuse(
      'bad-flow',
      node.id,
      `“${host.id}” is no activity of the flow.`,
      'Draw it on a task, sub-process or call.',
    )
  if (compensates && host && !('undoneBy' in host))
    problems.refuse(
      'missing',
      node.id,
      'No activity is joined to it.',
      'Join the activity that undoes the work with an association.',
    )
  if (!compensates && node.outgoing.length === 0)
    problems.refuse('bad-flow', node.id, 'Nothing follows it.', 'Draw what happens then.')
}

/** A call begins at a start event without trigger: nobody sends a called process its message. */
function checkCalled(node: CallNode, nodes: Reading['nodes'], problems: Problems): void {
  const called = nodes[node.calls]
  if (called?.kind !== 'process') return
  const starts = called.starts.map((id) => nodes[id])
  if (!starts.some((start) => start && !(start.kind === 'start' && start.triggers.length > 0)))
    problems.refuse(
      'missing',
      node.id,
      `The process “${node.calls}” that it calls has no start event without trigger.`,
      'Draw one in that process.',
    )
}

/** Whether a token can stay at the node. */
function canWait(node: GraphNode): boolean {
  if (isEvent(node)) return node.kind === 'catch' || node.does?.wait === true
  return node.kind === 'event-based' || 'boundaries' in node
}

function refuseSuspension(node: GraphNode, problems: Problems): void {
  problems.refuse(
    'unsupported',
    node.id,
    'f:suspends stands where no token ever waits.',
    'Put it on the task or event during which the term is suspended.',
  )
}

function checkLink(node: EventNode, name: string, nodes: Reading['nodes'], problems: Problems): void {
  const targets = Object.values(nodes).filter((other) => isLinkTarget(other, node.parent, name))
  if (targets.length !== 1)
    problems.refuse(
      'unknown-reference',
      node.id,
      `${targets.length} link events catch “${name}” at the same level.`,
      'Draw exactly one.',
    )
}

function isLinkTarget(node: GraphNode, parent: string, name: string): boolean {
  return (
    node.kind === 'catch' &&
    node.parent === parent &&
    node.triggers.some((trigger) => trigger.type === 'link' && trigger.name === name)
  )
}

function checkHandler(node: GraphNode, { handlers, problems }: Reading): void {
  if (![...handlers.values()].includes(node.id))
    problems.refuse(
      'missing',
      node.id,
      'It undoes work, but no compensation event leads to it.',
      'Join it to one with an association.',
    )
  if (node.incoming.length > 0 || node.outgoing.length > 0)
    problems.refuse('bad-flow', node.id, 'A flow leads to or from an activity that undoes work.', 'Remove the flow.')
}

/** A timer that ends with the term of the procedure needs a procedure that has one. */
function checkTerms({ nodes, problems }: Reading): void {
  const hasTerm = Object.values(nodes).some((node) => node.kind === 'process' && node.term)
  for (const node of Object.values(nodes)) {
    if (hasTerm || !isEvent(node)) continue
    if (node.triggers.some((trigger) => trigger.type === 'timer' && trigger.timer.kind === 'process-term'))
      problems.refuse(
        'missing',
        node.id,
        'It waits for the end of the term, but the process has none.',
        'Add f:term to the process.',
      )
  }
}

import type { ActivityNode, DecisionData, ScopeData, SubProcessNode, TaskNode, WorkData } from '../graph.ts'
import { readCall } from './call.ts'
import { doOf } from './do.ts'
import { children, type Element, flag, idOf, text, typeOf } from './element.ts'
import { isCompensation } from './event.ts'
import { readLoop } from './loop.ts'
import { messageOf } from './message.ts'
import { checkTermText } from './process-term.ts'
import { attributeExpression, type Drawn, expression, type Reading, unsupported } from './reading.ts'

const taskTypes: Readonly<Record<string, TaskNode['type']>> = {
  Task: 'none',
  UserTask: 'user',
  ServiceTask: 'service',
  BusinessRuleTask: 'businessRule',
  SendTask: 'send',
  ReceiveTask: 'receive',
  ManualTask: 'manual',
  ScriptTask: 'script',
}

type ReadScope = (reading: Reading, scope: Element) => ScopeData

/** Reads a task, a sub-process or a call. */
export function readActivity(reading: Reading, drawn: Drawn, readScope: ReadScope): ActivityNode | undefined {
  const { element } = drawn
  const type = typeOf(element)
  const activity = { ...drawn.base, ...activityData(reading, drawn) }
  const task = taskTypes[type]
  if (task) return { kind: 'task', type: task, ...activity, ...taskData(reading, element, task) }
  if (type === 'CallActivity') return readCall(reading, element, activity)
  if (type === 'SubProcess' || type === 'Transaction') {
    const flavour = flag(element, 'triggeredByEvent') ? 'event' : type === 'Transaction' ? 'transaction' : 'embedded'
    const node: SubProcessNode = { kind: 'sub-process', flavour, ...activity, ...readScope(reading, element) }
    if (flavour === 'event') checkEventSubProcess(reading, element, node)
    return node
  }
  unsupported(reading, element, 'Draw it as tasks and sub-processes joined by flows.')
  return undefined
}

function activityData(
  reading: Reading,
  { element, boundaries }: Drawn,
): Pick<TaskNode, 'boundaries' | 'loop' | 'undoneBy' | 'undoes'> {
  for (const quantity of ['startQuantity', 'completionQuantity'])
    if (typeof element[quantity] === 'number' && element[quantity] !== 1)
      unsupported(reading, element, `Remove ${quantity}.`, `Its ${quantity} is not 1.`)
  const loop = readLoop(reading, element)
  const undoneBy = boundaries.filter(isCompensation).map((boundary) => reading.handlers.get(idOf(boundary)))[0]
  return {
    boundaries: boundaries.filter((boundary) => !isCompensation(boundary)).map(idOf),
    ...(loop && { loop }),
    ...(undoneBy !== undefined && { undoneBy }),
    ...(flag(element, 'isForCompensation') && { undoes: true }),
  }
}

function taskData(reading: Reading, element: Element, type: TaskNode['type']): Partial<TaskNode> {
  const work = workOf(element)
  if (work.term !== undefined) checkTermText(reading, element, work.term)
  const does = doOf(reading, element)
  const decision = decisionOf(reading, element)
  const script = type === 'script' ? scriptOf(reading, element) : undefined
  const message = type === 'receive' ? messageOf(reading, element, element) : undefined
  if (decision && type !== 'businessRule')
    unsupported(
      reading,
      element,
      'Use a business-rule task.',
      'f:decision stands on a task that is not a business-rule task.',
    )
  return {
    ...(Object.keys(work).length > 0 && { work }),
    ...(does && { does }),
    ...(decision && { decision }),
    ...(script && { script }),
    ...(message && { message }),
  }
}

function workOf(element: Element): WorkData {
  const work: Record<string, string | boolean> = {}
  for (const key of ['office', 'role', 'form', 'term']) {
    const value = text(element, key)
    if (value !== undefined) work[key] = value
  }
  if (flag(element, 'citizen')) work.citizen = true
  return work
}

function decisionOf(reading: Reading, element: Element): DecisionData | undefined {
  const name = text(element, 'decision')
  if (name === undefined) return undefined
  const input = attributeExpression(reading, element, 'with')
  return { name, result: text(element, 'result') ?? name, ...(input !== undefined && { with: input }) }
}

function scriptOf(reading: Reading, element: Element): TaskNode['script'] | undefined {
  const script = text(element, 'script')
  if (script === undefined) return undefined
  const format = text(element, 'scriptFormat')
  if (format === undefined || !/feel/i.test(format)) {
    const remedy = 'Write it in FEEL with scriptFormat="feel", or make it a service task.'
    unsupported(reading, element, remedy, `Its script is written in ${format ?? 'no named language'}.`)
    return undefined
  }
  const feel = expression(reading, element, script, 'script')
  const result = text(element, 'result')
  return feel === undefined ? undefined : { text: feel, ...(result !== undefined && { result }) }
}

function checkEventSubProcess(reading: Reading, element: Element, node: SubProcessNode): void {
  const id = idOf(element)
  if (node.incoming.length > 0 || node.outgoing.length > 0)
    reading.problems.refuse(
      'bad-flow',
      id,
      'A flow leads to or from an event sub-process.',
      'Remove the flow: its start event starts it.',
    )
  const starts = children(element, 'flowElements').filter((inner) => typeOf(inner) === 'StartEvent')
  if (starts.length !== 1)
    reading.problems.refuse(
      'missing',
      id,
      `An event sub-process has one start event; this one has ${starts.length}.`,
      'Draw exactly one.',
    )
}

import type { EventNode, Trigger } from '../graph.ts'
import { doOf } from './do.ts'
import { bodyOf, children, type Element, flag, idOf, isElement, text, typeOf } from './element.ts'
import { codeOf, messageOf, signalOf } from './message.ts'
import { type Drawn, expression, type Reading, referenced, refuseDoing, unsupported } from './reading.ts'
import { readTimer } from './time.ts'

const kinds: Readonly<Record<string, EventNode['kind']>> = {
  StartEvent: 'start',
  EndEvent: 'end',
  IntermediateCatchEvent: 'catch',
  IntermediateThrowEvent: 'throw',
  BoundaryEvent: 'boundary',
}

/** Which triggers stand where (BPMN 2.0.2, table 10.93). Starts of event sub-processes: `event-start`. */
const allowed: Readonly<Record<string, readonly Trigger['type'][]>> = {
  start: ['message', 'signal', 'timer', 'conditional'],
  'event-start': ['message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensation'],
  'inner-start': [],
  end: ['message', 'signal', 'error', 'escalation', 'compensation', 'terminate', 'cancel'],
  catch: ['message', 'signal', 'timer', 'conditional', 'link'],
  throw: ['message', 'signal', 'escalation', 'compensation', 'link'],
  boundary: ['message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensation', 'cancel'],
}

/** Reads a start, end, intermediate or boundary event. */
export function readEvent(reading: Reading, { element, base }: Drawn): EventNode | undefined {
  const kind = kinds[typeOf(element)]
  if (!kind) {
    unsupported(reading, element, 'Draw it as one of the events of BPMN 2.0.')
    return undefined
  }
  if (flag(element, 'parallelMultiple'))
    unsupported(
      reading,
      element,
      'Use a parallel gateway with one event on each path.',
      'It waits for all of its triggers.',
    )
  const triggers = readTriggers(reading, element)
  checkPlace(reading, element, kind, triggers)
  const host = kind === 'boundary' ? hostOf(reading, element) : undefined
  const throwing = kind === 'throw' || kind === 'end'
  const does = throwing ? doOf(reading, element) : undefined
  if (!throwing) refuseDoing(reading, element)
  return {
    kind,
    ...base,
    triggers,
    interrupting: isInterrupting(element, kind, triggers),
    ...(host !== undefined && { attachedTo: host }),
    ...(does && { does }),
  }
}

export function isBoundaryFor(element: Element, host: Element): boolean {
  return typeOf(element) === 'BoundaryEvent' && element.attachedToRef === host
}

export function isCompensation(event: Element): boolean {
  return definitionsOf(event).some((definition) => typeOf(definition) === 'CompensateEventDefinition')
}

function definitionsOf(event: Element): readonly Element[] {
  const shared = Array.isArray(event.eventDefinitionRef) ? event.eventDefinitionRef.filter(isElement) : []
  return [...children(event, 'eventDefinitions'), ...shared]
}

function readTriggers(reading: Reading, event: Element): Trigger[] {
  return definitionsOf(event).flatMap((definition) => {
    const trigger = readTrigger(reading, event, definition)
    return trigger ? [trigger] : []
  })
}

function readTrigger(reading: Reading, event: Element, definition: Element): Trigger | undefined {
  switch (typeOf(definition)) {
    case 'MessageEventDefinition':
      return { type: 'message', ...messageOf(reading, event, definition) }
    case 'SignalEventDefinition':
      return { type: 'signal', ...signalOf(reading, event, definition) }
    case 'ErrorEventDefinition':
      return { type: 'error', ...codeOf(reading, event, definition, 'error') }
    case 'EscalationEventDefinition':
      return { type: 'escalation', ...codeOf(reading, event, definition, 'escalation') }
    case 'TimerEventDefinition': {
      const timer = readTimer(reading, event, definition)
      return timer && { type: 'timer', timer }
    }
    case 'ConditionalEventDefinition':
      return readCondition(reading, event, definition)
    case 'CompensateEventDefinition': {
      const activity = referenced(reading, event, definition, 'activityRef')?.id
      const wait = definition.waitForCompletion !== false
      return { type: 'compensation', wait, ...(activity !== undefined && { activity }) }
    }
    case 'LinkEventDefinition':
      return { type: 'link', name: text(definition, 'name') ?? text(event, 'name') ?? '' }
    case 'TerminateEventDefinition':
      return { type: 'terminate' }
    case 'CancelEventDefinition':
      return { type: 'cancel' }
    default:
      unsupported(reading, event, 'Use another kind of event.', `Finestra does not know ${typeOf(definition)}.`)
      return undefined
  }
}

function readCondition(reading: Reading, event: Element, definition: Element): Trigger | undefined {
  const body = bodyOf(definition, 'condition')
  if (body === undefined) {
    reading.problems.refuse('missing', idOf(event), 'Its condition is empty.', 'Write the condition in FEEL.')
    return undefined
  }
  const condition = expression(reading, event, body, 'condition')
  return condition === undefined ? undefined : { type: 'conditional', condition }
}

function hostOf(reading: Reading, event: Element): string | undefined {
  const host = event.attachedToRef
  if (isElement(host) && host.$parent === event.$parent) return idOf(host)
  const named = isElement(host) ? host.id : reading.document.unresolved(event, 'attachedToRef')
  reading.problems.refuse(
    'unknown-reference',
    idOf(event),
    `It stands on “${named ?? 'nothing'}”, which is not an activity beside it.`,
    'Draw it on an activity.',
  )
  return undefined
}

function isInterrupting(element: Element, kind: EventNode['kind'], triggers: readonly Trigger[]): boolean {
  if (triggers.some((trigger) => trigger.type === 'error' || trigger.type === 'cancel')) return true
  return (kind === 'boundary' ? element.cancelActivity : element.isInterrupting) !== false
}

function checkPlace(reading: Reading, element: Element, kind: EventNode['kind'], triggers: readonly Trigger[]): void {
  const place = kind === 'start' ? placeOfStart(element) : kind
  const id = idOf(element)
  for (const { type } of triggers)
    if (!allowed[place]?.includes(type))
      reading.problems.refuse(
        'unsupported',
        id,
        `A ${type} trigger has no meaning on ${placeNames[place]}.`,
        'Choose another kind of event.',
      )
  if (definitionsOf(element).length === 0 && (kind === 'boundary' || kind === 'catch' || place === 'event-start'))
    reading.problems.refuse(
      'missing',
      id,
      'It has no event definition: nothing says what it waits for.',
      'Choose message, timer or another trigger.',
    )
  if (triggers.some((trigger) => trigger.type === 'cancel') && !inTransaction(element, kind))
    reading.problems.refuse(
      'unsupported',
      id,
      'Cancel belongs to a transaction.',
      'Draw the sub-process as a transaction, or use an error.',
    )
}

const placeNames: Readonly<Record<string, string>> = {
  start: 'the start event of a process',
  'event-start': 'the start event of an event sub-process',
  'inner-start': 'the start event of a sub-process',
  end: 'an end event',
  catch: 'an intermediate event that waits',
  throw: 'an intermediate event that throws',
  boundary: 'a boundary event',
}

function placeOfStart(element: Element): string {
  const scope = element.$parent
  if (!scope || typeOf(scope) === 'Process') return 'start'
  return flag(scope, 'triggeredByEvent') ? 'event-start' : 'inner-start'
}

function inTransaction(element: Element, kind: EventNode['kind']): boolean {
  const transaction = kind === 'boundary' ? element.attachedToRef : element.$parent
  return isElement(transaction) && typeOf(transaction) === 'Transaction'
}

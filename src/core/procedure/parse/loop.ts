import type { DataNames, LoopData } from '../graph.ts'
import { bodyOf, child, children, type Element, flag, foreign, idOf, isElement, text, typeOf } from './element.ts'
import { expression, type Reading, unsupported } from './reading.ts'

/** Reads the multi-instance or standard loop of an activity. */
export function readLoop(reading: Reading, activity: Element): LoopData | undefined {
  const loop = child(activity, 'loopCharacteristics')
  if (!loop) return undefined
  return typeOf(loop) === 'StandardLoopCharacteristics'
    ? readStandardLoop(reading, activity, loop)
    : readMultiInstance(reading, activity, loop)
}

function readStandardLoop(reading: Reading, activity: Element, loop: Element): LoopData {
  const condition = loopExpression(reading, activity, loop, 'loopCondition')
  const maximum = loop.loopMaximum
  if (condition === undefined && typeof maximum !== 'number')
    reading.problems.refuse(
      'missing',
      idOf(activity),
      'Its loop has neither loopCondition nor loopMaximum.',
      'Say how long it goes on.',
    )
  return {
    kind: 'standard',
    testBefore: flag(loop, 'testBefore'),
    ...(condition !== undefined && { condition }),
    ...(typeof maximum === 'number' && { maximum }),
  }
}

function readMultiInstance(reading: Reading, activity: Element, loop: Element): LoopData {
  if (text(loop, 'behavior') !== undefined && text(loop, 'behavior') !== 'All')
    unsupported(reading, activity, 'Use behavior="All".', `Its multi-instance behaviour is ${text(loop, 'behavior')}.`)
  const cardinality = loopExpression(reading, activity, loop, 'loopCardinality')
  const completion = loopExpression(reading, activity, loop, 'completionCondition')
  const collection = collectionOf(reading, activity, loop)
  const item = itemName(child(loop, 'inputDataItem')) ?? foreign(loop, 'elementVariable') ?? zeebe(loop, 'inputElement')
  const outputCollection = dataNames(reading, activity, loop, 'loopDataOutputRef')
  const outputItem = itemName(child(loop, 'outputDataItem'))
  if (cardinality === undefined && collection === undefined) {
    const remedy = 'Set loopCardinality, or loopDataInputRef with inputDataItem.'
    reading.problems.refuse(
      'missing',
      idOf(activity),
      'Its multi-instance says neither how many nor for each of what.',
      remedy,
    )
  }
  return {
    kind: flag(loop, 'isSequential') ? 'sequential' : 'parallel',
    ...(cardinality !== undefined && { cardinality }),
    ...(completion !== undefined && { completion }),
    ...(collection !== undefined && { collection }),
    ...(item !== undefined && { item }),
    ...(outputCollection !== undefined && { outputCollection }),
    ...(outputItem !== undefined && { outputItem }),
  }
}

function loopExpression(reading: Reading, activity: Element, loop: Element, property: string): string | undefined {
  const body = bodyOf(loop, property)
  return body === undefined ? undefined : expression(reading, activity, body, property)
}

function itemName(item: Element | undefined): string | undefined {
  return item && (text(item, 'name') ?? item.id)
}

/** The collection: plain BPMN first; the widespread `camunda:collection` and `zeebe:inputCollection` are understood. */
function collectionOf(reading: Reading, activity: Element, loop: Element): LoopData['collection'] {
  const names = dataNames(reading, activity, loop, 'loopDataInputRef')
  if (names) return names
  const written = foreign(loop, 'collection') ?? zeebe(loop, 'inputCollection')
  const feel = written === undefined ? undefined : expression(reading, activity, written, 'collection')
  return feel === undefined ? undefined : { feel }
}

/** By which names the data may be known: the data object behind an association first, then its own name, then its id. */
function dataNames(reading: Reading, activity: Element, loop: Element, property: string): DataNames | undefined {
  const target = loop[property]
  const unresolved = reading.document.unresolved(loop, property)
  if (!isElement(target)) return unresolved === undefined ? undefined : [unresolved]
  return [...associatedNames(activity, target), ...ownNames(target)]
}

/** Names of the data objects that an association of the activity joins to a data input or output. */
function associatedNames(activity: Element, target: Element): string[] {
  const inputs = children(activity, 'dataInputAssociations')
    .filter((association) => association.targetRef === target)
    .flatMap((association) => (Array.isArray(association.sourceRef) ? association.sourceRef : []))
  const outputs = children(activity, 'dataOutputAssociations')
    .filter((association) => Array.isArray(association.sourceRef) && association.sourceRef.includes(target))
    .map((association) => association.targetRef)
  return [...inputs, ...outputs].filter(isElement).flatMap(ownNames)
}

/** A data object reference is also known by the name and id of its data object. */
export function ownNames(data: Element): string[] {
  const object = child(data, 'dataObjectRef')
  const own = [text(data, 'name'), data.id].filter((name) => name !== undefined)
  return object ? [...own, ...ownNames(object)] : own
}

function zeebe(loop: Element, attribute: string): string | undefined {
  const extensions = child(loop, 'extensionElements')
  for (const value of extensions ? children(extensions, 'values') : []) {
    const found = value[attribute]
    if (typeof found === 'string' && found.trim() !== '') return found.trim()
  }
  return undefined
}

import type { CallNode, DataMapping } from '../graph.ts'
import { bodyOf, child, children, type Element, idOf, isElement, text } from './element.ts'
import { ownNames } from './loop.ts'
import { expression, type Reading, unsupported } from './reading.ts'

/** Reads a call activity: the process that it calls, and the data carried in and out. */
export function readCall(
  reading: Reading,
  element: Element,
  activity: Omit<CallNode, 'kind' | 'calls'>,
): CallNode | undefined {
  const written = text(element, 'calledElement') ?? zeebeProcess(element)
  if (written === undefined) {
    reading.problems.refuse('missing', idOf(element), 'It does not say which process it calls.', 'Set calledElement.')
    return undefined
  }
  if (/[${=]/.test(written)) {
    unsupported(reading, element, 'Name one process.', `It calls “${written}”, known only when it runs.`)
    return undefined
  }
  const calls = written.replace(/^.*:/, '')
  reading.called.add(calls)
  if (!child(element, 'ioSpecification')) return { kind: 'call', ...activity, calls }
  return { kind: 'call', ...activity, calls, inputs: inputsOf(reading, element), outputs: outputsOf(reading, element) }
}

function inputsOf(reading: Reading, element: Element): DataMapping[] {
  return children(element, 'dataInputAssociations').flatMap((association) => mappingOf(reading, element, association))
}

function outputsOf(reading: Reading, element: Element): DataMapping[] {
  return children(element, 'dataOutputAssociations').flatMap((association) => mappingOf(reading, element, association))
}

function mappingOf(reading: Reading, owner: Element, association: Element): DataMapping[] {
  const assignments = children(association, 'assignment').flatMap((assignment) => {
    const from = bodyOf(assignment, 'from')
    const to = bodyOf(assignment, 'to')
    const feel = from === undefined ? undefined : expression(reading, owner, from, 'assignment')
    return feel === undefined || to === undefined ? [] : [{ from: { feel }, to: to.replace(/^[=$#{\s]+|[}\s]+$/g, '') }]
  })
  if (assignments.length > 0) return assignments
  const target = association.targetRef
  const to = isElement(target) ? ownNames(target)[0] : undefined
  if (to === undefined) return []
  const transformation = bodyOf(association, 'transformation')
  const feel = transformation === undefined ? undefined : expression(reading, owner, transformation, 'transformation')
  if (feel !== undefined) return [{ from: { feel }, to }]
  const sources = Array.isArray(association.sourceRef) ? association.sourceRef.filter(isElement) : []
  return sources.length > 0 ? [{ from: sources.flatMap(ownNames), to }] : []
}

function zeebeProcess(element: Element): string | undefined {
  const extensions = child(element, 'extensionElements')
  for (const value of extensions ? children(extensions, 'values') : []) {
    const found = value.processId
    if (typeof found === 'string' && found.trim() !== '') return found.trim()
  }
  return undefined
}

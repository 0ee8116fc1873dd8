import type { FeelText, GraphNode } from '../graph.ts'
import type { Document } from './document.ts'
import { type Element, idOf, isElement, typeOf } from './element.ts'
import { readExpression } from './expression.ts'
import type { Problems } from './problem.ts'

/** What is known while a drawing is turned into a graph. */
export interface Reading {
  readonly document: Document
  readonly problems: Problems
  readonly nodes: Record<string, GraphNode>
  /** Compensation: boundary event → the activity that an association joins to it. */
  readonly handlers: ReadonlyMap<string, string>
  /** Processes that call activities ask for. */
  readonly called: Set<string>
}

/** What every kind of node has. */
export interface Drawn {
  readonly element: Element
  readonly base: Pick<
    GraphNode,
    'id' | 'name' | 'parent' | 'incoming' | 'outgoing' | 'defaultFlow' | 'set' | 'suspends'
  >
  /** Boundary events drawn on it. */
  readonly boundaries: readonly Element[]
}

/** Reads an expression, or refuses the element that holds it. */
export function expression(reading: Reading, element: Element, raw: string, what: string): FeelText | undefined {
  const read = readExpression(raw)
  if ('feel' in read) return read.feel
  const remedy = 'Write it in FEEL, for example: amount > 100 and approved.'
  reading.problems.refuse('bad-expression', idOf(element), `Its ${what} cannot be read: ${read.error}.`, remedy)
  return undefined
}

/** The expression of an `f:` attribute, when there is one. */
export function attributeExpression(reading: Reading, element: Element, name: string): FeelText | undefined {
  const declared = element[name] // `set` is a method of moddle's elements
  const raw = typeof declared === 'string' ? declared : element.$attrs?.[`f:${name}`]
  return typeof raw === 'string' ? expression(reading, element, raw, `f:${name}`) : undefined
}

/** An element that another one refers to; refused when the reference leads nowhere. */
export function referenced(reading: Reading, owner: Element, holder: Element, property: string): Element | undefined {
  const value = holder[property]
  if (isElement(value)) return value
  const wanted = reading.document.unresolved(holder, property)
  if (wanted !== undefined)
    reading.problems.refuse(
      'unknown-reference',
      idOf(owner),
      `Its ${property} names “${wanted}”, which is not in the file.`,
      'Choose one that is defined in the drawing.',
    )
  return undefined
}

/** Refuses attributes that ask the host for something where the engine would never ask. */
export function refuseDoing(reading: Reading, element: Element): void {
  for (const name of ['do', 'decision', 'with', 'result'])
    if (typeof element[name] === 'string')
      unsupported(
        reading,
        element,
        'Put it on a task or on an event that throws.',
        `f:${name} has no meaning on ${typeOf(element)}.`,
      )
}

export function unsupported(reading: Reading, element: Element, remedy: string, reason?: string): void {
  const why = reason ?? `Finestra does not run an element of type ${typeOf(element)}.`
  reading.problems.refuse('unsupported', idOf(element), why, remedy)
}

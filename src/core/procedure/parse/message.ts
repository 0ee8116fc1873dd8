import { type Element, idOf, text } from './element.ts'
import { type Reading, referenced } from './reading.ts'

/**
 * Name and id of the message of a receive task or event definition. A drawing that names no message is
 * known by the name of the event, and failing that by its id.
 */
export function messageOf(reading: Reading, owner: Element, holder: Element): { name: string; ref: string } {
  return named(reading, owner, holder, 'messageRef')
}

export function signalOf(reading: Reading, owner: Element, holder: Element): { name: string; ref: string } {
  return named(reading, owner, holder, 'signalRef')
}

function named(reading: Reading, owner: Element, holder: Element, property: string): { name: string; ref: string } {
  const element = referenced(reading, owner, holder, property) ?? owner
  return { name: text(element, 'name') ?? idOf(element), ref: idOf(element) }
}

/** Code of an error or escalation, and the names by which it may also be called. */
export function codeOf(
  reading: Reading,
  owner: Element,
  holder: Element,
  kind: 'error' | 'escalation',
): { code?: string; names: readonly string[] } {
  const element = referenced(reading, owner, holder, `${kind}Ref`)
  if (!element) return { names: [] }
  const code = text(element, `${kind}Code`)
  const names = [code, text(element, 'name'), element.id].filter((name) => name !== undefined)
  return { code: code ?? names[0] ?? idOf(element), names }
}

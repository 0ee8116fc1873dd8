/** An element as bpmn-moddle gives it: typed access to what a drawing may or may not hold. */
export interface Element {
  readonly $type: string
  readonly $attrs?: Readonly<Record<string, unknown>>
  readonly $parent?: Element
  readonly id?: string
  readonly [property: string]: unknown
}

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && typeof (value as { $type?: unknown }).$type === 'string'
}

/** The text of an attribute or of an element's body; absent when missing or blank. */
export function text(element: Element, property: string): string | undefined {
  const value = element[property]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function flag(element: Element, property: string): boolean {
  return element[property] === true
}

export function child(element: Element, property: string): Element | undefined {
  const value = element[property]
  return isElement(value) ? value : undefined
}

export function children(element: Element, property: string): readonly Element[] {
  const value = element[property]
  return Array.isArray(value) ? value.filter(isElement) : []
}

/** The body of an expression child, e.g. of `conditionExpression`. */
export function bodyOf(element: Element, property: string): string | undefined {
  const expression = child(element, property)
  return expression && text(expression, 'body')
}

/** Type without its prefix: `bpmn:UserTask` → `UserTask`. */
export function typeOf(element: Element): string {
  return element.$type.slice(element.$type.indexOf(':') + 1)
}

/** An attribute of a foreign extension by its local name, whatever its prefix. */
export function foreign(element: Element, name: string): string | undefined {
  for (const [key, value] of Object.entries(element.$attrs ?? {}))
    if (key.endsWith(`:${name}`) && typeof value === 'string' && value.trim() !== '') return value.trim()
  return undefined
}

export function idOf(element: Element): string {
  return element.id ?? ''
}

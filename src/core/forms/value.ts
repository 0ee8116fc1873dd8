/** Whether an answer was not given: `false` is an answer, an empty list or text is not. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return isPlainObject(value) && Object.values(value).every(isBlank)
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own property of something that may not be an object; never one that every object inherits. */
export function propertyOf(value: unknown, name: string): unknown {
  return isPlainObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** What stands at a path like `household.members` in the registers, undefined when there is nothing. */
export function atPath(registers: unknown, path: string): unknown {
  return path.split('.').reduce(propertyOf, registers)
}

import type { TSchema } from 'typebox'

type Json = Readonly<Record<string, unknown>>

/**
 * The schema as other programs are held to it: what an object does not name is refused instead of passed over in silence, and
 * a choice of words is written as one (`enum`). A plain copy: the schema given is not changed.
 */
export function closed(schema: TSchema): TSchema {
  return close(JSON.parse(JSON.stringify(schema)))
}

function close(node: Json): Json {
  const words = wordsOf(node.anyOf)
  if (words) {
    const { anyOf: _, ...rest } = node
    return { ...rest, type: 'string', enum: words }
  }
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closeInside(key, value)]))
  return 'properties' in node && !('additionalProperties' in node) ? { ...inner, additionalProperties: false } : inner
}

function closeInside(key: string, value: unknown): unknown {
  if (key === 'properties') return mapped(value as Json, (schema) => close(schema as Json))
  if (key === 'anyOf') return (value as Json[]).map(close)
  if (key === 'items') return close(value as Json)
  return value
}

function mapped(values: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
}

/** The words of a union of single words. */
function wordsOf(anyOf: unknown): string[] | undefined {
  if (!Array.isArray(anyOf)) return undefined
  const words = anyOf.map((member: Json) => member.const)
  return words.every((word) => typeof word === 'string') ? words : undefined
}

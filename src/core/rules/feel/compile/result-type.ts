import type { Node } from '../syntax/tree.ts'
import type { FeelType } from '../type.ts'
import { isContext, isList, kindOf, type Value } from '../value.ts'

/** The types of the names that an expression may use, as far as they are written. */
export type KnownTypes = (name: string) => FeelType | undefined

const BOOLEAN: FeelType = { kind: 'boolean' }

/**
 * The type of what an expression gives, where its text alone tells: literals, lists and contexts of them, arithmetic on
 * numbers, tests, parameters with a type. Undefined where only evaluating can tell.
 */
export function resultType(node: Node, known: KnownTypes): FeelType | undefined {
  switch (node.kind) {
    case 'literal':
      return typeOfLiteral(node.value)
    case 'name':
      return known(node.name)
    case 'list':
      return listType(node.items.map((item) => resultType(item, known)))
    case 'context': {
      // An entry hides what has its name outside.
      const outside: KnownTypes = (name) => (node.entries.some(({ key }) => key === name) ? undefined : known(name))
      return contextType(node.entries.map(({ key, value }) => [key, resultType(value, outside)] as const))
    }
    case 'if':
      return shared([resultType(node.consequence, known), resultType(node.otherwise, known)])
    case 'arithmetic':
      return ofNumbers([node.left, node.right], known)
    case 'negation':
      return ofNumbers([node.of], known)
    case 'comparison':
    case 'between':
    case 'in':
    case 'and':
    case 'or':
    case 'some':
    case 'every':
    case 'instance':
      return BOOLEAN
    default:
      return undefined
  }
}

function typeOfLiteral(value: Value): FeelType | undefined {
  if (value === null || isList(value) || isContext(value)) return undefined
  const kind = kindOf(value)
  return kind === 'null' || kind === 'range' || kind === 'function' || kind === 'list' ? undefined : { kind }
}

function listType(items: readonly (FeelType | undefined)[]): FeelType | undefined {
  const of = shared(items)
  return of === undefined ? undefined : { kind: 'list', of }
}

function contextType(entries: readonly (readonly [string, FeelType | undefined])[]): FeelType | undefined {
  const types = new Map<string, FeelType>()
  for (const [key, type] of entries) {
    if (type === undefined) return undefined
    types.set(key, type)
  }
  return { kind: 'context', entries: types }
}

/** The type that all have; undefined when they differ, or are not plain. */
function shared(types: readonly (FeelType | undefined)[]): FeelType | undefined {
  const [first] = types
  const isPlain =
    first !== undefined && !['list', 'range', 'function', 'context', 'named', 'constrained'].includes(first.kind)
  return isPlain && types.every((type) => type?.kind === first.kind) ? first : undefined
}

/** A number, when every operand is one: the same signs also join texts, dates and durations. */
function ofNumbers(operands: readonly Node[], known: KnownTypes): FeelType | undefined {
  const types = operands.map((operand) => resultType(operand, known))
  return types.every((type) => type?.kind === 'number') ? { kind: 'number' } : undefined
}

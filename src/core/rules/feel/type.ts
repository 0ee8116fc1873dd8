import { Range } from './range.ts'
import { entry } from './scope.ts'
import { FeelDate } from './temporal/date.ts'
import { startOfDayUtc } from './temporal/date-time.ts'
import { type Context, FeelFunction, isContext, isList, type Kind, kindOf, type Value } from './value.ts'

export type SimpleKind = Exclude<Kind, 'null' | 'range' | 'function' | 'list'>

/** A type as FEEL or an item definition describes it. */
export type FeelType =
  | { readonly kind: 'Any' | 'Null' }
  | { readonly kind: SimpleKind; readonly entries?: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'duration' }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'function'; readonly parameters?: readonly FeelType[]; readonly result?: FeelType }
  | ConstrainedType
  /** A type whose meaning is found when it is first used, so that item definitions may refer to one another. */
  | { readonly kind: 'named'; readonly name: string; readonly resolve: () => FeelType }

/** A type with allowed values: an item definition, or one of its components. */
export interface ConstrainedType {
  readonly kind: 'constrained'
  readonly base: FeelType
  readonly allows: (value: Value) => boolean
  /** The place of a value in the list of allowed ones, from 0; -1 when it is not there. */
  readonly rank: (value: Value) => number
  /** The allowed values as written. */
  readonly allowed: string
}

export const ANY: FeelType = { kind: 'Any' }

const BUILT_IN: Readonly<Record<string, FeelType>> = {
  Any: ANY,
  any: ANY,
  Null: { kind: 'Null' },
  number: { kind: 'number' },
  string: { kind: 'string' },
  boolean: { kind: 'boolean' },
  date: { kind: 'date' },
  time: { kind: 'time' },
  'date and time': { kind: 'date and time' },
  dateTime: { kind: 'date and time' },
  'days and time duration': { kind: 'days and time duration' },
  dayTimeDuration: { kind: 'days and time duration' },
  'years and months duration': { kind: 'years and months duration' },
  yearMonthDuration: { kind: 'years and months duration' },
  duration: { kind: 'duration' },
  list: { kind: 'list', of: ANY },
  context: { kind: 'context' },
  function: { kind: 'function' },
  range: { kind: 'range', of: ANY },
}

/** The type that FEEL itself gives this name. */
export function builtInType(name: string): FeelType | undefined {
  return Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined
}

/** `instance of`: null is an instance of no type but Null, and allowed values do not count. */
export function isInstance(value: Value, type: FeelType): boolean {
  if (value === null) return type.kind === 'Null'
  return conforms(value, type, false)
}

/** Whether a value may stand where the type is expected: null may stand anywhere. */
export function conforms(value: Value, type: FeelType, checksAllowed = true): boolean {
  switch (type.kind) {
    case 'named':
      return conforms(value, type.resolve(), checksAllowed)
    case 'constrained':
      return conforms(value, type.base, checksAllowed) && (!checksAllowed || value === null || type.allows(value))
    case 'Any':
      return true
    case 'Null':
      return value === null
    default:
      return value === null || conformsToKind(value, type, checksAllowed)
  }
}

function conformsToKind(value: NonNullable<Value>, type: FeelType, checksAllowed: boolean): boolean {
  switch (type.kind) {
    case 'list':
      return isList(value) && value.every((item) => conforms(item, type.of, checksAllowed))
    case 'range':
      return value instanceof Range && [value.start, value.end].every((end) => conforms(end, type.of, checksAllowed))
    case 'context':
      return isContext(value) && hasEntries(value, type.entries, checksAllowed)
    case 'function':
      return value instanceof FeelFunction && isCallableAs(value, type)
    case 'duration':
      return kindOf(value).endsWith('duration')
    default:
      return kindOf(value) === type.kind
  }
}

function hasEntries(value: Context, entries: ReadonlyMap<string, FeelType> | undefined, checksAllowed: boolean) {
  for (const [name, type] of entries ?? []) {
    const own = entry(value, name)
    if (own === undefined || !conforms(own, type, checksAllowed)) return false
  }
  return true
}

/**
 * A function conforms when it takes as many parameters, of types at least as wide, and gives a type as narrow. What a
 * function gives without saying of which type is only known when it is called: it conforms.
 */
function isCallableAs(value: FeelFunction, type: FeelType & { kind: 'function' }): boolean {
  const { parameters, result } = type
  if (parameters !== undefined) {
    if (value.parameters.length !== parameters.length) return false
    const areWider = value.parameters.every((own, index) => isSubtype(parameters[index] ?? ANY, own.type ?? ANY))
    if (!areWider) return false
  }
  return result === undefined || value.result === undefined || isSubtype(value.result, result)
}

function isSubtype(narrow: FeelType, wide: FeelType): boolean {
  if (narrow.kind === 'named') return isSubtype(narrow.resolve(), wide)
  if (wide.kind === 'named') return isSubtype(narrow, wide.resolve())
  if (wide.kind === 'Any' || narrow.kind === 'Any') return wide.kind === 'Any' || narrow.kind === wide.kind
  if (narrow.kind === 'constrained') return isSubtype(narrow.base, wide)
  if (wide.kind === 'constrained') return isSubtype(narrow, wide.base)
  if (narrow.kind === 'list' && wide.kind === 'list') return isSubtype(narrow.of, wide.of)
  if (narrow.kind === 'range' && wide.kind === 'range') return isSubtype(narrow.of, wide.of)
  if (narrow.kind === 'context' && wide.kind === 'context') {
    return [...(wide.entries ?? [])].every(([name, type]) => {
      const own = narrow.entries?.get(name)
      return own !== undefined && isSubtype(own, type)
    })
  }
  return narrow.kind === wide.kind
}

/**
 * The value as the type wants it, with the implicit conversions of DMN 10.3.2.9.4: to and from a list of one, from a
 * date to a moment. Undefined when there is no such conversion.
 */
export function coerce(value: Value, type: FeelType): Value | undefined {
  if (conforms(value, type)) return value
  const target = strip(type)
  if (target.kind === 'list' && !isList(value)) {
    const item = coerce(value, target.of)
    return item !== undefined && conforms([item], type) ? [item] : undefined
  }
  if (target.kind === 'date and time' && value instanceof FeelDate) {
    const moment = startOfDayUtc(value)
    return conforms(moment, type) ? moment : undefined
  }
  if (target.kind !== 'list' && isList(value) && value.length === 1) return coerce(value[0] ?? null, type)
  return undefined
}

/** The type behind names and allowed values. */
export function strip(type: FeelType): FeelType {
  if (type.kind === 'named') return strip(type.resolve())
  return type.kind === 'constrained' ? strip(type.base) : type
}

/** The type in words, for messages. */
export function describeType(type: FeelType): string {
  switch (type.kind) {
    case 'named':
      return type.name
    case 'constrained':
      return `${describeType(type.base)} (${type.allowed})`
    case 'list':
    case 'range':
      return `${type.kind}<${describeType(type.of)}>`
    default:
      return type.kind
  }
}

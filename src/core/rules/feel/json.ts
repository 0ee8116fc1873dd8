import { fromDouble, isNumber } from './number.ts'
import { print } from './print.ts'
import { Range } from './range.ts'
import { FeelDate } from './temporal/date.ts'
import { FeelDateTime } from './temporal/date-time.ts'
import { DaysTime, YearsMonths } from './temporal/duration.ts'
import { FeelTime } from './temporal/time.ts'
import { FeelFunction, isContext, isList, normalName, type Value } from './value.ts'

/** A FEEL value for what came from JSON; values of FEEL pass unchanged. Undefined and functions become null. */
export function fromJson(json: unknown): Value {
  switch (typeof json) {
    case 'string':
    case 'boolean':
      return json
    case 'number':
      return fromDouble(json)
    case 'bigint':
      return fromDouble(Number(json))
    case 'object':
      return json === null ? null : fromObject(json)
    default:
      return null
  }
}

function fromObject(json: object): Value {
  if (Array.isArray(json)) return json.map(fromJson)
  if (isFeelObject(json)) return json
  const context = new Map<string, Value>()
  const entries: Iterable<[unknown, unknown]> = json instanceof Map ? json : Object.entries(json)
  for (const [key, value] of entries) context.set(normalName(String(key)), fromJson(value))
  return context
}

function isFeelObject(json: object): json is NonNullable<Value> & object {
  return (
    isNumber(json) ||
    json instanceof FeelDate ||
    json instanceof FeelTime ||
    json instanceof FeelDateTime ||
    json instanceof YearsMonths ||
    json instanceof DaysTime ||
    json instanceof Range ||
    json instanceof FeelFunction
  )
}

/**
 * The value as JSON: numbers of up to 15 digits as numbers and longer ones as decimal strings, dates, times and
 * durations as ISO 8601, ranges as FEEL, functions as null.
 */
export function toJson(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value
  if (isNumber(value)) return print(value)
  if (isList(value)) return value.map(toJson)
  if (isContext(value)) return Object.fromEntries([...value].map(([key, entry]) => [key, toJson(entry)]))
  return value instanceof FeelFunction ? null : print(value)
}

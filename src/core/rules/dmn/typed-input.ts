import { fromJson } from '../feel/json.ts'
import { parseNumber } from '../feel/number.ts'
import { parseDate } from '../feel/temporal/date.ts'
import { parseDateTime } from '../feel/temporal/date-time.ts'
import { DaysTime, parseDuration, YearsMonths } from '../feel/temporal/duration.ts'
import { parseTime } from '../feel/temporal/time.ts'
import { type FeelType, strip } from '../feel/type.ts'
import { normalName, type Value } from '../feel/value.ts'

/**
 * The FEEL value of JSON where a type is expected: texts become the dates, times, durations or numbers that the type
 * asks for, and entries of the type that the JSON lacks are null. What does not fit stays as it is: the type check
 * that follows refuses it.
 */
export function readTyped(json: unknown, type: FeelType | undefined): Value {
  const target = type === undefined ? undefined : strip(type)
  if (target === undefined || json === null || json === undefined) return fromJson(json)
  if (typeof json === 'string') return readText(json, target)
  if (target.kind === 'list' && Array.isArray(json)) return json.map((item) => readTyped(item, target.of))
  if (target.kind === 'context' && target.entries !== undefined && isPlain(json)) {
    return readContext(json, target.entries)
  }
  return fromJson(json)
}

function isPlain(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && Object.getPrototypeOf(json) === Object.prototype
}

function readContext(json: Readonly<Record<string, unknown>>, types: ReadonlyMap<string, FeelType>): Value {
  const context = new Map<string, Value>()
  for (const name of types.keys()) context.set(name, null)
  for (const [key, value] of Object.entries(json)) {
    const name = types.has(key) ? key : ([...types.keys()].find((own) => normalName(own) === normalName(key)) ?? key)
    context.set(name, readTyped(value, types.get(name)))
  }
  return context
}

function readText(text: string, type: FeelType): Value {
  switch (type.kind) {
    case 'number':
      return parseNumber(text) ?? text
    case 'date':
      return parseDate(text) ?? text
    case 'time':
      return parseTime(text) ?? text
    case 'date and time':
      return parseDateTime(text) ?? text
    case 'duration':
      return parseDuration(text) ?? text
    case 'days and time duration':
      return durationOf(text, DaysTime) ?? text
    case 'years and months duration':
      return durationOf(text, YearsMonths) ?? text
    case 'list':
      return readText(text, strip(type.of))
    default:
      return text
  }
}

function durationOf(text: string, kind: typeof DaysTime | typeof YearsMonths): Value {
  const duration = parseDuration(text)
  return duration instanceof kind ? duration : null
}

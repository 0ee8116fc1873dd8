import { type FeelNumber, isNumber } from './number.ts'
import { Range } from './range.ts'
import type { Run } from './run.ts'
import { FeelDate } from './temporal/date.ts'
import { FeelDateTime } from './temporal/date-time.ts'
import { DaysTime, YearsMonths } from './temporal/duration.ts'
import { FeelTime } from './temporal/time.ts'
import type { FeelType } from './type.ts'

/** A context: entries in the order in which they were written. */
export type Context = ReadonlyMap<string, Value>

export type Temporal = FeelDate | FeelTime | FeelDateTime | YearsMonths | DaysTime

/** Every value of FEEL. */
export type Value = null | boolean | string | FeelNumber | Temporal | Range | FeelFunction | Context | readonly Value[]

export interface Parameter {
  readonly name: string
  readonly type?: FeelType | undefined
}

/** A function as a value: built in, written in FEEL, a business knowledge model or a decision service. */
export class FeelFunction {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly invoke: (args: readonly Value[], run: Run) => Value
  readonly result: FeelType | undefined

  constructor(
    name: string,
    parameters: readonly Parameter[],
    invoke: (args: readonly Value[], run: Run) => Value,
    result?: FeelType,
  ) {
    this.name = name
    this.parameters = parameters
    this.invoke = invoke
    this.result = result
  }
}

export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'years and months duration'
  | 'days and time duration'
  | 'range'
  | 'function'
  | 'context'
  | 'list'

/** The FEEL name of a value's type. */
export function kindOf(value: Value): Kind {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  if (isNumber(value)) return 'number'
  if (isList(value)) return 'list'
  if (isContext(value)) return 'context'
  if (value instanceof FeelDate) return 'date'
  if (value instanceof FeelTime) return 'time'
  if (value instanceof FeelDateTime) return 'date and time'
  if (value instanceof YearsMonths) return 'years and months duration'
  if (value instanceof DaysTime) return 'days and time duration'
  return value instanceof Range ? 'range' : 'function'
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

export function isContext(value: Value): value is Context {
  return value instanceof Map
}

/** Names that differ only in spaces, or in spaces around symbols, are the same name (DMN 10.3.1.4). */
export function normalName(name: string): string {
  if (/^\w+$/.test(name)) return name
  return name
    .trim()
    .replace(/[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]+/g, ' ')
    .replace(/ ?([./\-'+*]) ?/g, '$1')
}

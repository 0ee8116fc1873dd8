import { compareNumbers, type FeelNumber, isNumber } from './number.ts'
import { Range } from './range.ts'
import { epochDay, FeelDate } from './temporal/date.ts'
import { epochNanos, FeelDateTime, offsetOf, startOfDayUtc } from './temporal/date-time.ts'
import { DaysTime, YearsMonths } from './temporal/duration.ts'
import { FeelTime, offsetOfTime } from './temporal/time.ts'
import { FeelFunction, isContext, isList, kindOf, type Value } from './value.ts'

/** Whether two values are equal (DMN table 50); undefined when their types cannot be compared. */
export function equal(a: Value, b: Value): boolean | undefined {
  if (a === b) return true
  if (a === null || b === null) return false
  if (typeof a === 'object' || typeof b === 'object') return equalObjects(a, b)
  return typeof a === typeof b ? false : undefined
}

function equalObjects(a: NonNullable<Value>, b: NonNullable<Value>): boolean | undefined {
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) === 0 : undefined
  if (isList(a)) return isList(b) ? equalLists(a, b) : undefined
  if (isContext(a)) return isContext(b) ? equalContexts(a, b) : undefined
  if (a instanceof Range) return b instanceof Range ? equalRanges(a, b) : undefined
  if (a instanceof FeelFunction) return b instanceof FeelFunction ? false : undefined
  if (a instanceof FeelTime) return b instanceof FeelTime ? equalTimes(a, b) : undefined
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) return equalMoments(a, b)
  if (kindOf(a) !== kindOf(b)) return undefined
  return compare(a, b) === 0
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null) === true)
}

function equalContexts(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  if (a.size !== b.size) return false
  for (const [key, value] of a) {
    const other = b.get(key)
    if (other === undefined || equal(value, other) !== true) return false
  }
  return true
}

function equalRanges(a: Range, b: Range): boolean {
  return (
    a.form === b.form &&
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    equal(a.start, b.start) === true &&
    equal(a.end, b.end) === true
  )
}

/** Times are equal when hour, minute, second and offset are: parts of a second do not count (DMN 10.3.2.3.4). */
function equalTimes(a: FeelTime, b: FeelTime): boolean {
  const [left, right] = [offsetOfTime(a), offsetOfTime(b)]
  if (left === null || right === null) return left === right && a.second === b.second
  return a.second - left === b.second - right
}

function equalMoments(a: FeelDateTime, b: FeelDateTime): boolean {
  if ((offsetOf(a) === null) !== (offsetOf(b) === null)) return false
  return epochNanos(a) - BigInt(a.time.nano) === epochNanos(b) - BigInt(b.time.nano)
}

/** The order of two values: negative, zero or positive; undefined when they have none. */
export function compare(a: Value, b: Value): number | undefined {
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) : undefined
  if (typeof a === 'string') return typeof b === 'string' ? compareStrings(a, b) : undefined
  if (a instanceof FeelDate) {
    if (b instanceof FeelDate) return epochDay(a) - epochDay(b)
    return b instanceof FeelDateTime ? compareMoments(startOfDayUtc(a), b) : undefined
  }
  if (a instanceof FeelDateTime) {
    if (b instanceof FeelDateTime) return compareMoments(a, b)
    return b instanceof FeelDate ? compareMoments(a, startOfDayUtc(b)) : undefined
  }
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareTimes(a, b) : undefined
  if (a instanceof YearsMonths) return b instanceof YearsMonths ? a.months - b.months : undefined
  if (a instanceof DaysTime) return b instanceof DaysTime ? sign(a.nanos - b.nanos) : undefined
  return undefined
}

/** By code point, so that a character outside the basic plane follows those inside. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  for (let index = 0; ; index++) {
    const [left, right] = [a.codePointAt(index), b.codePointAt(index)]
    if (left === undefined || right === undefined) return a.length - b.length
    if (left !== right) return left - right
  }
}

function compareMoments(a: FeelDateTime, b: FeelDateTime): number | undefined {
  if ((offsetOf(a) === null) !== (offsetOf(b) === null)) return undefined
  return sign(epochNanos(a) - epochNanos(b))
}

function compareTimes(a: FeelTime, b: FeelTime): number | undefined {
  const [left, right] = [offsetOfTime(a), offsetOfTime(b)]
  if ((left === null) !== (right === null)) return undefined
  return a.second - (left ?? 0) - (b.second - (right ?? 0)) || a.nano - b.nano
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0
}

/**
 * Whether a value lies in a range; undefined when that cannot be told. An interval is `start <= value and value <= end`
 * in ternary logic (DMN table 55), so that one end that is missed decides, whatever the other is.
 */
export function inRange(value: Value, range: Range): boolean | undefined {
  const { form, start, end } = range
  if (form === '=' || form === '!=') {
    const same = equal(value, end)
    return same === undefined ? undefined : same === (form === '=')
  }
  const isAboveStart = form === '<' || form === '<=' ? true : isPast(compare(value, start), range.startIncluded)
  if (isAboveStart === false || form === '>' || form === '>=') return isAboveStart
  const isBelowEnd = isPast(compare(end, value), range.endIncluded)
  return isBelowEnd === false || isAboveStart === true ? isBelowEnd : undefined
}

function isPast(order: number | undefined, isIncluded: boolean): boolean | undefined {
  return order === undefined ? undefined : order > 0 || (order === 0 && isIncluded)
}

/** The two values are the very same one: same type, same parts, an offset not being a zone (function `is`). */
export function identical(a: Value, b: Value): boolean {
  if (kindOf(a) !== kindOf(b)) return false
  if (isTemporal(a) && isTemporal(b)) return String(a) === String(b)
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => identical(item, b[i] ?? null))
  return equal(a, b) === true
}

function isTemporal(value: Value): boolean {
  return value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime || isDuration(value)
}

export function isDuration(value: Value): value is YearsMonths | DaysTime {
  return value instanceof YearsMonths || value instanceof DaysTime
}

export type { FeelNumber }

import { Decimal, type FeelNumber, fromDecimal, isNumber, toDecimal } from '../number.ts'
import type { Value } from '../value.ts'
import { addMonths, FeelDate } from './date.ts'
import { addMonthsTo, addNanos, epochNanos, FeelDateTime, offsetOf, startOfDayUtc } from './date-time.ts'
import { DaysTime, NANOS_PER_SECOND, YearsMonths } from './duration.ts'
import { FeelTime, offsetOfTime } from './time.ts'

const DAY = 86_400n * NANOS_PER_SECOND

/** `a + b` where one is a duration (DMN table 57); null when there is no such sum. */
export function addToTemporal(a: Value, b: Value): Value {
  if (b instanceof YearsMonths) return addYearsMonths(a, b.months)
  if (b instanceof DaysTime) return addDaysTime(a, b.nanos)
  if (a instanceof YearsMonths || a instanceof DaysTime) return isPoint(b) ? addToTemporal(b, a) : null
  return null
}

function isPoint(value: Value): boolean {
  return value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime
}

function addYearsMonths(a: Value, months: number): Value {
  if (a instanceof YearsMonths) return new YearsMonths(a.months + months)
  if (a instanceof FeelDate) return addMonths(a, months)
  return a instanceof FeelDateTime ? addMonthsTo(a, months) : null
}

function addDaysTime(a: Value, nanos: bigint): Value {
  if (a instanceof DaysTime) return new DaysTime(a.nanos + nanos)
  if (a instanceof FeelDate) return addNanos(startOfDayUtc(a), nanos)?.date ?? null
  if (a instanceof FeelDateTime) return addNanos(a, nanos)
  if (!(a instanceof FeelTime)) return null
  const moved = (((nanosOf(a) + nanos) % DAY) + DAY) % DAY
  return new FeelTime(Number(moved / NANOS_PER_SECOND), Number(moved % NANOS_PER_SECOND), a.place)
}

/** `a - b` of dates, times, moments and durations; null when there is no such difference. */
export function subtractTemporals(a: Value, b: Value): Value {
  if (b instanceof YearsMonths) return addYearsMonths(a, -b.months)
  if (b instanceof DaysTime) return addDaysTime(a, -b.nanos)
  if (a instanceof FeelTime && b instanceof FeelTime) return subtractTimes(a, b)
  const [left, right] = [asMoment(a), asMoment(b)]
  if (left === null || right === null || (offsetOf(left) === null) !== (offsetOf(right) === null)) return null
  return new DaysTime(epochNanos(left) - epochNanos(right))
}

function subtractTimes(a: FeelTime, b: FeelTime): Value {
  const [left, right] = [offsetOfTime(a), offsetOfTime(b)]
  if ((left === null) !== (right === null)) return null
  const offsets = BigInt((right ?? 0) - (left ?? 0)) * NANOS_PER_SECOND
  return new DaysTime(nanosOf(a) - nanosOf(b) + offsets)
}

function asMoment(value: Value): FeelDateTime | null {
  if (value instanceof FeelDate) return startOfDayUtc(value)
  return value instanceof FeelDateTime ? value : null
}

function nanosOf(time: FeelTime): bigint {
  return BigInt(time.second) * NANOS_PER_SECOND + BigInt(time.nano)
}

/** A duration times a number, in either order. */
export function multiplyDuration(a: Value, b: Value): Value {
  if (isNumber(a) && !isNumber(b)) return multiplyDuration(b, a)
  return isNumber(b) ? scale(a, toDecimal(b)) : null
}

/** A duration by a number gives a duration; by a duration of its kind, a number. Null when dividing by zero. */
export function divideDuration(a: Value, b: Value): Value {
  if (a instanceof YearsMonths && b instanceof YearsMonths) return ratio(new Decimal(a.months), new Decimal(b.months))
  if (a instanceof DaysTime && b instanceof DaysTime) return ratio(decimalOf(a.nanos), decimalOf(b.nanos))
  return isNumber(b) && b !== 0 ? scale(a, new Decimal(1).dividedBy(toDecimal(b)), toDecimal(b)) : null
}

function ratio(a: Decimal, b: Decimal): FeelNumber | null {
  return b.isZero() ? null : fromDecimal(a.dividedBy(b))
}

/** Whole months, or whole nanoseconds, towards zero. Dividing by the divisor keeps it exact. */
function scale(duration: Value, factor: Decimal, divisor?: Decimal): Value {
  const apply = (size: Decimal) => (divisor === undefined ? size.times(factor) : size.dividedBy(divisor)).trunc()
  if (duration instanceof YearsMonths) return new YearsMonths(apply(new Decimal(duration.months)).toNumber())
  if (duration instanceof DaysTime) return new DaysTime(BigInt(apply(decimalOf(duration.nanos)).toFixed()))
  return null
}

function decimalOf(nanos: bigint): Decimal {
  return new Decimal(nanos.toString())
}

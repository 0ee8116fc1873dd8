import { compare } from '../comparison.ts'
import { Range } from '../range.ts'
import type { Value } from '../value.ts'
import type { Group, Signature } from './built-in.ts'

type Relation = (a: Side, b: Side) => boolean | null

/** A point or a range, both seen as a range: a point starts and ends in itself. */
interface Side {
  readonly isPoint: boolean
  readonly start: Value
  readonly end: Value
  readonly startIncluded: boolean
  readonly endIncluded: boolean
}

/** Relations between points and ranges (DMN table 82, after HL7's CQL). */
export const RANGE: Group = {
  before: anySides(isBefore),
  after: anySides((a, b) => isBefore(b, a)),
  meets: rangesOnly((a, b) => doMeet(a, b)),
  'met by': rangesOnly((a, b) => doMeet(b, a)),
  overlaps: rangesOnly(doOverlap),
  'overlaps before': rangesOnly(overlapsBefore),
  'overlaps after': rangesOnly((a, b) => overlapsBefore(b, a)),
  finishes: pointOrRangeThenRange(finishes),
  'finished by': rangeThenPointOrRange((a, b) => finishes(b, a)),
  includes: rangeThenPointOrRange((a, b) => isDuring(b, a)),
  during: pointOrRangeThenRange(isDuring),
  starts: pointOrRangeThenRange(starts),
  'started by': rangeThenPointOrRange((a, b) => starts(b, a)),
  coincides: [
    relation('point1: value, point2: value', coincideAlike),
    relation('range1: value, range2: value', coincideAlike),
  ],
}

function anySides(holds: Relation): readonly Signature[] {
  const names = ['point1: value, point2: value', 'point: value, range: value', 'range: value, point: value']
  return [...names, 'range1: value, range2: value'].map((parameters) => relation(parameters, holds))
}

function rangesOnly(holds: Relation): readonly Signature[] {
  return [relation('range1: value, range2: value', (a, b) => (a.isPoint || b.isPoint ? null : holds(a, b)))]
}

function pointOrRangeThenRange(holds: Relation): readonly Signature[] {
  const check: Relation = (a, b) => (b.isPoint ? null : holds(a, b))
  return [relation('point: value, range: value', check), relation('range1: value, range2: value', check)]
}

function rangeThenPointOrRange(holds: Relation): readonly Signature[] {
  const check: Relation = (a, b) => (a.isPoint ? null : holds(a, b))
  return [relation('range: value, point: value', check), relation('range1: value, range2: value', check)]
}

function relation(parameters: string, holds: Relation): Signature {
  return {
    parameters,
    give(a: Value, b: Value) {
      const [left, right] = [sideOf(a), sideOf(b)]
      if (!areComparable(left, right)) return this.fail('these points and ranges cannot be compared')
      return holds(left, right) ?? this.fail('a range is needed where a point was given, or the other way round')
    },
  }
}

function sideOf(value: Value): Side {
  if (value instanceof Range) return { ...value, isPoint: false }
  return { isPoint: true, start: value, end: value, startIncluded: true, endIncluded: true }
}

function areComparable(a: Side, b: Side): boolean {
  const [left, right] = [a.start ?? a.end, b.start ?? b.end]
  return left !== null && right !== null && compare(left, right) !== undefined
}

/** The order of an end and a start, of two starts, or of two ends: null is without bound. */
function endToStart(end: Value, start: Value): number {
  return end === null ? 1 : start === null ? 1 : (compare(end, start) ?? Number.NaN)
}

function startToStart(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  return compare(a, b) ?? Number.NaN
}

function endToEnd(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compare(a, b) ?? Number.NaN
}

function isBefore(a: Side, b: Side): boolean {
  const order = endToStart(a.end, b.start)
  if (a.isPoint && b.isPoint) return order < 0
  return order < 0 || (order === 0 && (!a.endIncluded || !b.startIncluded))
}

function doMeet(a: Side, b: Side): boolean {
  return a.endIncluded && b.startIncluded && endToStart(a.end, b.start) === 0
}

function doOverlap(a: Side, b: Side): boolean {
  return !isBefore(a, b) && !isBefore(b, a)
}

function overlapsBefore(a: Side, b: Side): boolean {
  const starts = startToStart(a.start, b.start)
  const ends = endToEnd(a.end, b.end)
  const startsEarlier = starts < 0 || (starts === 0 && a.startIncluded && !b.startIncluded)
  const endsEarlier = ends < 0 || (ends === 0 && (!a.endIncluded || b.endIncluded))
  return startsEarlier && endsEarlier && doOverlap(a, b)
}

function finishes(a: Side, b: Side): boolean {
  if (a.isPoint) return b.endIncluded && endToEnd(a.end, b.end) === 0
  const starts = startToStart(a.start, b.start)
  const startsInside = starts > 0 || (starts === 0 && (!a.startIncluded || b.startIncluded))
  return a.endIncluded === b.endIncluded && endToEnd(a.end, b.end) === 0 && startsInside
}

function starts(a: Side, b: Side): boolean {
  if (a.isPoint) return b.startIncluded && startToStart(a.start, b.start) === 0
  const ends = endToEnd(a.end, b.end)
  const endsInside = ends < 0 || (ends === 0 && (!a.endIncluded || b.endIncluded))
  return a.startIncluded === b.startIncluded && startToStart(a.start, b.start) === 0 && endsInside
}

function isDuring(a: Side, b: Side): boolean {
  const begins = startToStart(a.start, b.start)
  const ends = endToEnd(a.end, b.end)
  return (
    (begins > 0 || (begins === 0 && (b.startIncluded || !a.startIncluded))) &&
    (ends < 0 || (ends === 0 && (b.endIncluded || !a.endIncluded)))
  )
}

function coincideAlike(a: Side, b: Side): boolean | null {
  return a.isPoint === b.isPoint ? coincide(a, b) : null
}

function coincide(a: Side, b: Side): boolean {
  return (
    startToStart(a.start, b.start) === 0 &&
    endToEnd(a.end, b.end) === 0 &&
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded
  )
}

import { addMonths, dateFromEpochDay, epochDay, type FeelDate, MAX_YEAR, parseDate } from './date.ts'
import { NANOS_PER_SECOND } from './duration.ts'
import { FeelTime, isMidnightAsEnd, LOCAL, parseTime, UTC } from './time.ts'
import { offsetAtInstant, offsetAtLocal } from './zone.ts'

/** A day and a time of that day; the time holds the offset or the zone. */
export class FeelDateTime {
  readonly date: FeelDate
  readonly time: FeelTime

  constructor(date: FeelDate, time: FeelTime) {
    this.date = date
    this.time = time
  }

  toString(): string {
    return `${this.date}T${this.time}`
  }
}

/** Reads `2026-03-02T09:00:00` with what parseTime allows, or a day alone, which begins at midnight. */
export function parseDateTime(text: string): FeelDateTime | null {
  const [day, clock, ...rest] = text.split('T')
  const date = parseDate(day ?? '')
  if (date === null) return null
  const zone = clock === undefined ? undefined : [clock, ...rest].join('T')
  if (zone === undefined) return startOfDay(date)
  const time = parseTime(zone)
  if (time === null) return null
  return new FeelDateTime(isMidnightAsEnd(zone) ? dateFromEpochDay(epochDay(date) + 1) : date, time)
}

/** Local midnight. */
export function startOfDay(date: FeelDate): FeelDateTime {
  return new FeelDateTime(date, new FeelTime(0, 0, LOCAL))
}

/** Midnight in UTC: how DMN lets a day take part in operations on moments. */
export function startOfDayUtc(date: FeelDate): FeelDateTime {
  return new FeelDateTime(date, new FeelTime(0, 0, UTC))
}

/** Seconds ahead of UTC; null for a local one. */
export function offsetOf(moment: FeelDateTime): number | null {
  const { place } = moment.time
  if (place.kind === 'local') return null
  return place.kind === 'offset' ? place.seconds : offsetAtLocal(place.name, localSecond(moment))
}

/** Nanoseconds since 1970 in UTC; a local moment counts as if it were UTC. */
export function epochNanos(moment: FeelDateTime): bigint {
  const seconds = BigInt(epochDay(moment.date)) * SECONDS_PER_DAY + BigInt(moment.time.second - (offsetOf(moment) ?? 0))
  return seconds * NANOS_PER_SECOND + BigInt(moment.time.nano)
}

const SECONDS_PER_DAY = 86_400n
const NANOS_PER_DAY = SECONDS_PER_DAY * NANOS_PER_SECOND

function localSecond(moment: FeelDateTime): number {
  return epochDay(moment.date) * 86_400 + moment.time.second
}

/** The moment that many nanoseconds later on the clock of the world, shown at the same offset or zone. */
export function addNanos(moment: FeelDateTime, nanos: bigint): FeelDateTime | null {
  return atInstant(epochNanos(moment) + nanos, moment.time.place)
}

/** The moment at an instant (nanoseconds since 1970 in UTC) as a place shows it; null beyond the calendar's years. */
export function atInstant(instant: bigint, place: FeelTime['place']): FeelDateTime | null {
  const local = instant + BigInt(offsetAt(instant, place)) * NANOS_PER_SECOND
  const inDay = ((local % NANOS_PER_DAY) + NANOS_PER_DAY) % NANOS_PER_DAY
  const date = dateFromEpochDay(Number((local - inDay) / NANOS_PER_DAY))
  if (Math.abs(date.year) > MAX_YEAR) return null
  const time = new FeelTime(Number(inDay / NANOS_PER_SECOND), Number(inDay % NANOS_PER_SECOND), place)
  return new FeelDateTime(date, time)
}

function offsetAt(instant: bigint, place: FeelTime['place']): number {
  if (place.kind === 'local') return 0
  return place.kind === 'offset' ? place.seconds : offsetAtInstant(place.name, Number(instant / NANOS_PER_SECOND))
}

export function addMonthsTo(moment: FeelDateTime, months: number): FeelDateTime | null {
  const date = addMonths(moment.date, months)
  return date === null ? null : new FeelDateTime(date, moment.time)
}

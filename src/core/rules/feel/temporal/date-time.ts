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
  const seconds = BigInt(localSecond(moment)) - BigInt(offsetOf(moment) ?? 0)
  return seconds * NANOS_PER_SECOND + BigInt(moment.time.nano)
}

function localSecond(moment: FeelDateTime): number {
  return epochDay(moment.date) * 86_400 + moment.time.second
}

/** The moment that many nanoseconds later on the clock of the world, shown at the same offset or zone. */
export function addNanos(moment: FeelDateTime, nanos: bigint): FeelDateTime | null {
  const instant = epochNanos(moment) + nanos
  let second = Number(instant / NANOS_PER_SECOND)
  let nano = Number(instant % NANOS_PER_SECOND)
  if (nano < 0) {
    nano += Number(NANOS_PER_SECOND)
    second -= 1
  }
  return atInstant(second, nano, moment.time.place)
}

/** The moment at an instant (seconds since 1970 in UTC) as a place shows it; null beyond the calendar's years. */
export function atInstant(epochSecond: number, nano: number, place: FeelTime['place']): FeelDateTime | null {
  const offset =
    place.kind === 'local' ? 0 : place.kind === 'offset' ? place.seconds : offsetAtInstant(place.name, epochSecond)
  const local = epochSecond + offset
  const day = Math.floor(local / 86_400)
  const date = dateFromEpochDay(day)
  if (Math.abs(date.year) > MAX_YEAR) return null
  return new FeelDateTime(date, new FeelTime(local - day * 86_400, nano, place))
}

export function addMonthsTo(moment: FeelDateTime, months: number): FeelDateTime | null {
  const date = addMonths(moment.date, months)
  return date === null ? null : new FeelDateTime(date, moment.time)
}

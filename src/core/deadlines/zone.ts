import { DateError, type Day, dayOf, isoOf } from './day.ts'

/** Milliseconds since 1970, UTC. */
export type Instant = number

const MS_PER_MINUTE = 60_000
const MS_PER_DAY = 86_400_000
/** Offsets by zone and UTC day, forgotten when there are too many. */
const MOST_OFFSETS = 20_000
const offsets = new Map<string, number | 'changes'>()
const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * The instant at which `date` is over in `zone`, as ISO with Z: the first moment of the next local day, and so the moment
 * at which a term that ends that day is spent. `startOfDayAfter('2026-03-28', 'Europe/Madrid')` is
 * `2026-03-28T23:00:00.000Z`.
 */
export function startOfDayAfter(date: string, zone: string): string {
  return new Date(startOfDay(dayOf(date) + 1, zone)).toISOString()
}

/** The first instant of a local day, also where the clock skips midnight. */
export function startOfDay(day: Day, zone: string): Instant {
  return instantOfLocal(day * MS_PER_DAY, zone)
}

/** The local date of an ISO instant with Z or an offset; a date or a local time is taken as it stands. */
export function localDate(iso: string, zone: string): string {
  return isoOf(readMoment(iso, zone).day)
}

/** A point of time as written: a day, and the instant when an hour was given with it. */
export type Moment = { readonly day: Day; readonly instant?: Instant }

/**
 * Reads `2026-03-27`, the local time `2026-03-27T13:20[:00]`, or an instant `…Z` / `…+01:00`, in the official time of the
 * zone. Throws `DateError`.
 */
export function readMoment(iso: string, zone: string): Moment {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(iso)
  const [, date = '', hour, minute, second = '00', offset] = match ?? []
  if (!match) {
    throw new DateError(
      `"${iso}" is not a date or time; write 2026-03-27, 2026-03-27T13:20 or 2026-03-27T13:20:00+01:00`,
    )
  }
  const day = dayOf(date)
  if (hour === undefined || minute === undefined) return { day }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new DateError(`"${iso}" has an impossible time; hours go from 00 to 23, minutes and seconds from 00 to 59`)
  }
  const local = day * MS_PER_DAY + (Number(hour) * 60 + Number(minute)) * MS_PER_MINUTE + Number(second) * 1000
  if (offset === undefined) return { day, instant: instantOfLocal(local, zone) }
  if (!/^(Z|[+-](0\d|1[0-4]):?[0-5]\d)$/.test(offset)) {
    throw new DateError(`"${iso}" has an impossible offset; write Z, or one up to 14 hours such as +01:00`)
  }
  const instant = local - offsetMinutes(offset) * MS_PER_MINUTE
  return { day: dayOfInstant(instant, zone), instant }
}

/** The local day in which an instant falls. */
export function dayOfInstant(instant: Instant, zone: string): Day {
  return Math.floor(localOfInstant(instant, zone) / MS_PER_DAY)
}

/** The local time of an instant as `2026-03-16T13:20`, with seconds only when there are some. */
export function localTimeOf(instant: Instant, zone: string): string {
  return new Date(localOfInstant(instant, zone)).toISOString().slice(0, 19).replace(/:00$/, '')
}

/** The instant of a local time given as if it were UTC; in the hour that spring skips, the moment the clock jumps ahead. */
function instantOfLocal(local: number, zone: string): Instant {
  const before = local - offsetAt(local - MS_PER_DAY, zone)
  const after = local - offsetAt(local + MS_PER_DAY, zone)
  if (localOfInstant(before, zone) === local) return before
  if (localOfInstant(after, zone) === local) return after
  return before
}

function localOfInstant(instant: Instant, zone: string): number {
  return instant + offsetAt(instant, zone)
}

/** Local time minus UTC at an instant, in milliseconds. Asked of `Intl` twice a day and zone, but for days of change. */
function offsetAt(instant: Instant, zone: string): number {
  const day = Math.floor(instant / MS_PER_DAY)
  const key = `${zone} ${day}`
  let known = offsets.get(key)
  if (known === undefined) {
    const first = computedOffset(day * MS_PER_DAY, zone)
    known = first === computedOffset((day + 1) * MS_PER_DAY, zone) ? first : 'changes'
    if (offsets.size >= MOST_OFFSETS) offsets.clear()
    offsets.set(key, known)
  }
  return known === 'changes' ? computedOffset(instant, zone) : known
}

function computedOffset(instant: Instant, zone: string): number {
  const whole = Math.floor(instant / 1000) * 1000
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(whole)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, made)
  return made
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))]
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

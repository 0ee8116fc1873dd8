import type { Calendars } from './calendar.ts'
import { DateError, type Day, isoOf } from './day.ts'
import { type Instant, readMoment, startOfDay } from './zone.ts'

/**
 * A time in which a term does not run: the days after `from` up to and including `to`. In a term of hours, dates written
 * with an hour stop it from that hour to that hour.
 */
export type Suspension = { readonly from: string; readonly to: string }

/** Suspended days, `after` < day ≤ `until`. */
export type SuspendedDays = { readonly after: Day; readonly until: Day }

/** Suspended instants, `from` ≤ instant < `until`. */
export type SuspendedTime = { readonly from: Instant; readonly until: Instant }

/**
 * The suspensions in order, those that overlap or touch joined, so that no day is left out of the count twice.
 * Throws `DateError` when one ends before it begins.
 */
export function suspendedDays(suspensions: readonly Suspension[], { calendar }: Calendars): readonly SuspendedDays[] {
  const read = suspensions.map(({ from, to }) => {
    const [after, until] = [readMoment(from, calendar.zone).day, readMoment(to, calendar.zone).day]
    if (until < after) throw backwards(from, to)
    return { after, until }
  })
  const joined: SuspendedDays[] = []
  for (const one of read.sort((a, b) => a.after - b.after)) {
    const last = joined.at(-1)
    if (last && one.after <= last.until) joined[joined.length - 1] = { ...last, until: Math.max(last.until, one.until) }
    else joined.push(one)
  }
  return joined.filter(({ after, until }) => until > after)
}

/** The suspensions as spans of time, in order and joined, for terms of hours. Throws `DateError`. */
export function suspendedTime(suspensions: readonly Suspension[], { calendar }: Calendars): readonly SuspendedTime[] {
  const read = suspensions.map(({ from, to }) => {
    const [begin, end] = [readMoment(from, calendar.zone), readMoment(to, calendar.zone)]
    const span = {
      from: begin.instant ?? startOfDay(begin.day + 1, calendar.zone),
      until: end.instant ?? startOfDay(end.day + 1, calendar.zone),
    }
    if (span.until < span.from) throw backwards(from, to)
    return span
  })
  const joined: SuspendedTime[] = []
  for (const one of read.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && one.from <= last.until) joined[joined.length - 1] = { ...last, until: Math.max(last.until, one.until) }
    else joined.push(one)
  }
  return joined
}

/** The suspension that leaves the day out of the count, if any. */
export function suspensionOn(day: Day, suspended: readonly SuspendedDays[]): SuspendedDays | undefined {
  return suspended.find(({ after, until }) => day > after && day <= until)
}

/**
 * A suspension ended by its legal maximum when it lasts longer: at most `days` calendar days, as in Italy's 30
 * (L. 241/1990, art. 2 c. 7).
 */
export function capSuspension(suspension: Suspension, days: number, zone: string): Suspension {
  const latest = readMoment(suspension.from, zone).day + days
  return readMoment(suspension.to, zone).day > latest ? { from: suspension.from, to: isoOf(latest) } : suspension
}

function backwards(from: string, to: string): DateError {
  return new DateError(`the suspension ${from}/${to} ends before it begins; write FROM/TO with the earlier date first`)
}

import { isWorkingDay, startOfDayAfter } from '../../core/deadlines/index.ts'
import { calendarsOf } from '../../modules/cases/ports.ts'
import type { Municipality } from '../../platform/acts/index.ts'

/** The hours in which a town hall works, as instants in milliseconds. */
export interface OfficeHours {
  /** The instant so many working hours after another. */
  after(instant: number, hours: number): number
  /** A moment of the working day of an instant, or of the last working day before; `part` of its hours, 0 to 1, from the opening. */
  notAfter(instant: number, part: number): number
}

const DAY = 86_400_000
const OPENS = 8
const HOURS = 7

/** From 8 to 15 on working days but Saturdays, between two days (YYYY-MM-DD). */
export function officeHours(municipality: Municipality, from: string, until: string): OfficeHours {
  const calendars = calendarsOf(municipality)
  const opens: number[] = []
  for (let day = Date.parse(from); day <= Date.parse(until); day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10)
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay())
    if (isWeekend || !isWorkingDay(calendars, date)) continue
    const eve = new Date(day - DAY).toISOString().slice(0, 10)
    opens.push(Date.parse(startOfDayAfter(eve, municipality.zone)) + OPENS * 3_600_000)
  }
  return {
    notAfter(instant, part) {
      const index = firstOpenAt(opens, instant)
      const next = opens[index] ?? instant
      const midnight = next - OPENS * 3_600_000
      const opening = instant >= midnight ? next : (opens[index - 1] ?? next)
      return Math.round(opening + part * HOURS * 3_600_000)
    },
    after(instant, hours) {
      let index = firstOpenAt(opens, instant)
      let at = Math.max(instant, opens[index] ?? instant)
      let left = hours * 3_600_000
      for (;;) {
        const close = (opens[index] ?? at) + HOURS * 3_600_000
        if (at + left <= close || index >= opens.length - 1) return Math.round(at + left)
        left -= Math.max(0, close - at)
        index += 1
        at = opens[index] ?? at
      }
    },
  }
}

/** The first day that is not over yet. */
function firstOpenAt(opens: readonly number[], instant: number): number {
  let low = 0
  let high = opens.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((opens[middle] ?? 0) + HOURS * 3_600_000 <= instant) low = middle + 1
    else high = middle
  }
  return low
}

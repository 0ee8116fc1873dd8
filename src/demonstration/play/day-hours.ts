import { startOfDayAfter } from '../../core/deadlines/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import type { Chance } from '../random.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const MINUTE = 60_000

/** Hours of the local day with the part of what people do that falls in each: little at night, most in the morning. */
const HOURS = [
  ...[0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 0.6, 4, 15, 18, 17, 15, 11],
  ...[3, 3, 3, 2, 2, 2, 1, 1, 0.7, 0.4],
]

const HOUR_SUMS = HOURS.map((_, index) => HOURS.slice(0, index + 1).reduce((sum, hour) => sum + hour, 0))

/** An hour of the day, 0 to 23, as people choose it. */
export function hourOfDay(chance: Chance): number {
  return indexAt(HOUR_SUMS, chance.next() * HOUR_SUMS.at(-1)!)
}

/** When somebody does something so many whole days after an instant: at an hour of that day, or, on the same day, soon. */
export function atPersonsHour(municipality: Municipality, at: number, days: number, chance: Chance): number {
  if (days < 1) return at + chance.whole(5, 150) * MINUTE
  const day = new Date(at + days * DAY).toISOString().slice(0, 10)
  return Math.max(startOfDay(municipality, day) + hourOfDay(chance) * HOUR + chance.whole(0, HOUR - 1), at + MINUTE)
}

/** The first of some growing sums that is above a number. */
export function indexAt(sums: readonly number[], wanted: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! <= wanted) low = middle + 1
    else high = middle
  }
  return low
}

const starts = new Map<string, number>()

/** Midnight at the seat, as an instant in milliseconds. */
export function startOfDay({ zone }: Pick<Municipality, 'zone'>, day: string): number {
  const key = `${zone} ${day}`
  const known = starts.get(key)
  if (known !== undefined) return known
  const eve = new Date(Date.parse(day) - DAY).toISOString().slice(0, 10)
  const start = Date.parse(startOfDayAfter(eve, zone))
  starts.set(key, start)
  return start
}

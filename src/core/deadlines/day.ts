/** A calendar day as the number of days since 1 January 1970: sums and comparisons are those of integers, without zones. */
export type Day = number

/** Days of the week from Sunday, as `weekdayOf` numbers them. */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const MS_PER_DAY = 86_400_000

/** A date, a local time or an instant that cannot be read, with what to write instead. */
export class DateError extends Error {
  override name = 'DateError'
}

/** The day of an ISO date `2026-03-27`. Throws `DateError` when it is not one, `2026-02-30` included. */
export function dayOf(iso: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (match) {
    const day = dayOfParts(Number(match[1]), Number(match[2]), Number(match[3]))
    if (isoOf(day) === iso) return day
  }
  throw new DateError(`"${iso}" is not a date of the calendar; write it as YYYY-MM-DD, for example 2026-03-27`)
}

/** The ISO date of a day. */
export function isoOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** The day of the week, 0 for Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7
}

/** The year of a day. */
export function yearOf(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear()
}

/**
 * The same number of the day so many months later, or the last day of that month where it has no such number
 * (`exact` is then false): 31 January and one month give 28 February.
 */
export function addMonths(day: Day, months: number): { readonly day: Day; readonly exact: boolean } {
  const date = new Date(day * MS_PER_DAY)
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months
  const year = Math.floor(month / 12)
  const lastOfMonth = dayOfParts(year, (month % 12) + 2, 0)
  const wanted = dayOfParts(year, (month % 12) + 1, date.getUTCDate())
  return wanted > lastOfMonth ? { day: lastOfMonth, exact: false } : { day: wanted, exact: true }
}

function dayOfParts(year: number, month: number, day: number): Day {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY
}

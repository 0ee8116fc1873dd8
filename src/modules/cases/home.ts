import type { Calendar, Law } from '../../core/deadlines/index.ts'
import { loadLaw } from '../../platform/law.ts'

/**
 * Where an applicant lived when the case was filed, as far as the counting of terms needs it; frozen with the case, so that
 * its terms are counted and explained in one way from the first day to the last.
 */
export interface Home {
  /** The population register of this municipality had them. */
  readonly here: boolean
  /** The municipality that they name, where the register does not have them; null when they named none. */
  readonly municipality: string | null
}

/** The home of a case by what was frozen with it; undefined in a case that was filed before homes were kept. */
export function homeOf(registers: Readonly<Record<string, unknown>>): Home | undefined {
  return registers.home as Home | undefined // written by `readGround`
}

type Seat = { readonly law: Law; readonly calendar: Calendar }

/** The calendar of the applicant's home, where the law heeds it (Ley 39/2015, art. 30.6), it is another than the seat's, and is at hand. */
export function personCalendar(home: Home | undefined, { law, calendar: seat }: Seat): Calendar | undefined {
  if (!law.personCalendar.counts || !home || home.here || home.municipality === null) return undefined
  const calendar = loadLaw().calendarCalled(home.municipality)
  return calendar?.place === seat.place ? undefined : calendar
}

/** By whose calendars the terms of a case are counted, and why not by that of the home; undefined where the law asks the seat's alone. */
export function whoseCalendars(
  home: Home | undefined,
  seat: Seat,
): { readonly code: 'here' | 'elsewhere' | 'unknown' | 'no-calendar'; readonly home: string } | undefined {
  if (!seat.law.personCalendar.counts) return undefined
  if (home?.here) return { code: 'here', home: '' }
  if (!home || home.municipality === null) return { code: 'unknown', home: '' }
  if (personCalendar(home, seat)) return { code: 'elsewhere', home: home.municipality }
  const livesAtSeat = loadLaw().calendarCalled(home.municipality)?.place === seat.calendar.place
  return { code: livesAtSeat ? 'here' : 'no-calendar', home: home.municipality }
}

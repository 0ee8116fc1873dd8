import { type Calendars, isWorkingDay, localDate, startOfDayAfter } from '../../core/deadlines/index.ts'
import { daysLater } from './days-later.ts'

/**
 * When an entry counts as made: where the law says so, one that comes on a non-working day counts at the first hour of the
 * next working day (Ley 39/2015, art. 31.2.b); else when it came. By the calendar of the body alone.
 */
export function effectiveAt(calendars: Omit<Calendars, 'personCalendar'>, at: string): string {
  const { law, calendar } = calendars
  if (law.starts.get('register-entry')?.onNonWorkingDay !== 'moves') return at
  const day = localDate(at, calendar.zone)
  if (isWorkingDay(calendars, day)) return at
  let before = day
  while (!isWorkingDay(calendars, daysLater(before, 1))) before = daysLater(before, 1)
  return startOfDayAfter(before, calendar.zone)
}

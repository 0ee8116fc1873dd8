import { createRequire } from 'node:module'
import type { Region } from '../core/deadlines/index.ts'

type Holidays = typeof import('date-holidays').default

/**
 * The public holidays of a region in a year by the rules of `date-holidays`, as ISO dates. The package takes 45 MB of memory, so
 * it is loaded when it is first needed: for a year that is neither official nor in `law/calendars/computed.yaml`.
 */
export function computedHolidays({ country, state, substitutes }: Region, year: number): readonly string[] {
  const Rules = createRequire(import.meta.url)('date-holidays') as Holidays // its CommonJS build exports the class itself
  const rules = state ? new Rules(country, state) : new Rules(country)
  const days = rules
    .getHolidays(year)
    .filter((holiday) => holiday.type === 'public' && (substitutes || !holiday.substitute))
    .map((holiday) => holiday.date.slice(0, 10))
  return [...new Set(days)].sort()
}

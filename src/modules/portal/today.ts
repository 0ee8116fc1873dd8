import { localDate } from '../../core/deadlines/index.ts'
import type { Visit } from './visit.ts'

/** The day in the municipality, YYYY-MM-DD. */
export function today({ platform, request: { municipality } }: Visit): string {
  return localDate(platform.now(), municipality.zone)
}

/** Whole days from today to a day; negative when it has passed. */
export function daysUntil(visit: Visit, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today(visit))) / 86_400_000)
}

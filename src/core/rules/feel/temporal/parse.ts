import type { Temporal } from '../value.ts'
import { parseDate } from './date.ts'
import { parseDateTime } from './date-time.ts'
import { parseDuration } from './duration.ts'
import { parseTime } from './time.ts'

/** What `@"…"` stands for: a date, a moment, a time or a duration; null for none of them. */
export function parseTemporal(text: string): Temporal | null {
  return parseDate(text) ?? (text.includes('T') ? parseDateTime(text) : null) ?? parseTime(text) ?? parseDuration(text)
}

/**
 * One step of a count. `code` and `data` are for the texts in `i18n/` (`deadlines.step.<code>`), so that the count can be
 * explained to the person in their language (`n` chooses the plural; dates are ISO, to be written as the language does); `article` is the source in the law.
 */
export type Step = {
  readonly code: string
  /** ISO date of the step; in terms of hours, local time. */
  readonly date: string
  readonly article: string
  readonly data: Readonly<Record<string, string | number>>
}

/** Every code that a count can give; each has its text in the four languages. */
export const STEP_CODES = [
  'event',
  'entry-moved',
  'working-days',
  'weekends',
  'holiday-regional',
  'holiday-local',
  'holiday-person',
  'calendar-days',
  'same-day-of-month',
  'last-day-of-month',
  'suspended',
  'hours',
  'hours-skip-weekend',
  'hours-skip-regional',
  'hours-skip-local',
  'hours-skip-person',
  'hours-suspended',
  'end-moved',
  'end',
] as const

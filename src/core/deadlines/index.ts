/**
 * Terms of the law: how long, from when, on whose calendar, and until which day. Pure: laws and calendars come as parsed
 * data (`law/*.yaml`, read by `platform/law.ts`).
 */
export {
  type Calendar,
  type Calendars,
  calendarOf,
  isWorkingDay,
  type OfficialCalendar,
  type Place,
  parseOfficialCalendar,
  parsePlaces,
  type Region,
  workingDaysBetween,
} from './calendar.ts'
export { DateError } from './day.ts'
export { endOfTerm, lastDayBeforeRejection } from './end-of-term.ts'
export { type ActOfLaw, type Law, LawError, parseLaw } from './law.ts'
export type { TermEnd, TermQuestion } from './question.ts'
export { STEP_CODES, type Step } from './step.ts'
export { capSuspension, type Suspension } from './suspension.ts'
export {
  addExtension,
  extensionAllowed,
  formatTerm,
  halfTerm,
  parseTerm,
  type Term,
  TermError,
  type TermUnit,
} from './term.ts'
export { localDate, startOfDayAfter } from './zone.ts'

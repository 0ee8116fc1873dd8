/** The register of entries and exits: what came in, what went out, when, and under which number. */
export { annulEntry } from './acts/annul.ts'
export { closeDay } from './acts/close-day.ts'
export { type EnteredAs, enterAtCounter, takeOver } from './acts/enter-counter.ts'
export { changedDays, type DayList, dayList, printedHeads } from './daily-register.ts'
export { type Entered, enter, receiptData, type ToEnter } from './enter.ts'
export type { Emergency, RegisterEntry } from './entry.ts'
export { labelOf, type Register, runOf } from './numbering.ts'
export {
  brokenRuns,
  type DailyRegister,
  dailyRegister,
  dailyRegisters,
  type EntryCursor,
  type EntryFilter,
  entriesOfCase,
  findEntry,
  listEntries,
} from './store.ts'

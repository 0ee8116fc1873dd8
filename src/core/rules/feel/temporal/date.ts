import { YearsMonths } from './duration.ts'

/** A day of the proleptic Gregorian calendar. */
export class FeelDate {
  readonly year: number
  readonly month: number
  readonly day: number

  constructor(year: number, month: number, day: number) {
    this.year = year
    this.month = month
    this.day = day
  }

  toString(): string {
    const digits = String(Math.abs(this.year)).padStart(4, '0')
    return `${this.year < 0 ? '-' : ''}${digits}-${twoDigits(this.month)}-${twoDigits(this.day)}`
  }
}

export const MAX_YEAR = 999_999_999

/** The day, or null when there is no such day. */
export function dateOf(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger)) return null
  if (Math.abs(year) > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return new FeelDate(year, month, day)
}

/** Reads `2026-03-02`; years of more than four digits carry no leading zero, years before 1 carry a minus. */
export function parseDate(text: string): FeelDate | null {
  const match = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)$/.exec(text)
  return match === null ? null : dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days since 1970-01-01 (Howard Hinnant's days_from_civil). */
export function epochDay(date: FeelDate): number {
  const year = date.month <= 2 ? date.year - 1 : date.year
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5) + date.day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The day that many days after 1970-01-01 (the inverse of epochDay). */
export function dateFromEpochDay(epoch: number): FeelDate {
  const shifted = epoch + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return new FeelDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** The same day of another month; the last one when that month is shorter. Null beyond the calendar's years. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const total = date.year * 12 + (date.month - 1) + months
  const year = Math.floor(total / 12)
  const month = total - year * 12 + 1
  if (Math.abs(year) > MAX_YEAR) return null
  return dateOf(year, month, Math.min(date.day, daysInMonth(year, month)))
}

/** Whole months from one day to another, negative when the second is earlier. */
export function monthsBetween(from: FeelDate, to: FeelDate): YearsMonths {
  const months = (to.year - from.year) * 12 + (to.month - from.month)
  if (months > 0 && to.day < from.day) return new YearsMonths(months - 1)
  if (months < 0 && to.day > from.day) return new YearsMonths(months + 1)
  return new YearsMonths(months)
}

/** 1 for Monday … 7 for Sunday (ISO 8601). */
export function weekday(date: FeelDate): number {
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1
}

export function dayOfYear(date: FeelDate): number {
  return epochDay(date) - epochDay(new FeelDate(date.year, 1, 1)) + 1
}

/** ISO 8601 week: the first one holds the first Thursday. */
export function weekOfYear(date: FeelDate): number {
  const thursday = dateFromEpochDay(epochDay(date) + 4 - weekday(date))
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

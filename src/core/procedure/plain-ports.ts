import { localDate, parseTerm, startOfDayAfter, type Term } from '../deadlines/index.ts'
import type { Ports, TermQuestion } from './event.ts'
import { addDuration } from './iso-time.ts'

const officialZone = 'Europe/Madrid' // the same clock as Europe/Rome

/**
 * Ports for a drawing that is run by itself, without a municipality: every day of the calendar counts, but
 * for Saturdays and Sundays where working days are asked for. A real case counts by `core/deadlines`.
 */
export const plainPorts: Ports = {
  endOfTerm: ({ term, from, suspended }) => addDays(endOf(from, parseTerm(term)), daysSuspended(suspended, from)),
  startOfDayAfter: (date) => startOfDayAfter(date, officialZone),
  dateOf: (instant) => localDate(instant, officialZone),
}

function endOf(from: string, { amount, unit, plus }: Term): string {
  const end =
    unit === 'working-days' ? addWorkingDays(from, amount) : addDuration(from, duration(amount, unit)).slice(0, 10)
  return plus ? endOf(end, plus) : end
}

function duration(amount: number, unit: Term['unit']): string {
  if (unit === 'months') return `P${amount}M`
  if (unit === 'years') return `P${amount}Y`
  return `P${unit === 'hours' ? Math.ceil(amount / 24) : amount}D`
}

function addWorkingDays(from: string, amount: number): string {
  let date = from
  for (let left = amount; left > 0; ) {
    date = addDays(date, 1)
    if (!isWeekend(date)) left--
  }
  return date
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(date).getUTCDay())
}

function addDays(date: string, days: number): string {
  return addDuration(date, `P${days}D`).slice(0, 10)
}

/** Days after the one on which a suspension began, up to the one on which it ended. */
function daysSuspended(suspended: TermQuestion['suspended'], from: string): number {
  let days = 0
  for (const [begin, end] of suspended)
    days += Math.max(0, (Date.parse(end) - Date.parse(begin > from ? begin : from)) / 86_400_000)
  return days
}

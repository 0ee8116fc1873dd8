import { whyNonWorking } from './calendar.ts'
import { dayOf, isoOf } from './day.ts'
import { startRule, type TermEnd, type TermQuestion } from './question.ts'
import type { Step } from './step.ts'
import { suspendedTime } from './suspension.ts'
import { type Term, TermError } from './term.ts'
import { dayOfInstant, type Instant, localTimeOf, readMoment, startOfDay } from './zone.ts'

const MS_PER_HOUR = 3_600_000

/**
 * The end of a term of hours, from minute to minute (Ley 39/2015, art. 30.1 and 30.2: all the hours of working days). A
 * term that fills a day to its last minute ends at 00:00 of the next.
 */
export function endOfHours(question: TermQuestion & { readonly term: Term }): TermEnd {
  const { law, calendar, from, term } = question
  if (term.plus) throw new TermError('hours cannot be joined to other units; write one or the other')
  const { instant } = readMoment(from, calendar.zone)
  if (instant === undefined) {
    throw new TermError(`a term of hours runs from a given time; write it after the date, for example ${from}T09:00`)
  }
  const rule = startRule(question)
  const steps: Step[] = [
    { code: 'event', date: localTimeOf(instant, calendar.zone), article: rule.article, data: { start: rule.start } },
  ]
  const spent = runHours(question, instant, steps)
  const end = law.hours.in === 'calendar-days' ? offHoliday(question, spent, steps) : localTimeOf(spent, calendar.zone)
  return { end, steps: [...steps, { code: 'end', date: end, article: law.hours.article, data: {} }] }
}

/** Lets the hours of counted days run from an instant and gives the instant at which they are spent. */
function runHours(question: TermQuestion, from: Instant, steps: Step[]): Instant {
  const { law, calendar, term } = question
  const pauses = suspendedTime(question.suspended ?? [], question)
  let cursor = from
  let left = term.amount * MS_PER_HOUR
  for (;;) {
    const pause = pauses.find(({ from, until }) => from <= cursor && cursor < until)
    if (pause) {
      const data = { from: localTimeOf(pause.from, calendar.zone), to: localTimeOf(pause.until, calendar.zone) }
      steps.push({ code: 'hours-suspended', date: data.to, article: law.suspension.article, data })
      cursor = pause.until
      continue
    }
    const day = dayOfInstant(cursor, calendar.zone)
    const endOfDay = startOfDay(day + 1, calendar.zone)
    const reason = law.hours.in === 'working-days' ? whyNonWorking(question, day) : undefined
    if (reason) {
      steps.push({ code: `hours-skip-${reason}`, date: isoOf(day), article: law.hours.article, data: {} })
      cursor = endOfDay
      continue
    }
    const stop = Math.min(endOfDay, ...pauses.filter((one) => one.from > cursor).map((one) => one.from))
    if (left <= stop - cursor) {
      const date = localTimeOf(cursor + left, calendar.zone)
      steps.push({ code: 'hours', date, article: law.hours.article, data: { n: term.amount } })
      return cursor + left
    }
    left -= stop - cursor
    cursor = stop
  }
}

/** The same hour of the next working day when the hours run out on a day that is not one. */
function offHoliday(question: TermQuestion, spent: Instant, steps: Step[]): string {
  const { law, calendar } = question
  const end = localTimeOf(spent, calendar.zone)
  const lastDay = dayOfInstant(spent - 1, calendar.zone)
  let shift = 0
  while (whyNonWorking(question, lastDay + shift)) shift++
  if (shift === 0) return end
  const moved = `${isoOf(dayOf(end.slice(0, 10)) + shift)}${end.slice(10)}`
  const reason = whyNonWorking(question, lastDay) ?? 'weekend'
  steps.push({ code: 'end-moved', date: moved, article: law.end.article, data: { from: end, reason } })
  return moved
}

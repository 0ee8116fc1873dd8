import { type Calendars, nextWorkingDay, whyNonWorking } from './calendar.ts'
import { addMonths, type Day, isoOf } from './day.ts'
import { endOfHours } from './hours.ts'
import { startRule, type TermEnd, type TermQuestion } from './question.ts'
import type { Step } from './step.ts'
import { type SuspendedDays, suspendedDays, suspensionOn } from './suspension.ts'
import { formatTerm, type Term, TermError } from './term.ts'
import { readMoment } from './zone.ts'

/**
 * The last day of a term, with the count explained step by step and article by article.
 * Spain: Ley 39/2015, arts. 30 and 31. Italy: Civil Code, arts. 155 c.p.c. and 2963, by analogy.
 * Throws `DateError` or `TermError` when the question cannot be read; the message says what to write instead.
 */
export function endOfTerm(question: TermQuestion): TermEnd {
  const term = hoursInDays(question)
  if (term.unit === 'hours') return endOfHours({ ...question, term })
  const suspended = suspendedDays(question.suspended ?? [], question)
  const opening = openingDay(question)
  const count: Count = { question, suspended, day: opening.day, steps: opening.steps }
  for (let part: Term | undefined = term; part; part = part.plus) countPart(count, part)
  moveOff(count)
  const end = isoOf(count.day)
  return { end, steps: [...count.steps, { code: 'end', date: end, article: question.law.end.article, data: {} }] }
}

/**
 * The last of the calendar days in which an electronic notification waits to be opened, when it was made available on
 * `availableOn`: with the end of that day it is rejected and counts as made (Ley 39/2015, art. 43.2; the day is not moved).
 * Undefined where the law has no such rule.
 */
export function lastDayBeforeRejection(calendars: Calendars, availableOn: string): string | undefined {
  const rule = calendars.law.electronicNotification
  return rule && isoOf(readMoment(availableOn, calendars.calendar.zone).day + rule.rejectedAfter.amount)
}

/** A count under way: the last day reached and the steps so far. */
type Count = {
  readonly question: TermQuestion
  readonly suspended: readonly SuspendedDays[]
  readonly steps: Step[]
  day: Day
}

/** Hours beyond the most that the law counts in hours are counted in days (Ley 39/2015, art. 30.1). */
function hoursInDays({ law, term }: TermQuestion): Term {
  const { atMost } = law.hours
  if (term.unit !== 'hours' || !atMost || term.amount <= atMost) return term
  if (term.amount % 24 === 0) return { ...term, amount: term.amount / 24, unit: 'days' }
  throw new TermError(
    `${formatTerm(term)}: terms of more than ${atMost} hours are expressed in days (${law.hours.article}); write it in days`,
  )
}

/** The day of the event, which does not count, moved where the law moves it. */
function openingDay(question: TermQuestion): { readonly day: Day; readonly steps: Step[] } {
  const { law, calendar, from } = question
  const rule = startRule(question)
  const event = readMoment(from, calendar.zone).day
  // The register goes by the calendar of its own body only (Ley 39/2015, art. 31.3).
  const day = rule.onNonWorkingDay === 'moves' ? nextWorkingDay({ law, calendar }, event) : event
  const steps: Step[] = [{ code: 'event', date: isoOf(event), article: rule.article, data: { start: rule.start } }]
  if (day !== event) {
    steps.push({ code: 'entry-moved', date: isoOf(day), article: rule.article, data: { from: isoOf(event) } })
  }
  return { day, steps }
}

function countPart(count: Count, term: Term): void {
  const { law } = count.question
  const unit = term.unit === 'days' ? law.days.are : term.unit
  if (unit === 'hours') throw new TermError('hours cannot be joined to other units; write one or the other')
  if (unit === 'working-days') {
    countWorkingDays(count, term.amount)
  } else if (unit === 'calendar-days') {
    const article = term.unit === 'days' ? law.days.article : law.calendarDays.article
    reach(count, count.day + term.amount, { code: 'calendar-days', article, data: { n: term.amount } })
  } else {
    countMonths(count, term)
  }
}

function countWorkingDays(count: Count, days: number): void {
  const { question, suspended, steps } = count
  const { law } = question
  let left = days
  let weekendDays = 0
  const told = new Set<SuspendedDays>()
  while (left > 0) {
    count.day++
    const pause = suspensionOn(count.day, suspended)
    const reason = pause ? 'suspended' : whyNonWorking(question, count.day)
    if (!reason) left--
    else if (reason === 'weekend') weekendDays++
    else if (!pause) {
      const article = reason === 'person' ? law.personCalendar.article : law.days.article
      steps.push({ code: `holiday-${reason}`, date: isoOf(count.day), article, data: {} })
    } else if (!told.has(pause)) {
      told.add(pause)
      steps.push(suspendedStep(count, pause, pause.until - count.day + 1))
    }
  }
  const last = isoOf(count.day)
  if (weekendDays > 0) {
    steps.push({
      code: 'weekends',
      date: last,
      article: law.nonWorkingWeekdays.article,
      data: { n: weekendDays },
    })
  }
  steps.push({ code: 'working-days', date: last, article: law.days.article, data: { n: days } })
}

function countMonths(count: Count, { amount, unit }: Term): void {
  const { law } = count.question
  const { day, exact } = addMonths(count.day, unit === 'years' ? amount * 12 : amount)
  const code = exact ? 'same-day-of-month' : 'last-day-of-month'
  reach(count, day, { code, article: law.months.article, data: { amount, unit } })
}

/** Goes on to `nominal`, and by as many days further as the term is suspended on its way. */
function reach(count: Count, nominal: Day, step: Omit<Step, 'date'>): void {
  const first = count.day
  count.steps.push({ ...step, date: isoOf(nominal) })
  count.day = nominal
  for (const pause of count.suspended) {
    if (pause.until <= first || pause.after >= count.day) continue
    const days = pause.until - Math.max(pause.after, first)
    count.day += days
    count.steps.push(suspendedStep(count, pause, days))
  }
}

function suspendedStep({ question }: Count, { after, until }: SuspendedDays, days: number): Step {
  const data = { from: isoOf(after), to: isoOf(until), n: days }
  return { code: 'suspended', date: isoOf(until), article: question.law.suspension.article, data }
}

function moveOff(count: Count): void {
  const { question, suspended, steps } = count
  const nominal = count.day
  while (whyNonWorking(question, count.day) || suspensionOn(count.day, suspended)) count.day++
  if (count.day === nominal) return
  const reason = whyNonWorking(question, nominal) ?? 'suspended'
  const article = question.law.end.article
  steps.push({ code: 'end-moved', date: isoOf(count.day), article, data: { from: isoOf(nominal), reason } })
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWorkingDay, workingDaysBetween } from './calendar.ts'
import { addMonths, dayOf, isoOf } from './day.ts'
import { endOfTerm } from './end-of-term.ts'
import { castelverde, italy, serramunt, spain, vilamar } from './testing/laws.ts'

const FIRST = dayOf('2025-01-01')
const day = fc.integer({ min: FIRST, max: dayOf('2026-06-30') })
const towns = fc.constantFrom(
  { law: spain, calendar: vilamar },
  { law: spain, calendar: vilamar, personCalendar: serramunt },
  { law: italy, calendar: castelverde },
)
const start = fc.constantFrom('notification', 'register-entry')
const unit = fc.constantFrom('days', 'working-days', 'calendar-days', 'months')
const suspended = fc
  .array(fc.tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 0, max: 25 })), { maxLength: 3 })
  .map(
    (list) => (from: number) =>
      list.map(([after, days]) => ({ from: isoOf(from + after), to: isoOf(from + after + days) })),
  )

const amountOf = (unit: string, n: number) => (unit === 'months' ? (n % 6) + 1 : n)

describe('Whatever the law, the calendar, the start and the suspensions', () => {
  it('a term never ends on a non-working day, nor on a suspended one, nor before it opened', () => {
    fc.assert(
      fc.property(
        towns,
        day,
        start,
        unit,
        fc.integer({ min: 1, max: 60 }),
        suspended,
        (town, from, start, unit, n, pauses) => {
          const list = pauses(from)
          const { end } = endOfTerm({
            ...town,
            from: isoOf(from),
            start,
            term: { amount: amountOf(unit, n), unit },
            suspended: list,
          })
          assert.ok(isWorkingDay(town, end), end)
          assert.ok(
            list.every(({ from, to }) => end <= from || end > to),
            end,
          )
          assert.ok(end > isoOf(from))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('a longer term never ends earlier', () => {
    fc.assert(
      fc.property(
        towns,
        day,
        start,
        unit,
        fc.integer({ min: 1, max: 40 }),
        suspended,
        (town, from, start, unit, n, pauses) => {
          const ask = (amount: number) =>
            endOfTerm({ ...town, from: isoOf(from), start, term: { amount, unit }, suspended: pauses(from) }).end
          assert.ok(ask(n) <= ask(n + 1))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('a suspension never brings the end nearer', () => {
    fc.assert(
      fc.property(towns, day, unit, fc.integer({ min: 1, max: 40 }), suspended, (town, from, unit, n, pauses) => {
        const question = { ...town, from: isoOf(from), term: { amount: amountOf(unit, n), unit } }
        assert.ok(endOfTerm(question).end <= endOfTerm({ ...question, suspended: pauses(from) }).end)
      }),
    )
  })

  it('the order in which suspensions are told changes nothing', () => {
    fc.assert(
      fc.property(towns, day, unit, fc.integer({ min: 1, max: 40 }), suspended, (town, from, unit, n, pauses) => {
        const question = { ...town, from: isoOf(from), term: { amount: amountOf(unit, n), unit } }
        const list = pauses(from)
        const there = endOfTerm({ ...question, suspended: list }).end
        assert.equal(endOfTerm({ ...question, suspended: [...list].reverse() }).end, there)
      }),
    )
  })

  it('a suspension of n days within a term of months or calendar days moves its end by exactly n days, before it moves off', () => {
    const months = fc.constantFrom('months', 'calendar-days')
    const pause = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 60 }))
    fc.assert(
      fc.property(towns, day, months, fc.integer({ min: 10, max: 50 }), pause, (town, from, unit, n, [after, days]) => {
        const amount = amountOf(unit, n)
        const nominal = unit === 'months' ? addMonths(from, amount).day : from + amount
        let expected = nominal + days
        while (!isWorkingDay(town, isoOf(expected))) expected++
        const suspended = [{ from: isoOf(from + after), to: isoOf(from + after + days) }]
        assert.equal(endOfTerm({ ...town, from: isoOf(from), term: { amount, unit }, suspended }).end, isoOf(expected))
      }),
      { numRuns: 500 },
    )
  })

  it('the end is the one that a count day by day reaches, through suspensions that nest, touch and overlap', () => {
    fc.assert(
      fc.property(towns, day, start, unit, fc.integer({ min: 1, max: 60 }), suspended, (town, from, ...rest) => {
        const [start, unit, n, pauses] = rest
        const list = pauses(from)
        const isSuspended = (date: string) => list.some(({ from, to }) => date > from && date <= to)
        let opened = from
        const moves = town.law === spain && start === 'register-entry'
        while (moves && !isWorkingDay({ law: town.law, calendar: town.calendar }, isoOf(opened))) opened++
        const amount = amountOf(unit, n)
        const countsAll = unit === 'months' || unit === 'calendar-days' || (unit === 'days' && town.law === italy)
        let left = unit === 'months' ? addMonths(opened, amount).day - opened : amount
        let last = opened
        while (left > 0) {
          last++
          if (!isSuspended(isoOf(last)) && (countsAll || isWorkingDay(town, isoOf(last)))) left--
        }
        while (isSuspended(isoOf(last)) || !isWorkingDay(town, isoOf(last))) last++
        const question = { ...town, from: isoOf(from), start, term: { amount, unit }, suspended: list }
        assert.equal(endOfTerm(question).end, isoOf(last))
      }),
      { numRuns: 1000 },
    )
  })

  it('n working days end on the n-th working day after the event', () => {
    fc.assert(
      fc.property(towns, day, fc.integer({ min: 1, max: 60 }), (town, from, n) => {
        const { end } = endOfTerm({ ...town, from: isoOf(from), term: { amount: n, unit: 'working-days' } })
        assert.equal(workingDaysBetween(town, isoOf(from), end), n)
      }),
    )
  })

  it('a term of hours ends no sooner than its hours, and in Spain never within a non-working day', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 24 }),
        suspended,
        (from, minute, n, pauses) => {
          const town = { law: spain, calendar: vilamar, personCalendar: serramunt }
          const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
          const event = `${isoOf(from)}T${clock}`
          const { end } = endOfTerm({
            ...town,
            from: event,
            term: { amount: n, unit: 'hours' },
            suspended: pauses(from),
          })
          const hours = (Date.parse(`${end}:00Z`) - Date.parse(`${event}:00Z`)) / 3_600_000
          assert.ok(hours >= n, `${event} ${end}`)
          const lastDay = end.endsWith('T00:00') ? isoOf(dayOf(end.slice(0, 10)) - 1) : end.slice(0, 10)
          assert.ok(isWorkingDay(town, lastDay), end)
        },
      ),
      { numRuns: 500 },
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayOf, isoOf } from './day.ts'
import { dayOfInstant, localDate, localTimeOf, readMoment, startOfDay, startOfDayAfter } from './zone.ts'

describe('The end of a day is the first instant of the next, in the official time of the seat', () => {
  for (const [date, zone, instant] of [
    ['2026-01-15', 'Europe/Madrid', '2026-01-15T23:00:00.000Z'],
    ['2026-07-15', 'Europe/Rome', '2026-07-15T22:00:00.000Z'],
    ['2026-03-28', 'Europe/Madrid', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Madrid', '2026-03-29T22:00:00.000Z'], // the day of 23 hours
    ['2026-10-25', 'Europe/Rome', '2026-10-25T23:00:00.000Z'], // the day of 25 hours
    ['2026-06-30', 'Atlantic/Canary', '2026-06-30T23:00:00.000Z'],
  ] as const) {
    it(`${date} in ${zone} is over at ${instant}`, () => assert.equal(startOfDayAfter(date, zone), instant))
  }
})

describe('An instant', () => {
  it('late in the evening in UTC is already the next day in Madrid', () => {
    assert.equal(localDate('2026-03-13T23:30:00Z', 'Europe/Madrid'), '2026-03-14')
    assert.equal(localDate('2026-03-14T00:10:00+01:00', 'Europe/Madrid'), '2026-03-14')
  })
  it('in local time is taken as it stands', () =>
    assert.equal(localDate('2026-03-13T23:30', 'Europe/Madrid'), '2026-03-13'))
  it('in the hour that spring skips is read, not refused', () => {
    assert.equal(localDate('2026-03-29T02:30', 'Europe/Madrid'), '2026-03-29')
  })
  for (const wrong of [
    '',
    'tomorrow',
    '2026-02-30',
    '2026-13-01',
    '2026-3-1',
    '2026-03-13T24:00',
    '2026-03-13T10',
    '13/03/2026',
    '2026-03-13T10:00+99:00',
    '2026-03-13T10:00+01:60',
  ]) {
    it(`"${wrong}" is refused`, () => assert.throws(() => readMoment(wrong, 'Europe/Madrid'), /write|calendar|hours/))
  }
  it('written in local time reads back as the same instant, but for the hour that autumn has twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1.6e9, max: 2e9 }),
        fc.constantFrom('Europe/Madrid', 'Europe/Rome'),
        (seconds, zone) => {
          const local = localTimeOf(seconds * 1000, zone)
          const again = readMoment(local, zone).instant ?? 0
          assert.ok(again === seconds * 1000 || Math.abs(again - seconds * 1000) === 3_600_000)
          assert.equal(localTimeOf(again, zone), local)
        },
      ),
    )
  })
})

describe('A day', () => {
  it('begins with an instant of that day, and the one before belongs to the day before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15_000, max: 30_000 }), (day) => {
        const start = startOfDay(day, 'Europe/Rome')
        assert.equal(dayOfInstant(start, 'Europe/Rome'), day)
        assert.equal(dayOfInstant(start - 1, 'Europe/Rome'), day - 1)
        assert.equal(dayOf(isoOf(day)), day)
      }),
    )
  })
})

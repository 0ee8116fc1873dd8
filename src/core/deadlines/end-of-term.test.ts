import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWorkingDay, workingDaysBetween } from './calendar.ts'
import { endOfTerm, lastDayBeforeRejection } from './end-of-term.ts'
import type { TermQuestion } from './question.ts'
import { STEP_CODES } from './step.ts'
import { capSuspension } from './suspension.ts'
import { addExtension, parseTerm } from './term.ts'
import { castelverde, italy, serramunt, spain, vilamar } from './testing/laws.ts'

type Row = {
  it: string
  from: string
  term: string
  start?: string
  suspended?: string[]
  person?: TermQuestion['personCalendar']
  end: string
}

function rows(law: 'es' | 'it', list: readonly Row[]): void {
  for (const row of list) it(row.it, () => assert.equal(endOf(law, row), row.end))
}

function endOf(law: 'es' | 'it', row: Omit<Row, 'it' | 'end'>): string {
  return ask(law, row).end
}

function ask(law: 'es' | 'it', { from, term, start, suspended = [], person }: Omit<Row, 'it' | 'end'>) {
  return endOfTerm({
    ...(law === 'es' ? { law: spain, calendar: vilamar } : { law: italy, calendar: castelverde }),
    ...(person ? { personCalendar: person } : {}),
    ...(start ? { start } : {}),
    from,
    term: parseTerm(term),
    suspended: suspended.map((text) => ({ from: text.split('/')[0] ?? '', to: text.split('/')[1] ?? '' })),
  })
}

describe('A suspension', () => {
  rows('es', [
    {
      it: 'that began before the term leaves out only the days after the term opened',
      from: '2026-02-16', // Monday
      term: '10 calendar days',
      suspended: ['2026-02-10/2026-02-18'], // leaves out 17 and 18
      end: '2026-03-02', // 26 + 2 = Saturday 28 February, to Monday
    },
    {
      it: 'that began before a term of working days leaves out only the days after the term opened',
      from: '2026-02-16',
      term: '2 days',
      suspended: ['2026-02-10/2026-02-18'],
      end: '2026-02-20',
    },
    {
      it: 'after the end of the term changes nothing',
      from: '2026-02-16',
      term: '10 calendar days',
      suspended: ['2026-02-26/2026-03-20'],
      end: '2026-02-26',
    },
    {
      it: 'that begins after the first end, within the days won by another, counts too',
      from: '2026-02-16',
      term: '10 calendar days', // to Thursday 26
      suspended: ['2026-02-20/2026-02-24', '2026-02-27/2026-03-03'], // to 2 March, then 4 more: Friday 6
      end: '2026-03-06',
    },
    {
      it: 'that overlaps another is counted once',
      from: '2026-02-16',
      term: '3 months', // 16 May
      suspended: ['2026-03-02/2026-03-09', '2026-03-05/2026-03-12'], // 3 to 12 March: 10 days
      end: '2026-05-26',
    },
    {
      it: 'inside another is counted once',
      from: '2026-02-16',
      term: '3 months',
      suspended: ['2026-03-02/2026-03-12', '2026-03-05/2026-03-06'],
      end: '2026-05-26',
    },
    {
      it: 'of no day changes nothing',
      from: '2026-02-16',
      term: '10 days',
      suspended: ['2026-02-18/2026-02-18'],
      end: '2026-03-02',
    },
    {
      it: 'around an entry made on a Saturday counts from the Monday on which the entry counts as made',
      from: '2026-02-14',
      start: 'register-entry',
      term: '2 days', // opens on Monday 16; 17 and 18 suspended
      suspended: ['2026-02-13/2026-02-18'],
      end: '2026-02-20',
    },
    {
      it: 'that begins on a Saturday on which the term would end keeps it open until it is over',
      from: '2026-01-28',
      term: '1 month', // Saturday 28 February
      suspended: ['2026-02-28/2026-03-04'],
      end: '2026-03-05',
    },
  ])
  it('that ends before it begins is refused', () => {
    assert.throws(
      () => ask('es', { from: '2026-02-16', term: '10 days', suspended: ['2026-02-20/2026-02-18'] }),
      /ends before it begins/,
    )
  })
  it('ends with its legal maximum (L. 241/1990, art. 2 c. 7)', () => {
    const long = { from: '2026-03-10', to: '2026-05-20' }
    assert.deepEqual(capSuspension(long, 30, 'Europe/Rome'), { from: '2026-03-10', to: '2026-04-09' })
    const short = { from: '2026-03-10', to: '2026-04-09' }
    assert.deepEqual(capSuspension(short, 30, 'Europe/Rome'), short)
  })
})

describe('A term of hours in Spain (Ley 39/2015, art. 30.1)', () => {
  rows('es', [
    { it: 'of 2 hours ends the same day', from: '2026-03-13T13:20', term: '2 hours', end: '2026-03-13T15:20' },
    { it: 'jumps over a holiday', from: '2026-01-19T18:00', term: '12 hours', end: '2026-01-21T06:00' },
    {
      it: 'jumps over the holiday of the person',
      from: '2026-02-02T18:00',
      term: '12 hours',
      person: serramunt,
      end: '2026-02-04T06:00',
    },
    {
      it: 'jumps over the weekend in which the clock changes',
      from: '2026-03-27T20:00',
      term: '6 hours',
      end: '2026-03-30T02:00',
    },
    { it: 'ends with the day when it fills it', from: '2026-03-12T00:00', term: '24 hours', end: '2026-03-13T00:00' },
    {
      it: 'reads an instant in the official time of the seat',
      from: '2026-03-13T12:20:00Z',
      term: '24 hours',
      end: '2026-03-16T13:20',
    },
    {
      it: 'entered on a Saturday runs from the first hour of Monday',
      from: '2026-03-14T09:00',
      start: 'register-entry',
      term: '5 hours',
      end: '2026-03-16T05:00',
    },
    {
      it: 'stops on suspended days',
      from: '2026-03-10T10:00',
      term: '24 hours',
      suspended: ['2026-03-10/2026-03-12'],
      end: '2026-03-13T10:00',
    },
    {
      it: 'stops from the hour to the hour of a suspension that has hours',
      from: '2026-03-10T10:00',
      term: '4 hours',
      suspended: ['2026-03-10T11:00/2026-03-10T18:30'],
      end: '2026-03-10T21:30',
    },
    {
      it: 'counts overlapping suspensions once',
      from: '2026-03-10T10:00',
      term: '24 hours',
      suspended: ['2026-03-10/2026-03-12', '2026-03-11/2026-03-12'],
      end: '2026-03-13T10:00',
    },
    { it: 'of 48 hours is counted in days', from: '2026-03-13T13:20', term: '48 hours', end: '2026-03-17' },
  ])
  it('of more than 24 hours that are not whole days is refused with the article', () => {
    assert.throws(() => ask('es', { from: '2026-03-13T13:20', term: '36 hours' }), /expressed in days.*art\. 30\.1/)
  })
  it('asks for the hour of the event', () => {
    assert.throws(() => ask('es', { from: '2026-03-13', term: '24 hours' }), /2026-03-13T09:00/)
  })
})

describe('A term of hours in Italy', () => {
  rows('it', [
    { it: 'runs through Saturday', from: '2026-03-06T10:00', term: '36 hours', end: '2026-03-07T22:00' },
    {
      it: 'that ends on a Sunday moves to the same hour of Monday',
      from: '2026-03-07T10:00',
      term: '24 hours',
      end: '2026-03-09T10:00',
    },
    { it: 'that ends with Saturday stays', from: '2026-03-07T00:00', term: '24 hours', end: '2026-03-08T00:00' },
  ])
})

describe('Days in Italy', () => {
  rows('it', [
    { it: 'that are working days include Saturdays', from: '2026-03-05', term: '3 working days', end: '2026-03-09' },
    {
      it: 'that are working days leave out the patron saint',
      from: '2026-08-21',
      term: '2 working days',
      end: '2026-08-25',
    },
    {
      it: 'do not heed the calendar of the person',
      from: '2026-01-19',
      term: '1 day',
      person: vilamar,
      end: '2026-01-20',
    },
    {
      it: 'of a leap year give 29 February to a month from 31 January',
      from: '2028-01-31',
      term: '1 month',
      end: '2028-02-29',
    },
  ])
})

describe('The event', () => {
  rows('es', [
    {
      it: 'in the evening in UTC is of the next day in Madrid',
      from: '2026-03-12T23:30:00Z',
      term: '1 day',
      end: '2026-03-16',
    },
    { it: 'notified on a Saturday opens the term that Saturday', from: '2026-02-14', term: '1 day', end: '2026-02-16' },
    {
      it: 'entered on a Saturday opens it on Monday',
      from: '2026-02-14',
      start: 'register-entry',
      term: '1 day',
      end: '2026-02-17',
    },
    {
      it: 'entered on a holiday of the person only is of that day: registers go by their own calendar (art. 31.3)',
      from: '2026-02-03',
      start: 'register-entry',
      term: '1 month',
      person: serramunt,
      end: '2026-03-03',
    },
  ])
  it('of a kind that the law does not know is refused with those that it knows', () => {
    assert.throws(
      () => ask('es', { from: '2026-02-14', term: '1 day', start: 'rumour' }),
      /notification.*register-entry/,
    )
  })
})

describe('A term with an extension', () => {
  it('is one longer term: it does not move off a holiday in the middle', () => {
    // access to information, Llei 19/2014: 1 month from 14 February ends on a Saturday; 15 calendar days more: 29 March, a Sunday
    const term = addExtension(parseTerm('1 month'), parseTerm('15 calendar days'))
    assert.equal(endOfTerm({ law: spain, calendar: vilamar, from: '2026-02-14', term }).end, '2026-03-30')
  })
  it('in the same unit ends on the same number of the day, also through a shorter month', () => {
    // 31 January and 1 month is 28 February; and 1 month more, 31 March, not 28 March
    assert.equal(endOf('it', { from: '2026-01-31', term: '1 month and 1 month' }), '2026-03-31')
    assert.equal(endOf('it', { from: '2026-01-31', term: '2 months' }), '2026-03-31')
  })
  it('is stopped by a suspension in its second part', () => {
    const term = parseTerm('1 month and 10 days')
    const suspended = [{ from: '2026-03-16', to: '2026-03-20' }] // the week of 17 to 20 March: 4 working days out
    assert.equal(endOfTerm({ law: spain, calendar: vilamar, from: '2026-02-13', term, suspended }).end, '2026-04-02')
  })
  it('cannot go beyond the years that are written with four digits, nor before the calendar', () => {
    assert.throws(() => ask('es', { from: '2026-02-14', term: '9999 years' }), /reaches the year 12025; write/)
    assert.throws(() => ask('it', { from: '9999-12-30', term: '3 days' }), /reaches the year 10000; write/)
    assert.throws(() => ask('it', { from: '1066-10-14', term: '3 days' }), /reaches the year 1066; write/)
  })
  it('cannot join hours to days', () => {
    assert.throws(() => ask('es', { from: '2026-02-14T10:00', term: '1 day and 3 hours' }), /hours cannot be joined/)
  })
})

describe('The explanation of a count', () => {
  it('names the holidays left out, each with its article', () => {
    const { steps } = ask('es', { from: '2026-03-27', term: '10 days' })
    const left = steps.filter(({ code }) => code === 'holiday-regional').map(({ date }) => date)
    assert.deepEqual(left, ['2026-04-03', '2026-04-06'])
    for (const step of steps) assert.match(step.article, /^Ley 39\/2015, art/)
  })
  it('says that the holiday was at home of the person', () => {
    const { steps } = ask('es', { from: '2026-01-26', term: '10 days', person: serramunt })
    const home = steps.find(({ code }) => code === 'holiday-person')
    assert.deepEqual([home?.date, home?.article], ['2026-02-03', 'Ley 39/2015, art. 30.6'])
  })
  it('says how many days were suspended and from where the end moved', () => {
    const { steps } = ask('es', {
      from: '2026-02-16',
      start: 'register-entry',
      term: '3 months',
      suspended: ['2026-03-02/2026-03-09'],
    })
    assert.equal(steps.find(({ code }) => code === 'suspended')?.data.n, 7)
    assert.deepEqual(steps.find(({ code }) => code === 'end-moved')?.data, { from: '2026-05-23', reason: 'weekend' })
  })
  it('uses only codes that have a text', () => {
    const questions = [
      ask('es', {
        from: '2026-01-17',
        start: 'register-entry',
        term: '10 days',
        person: serramunt,
        suspended: ['2026-01-21/2026-01-22'],
      }),
      ask('es', { from: '2026-01-16T10:00', term: '24 hours', suspended: ['2026-01-21/2026-01-22'] }),
      ask('it', { from: '2026-01-31', term: '1 month' }),
    ]
    for (const { code } of questions.flatMap(({ steps }) => steps))
      assert.ok((STEP_CODES as readonly string[]).includes(code), code)
  })
})

describe('An electronic notification (Ley 39/2015, art. 43.2)', () => {
  const es = { law: spain, calendar: vilamar }
  it('waits to the end of the tenth calendar day, which is not moved', () => {
    assert.equal(lastDayBeforeRejection(es, '2026-03-25'), '2026-04-04') // a Saturday
  })
  it('opens a term whose first possible day is the eleventh', () => {
    const rejected = lastDayBeforeRejection(es, '2026-03-02') ?? '' // 12 March, a Thursday
    assert.equal(endOfTerm({ ...es, from: rejected, term: parseTerm('1 day') }).end, '2026-03-13')
  })
  it('has no such rule in Italy', () => {
    assert.equal(lastDayBeforeRejection({ law: italy, calendar: castelverde }, '2026-03-02'), undefined)
  })
})

describe('Working days', () => {
  const es = { law: spain, calendar: vilamar }
  it('are counted after the first date, up to and including the second', () => {
    assert.equal(workingDaysBetween(es, '2026-03-27', '2026-04-14'), 10)
    assert.equal(workingDaysBetween(es, '2026-04-14', '2026-03-27'), 0)
    assert.equal(workingDaysBetween(es, '2026-03-27', '2026-03-27'), 0)
  })
  it('are not Saturdays in Spain and are in Italy', () => {
    assert.equal(isWorkingDay(es, '2026-03-07'), false)
    assert.equal(isWorkingDay({ law: italy, calendar: castelverde }, '2026-03-07'), true)
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { endOfTerm, isWorkingDay, parsePlaces, parseTerm } from '../core/deadlines/index.ts'
import { computedHolidays } from './computed-holidays.ts'
import { loadLaw } from './law.ts'
import { resource } from './root.ts'

type Line = {
  law: string
  calendar: string
  person_calendar?: string
  from: string
  start: string
  term: string
  suspended?: string[]
  end: string
  why?: string
}

const book = loadLaw()
const lines = parse(readFileSync(resource('law', 'examples', 'ends-of-terms.yaml'), 'utf8')) as Line[]

describe('The ends of terms worked out by an independent count', () => {
  it('are at least 84', () => assert.ok(lines.length >= 84, `${lines.length} lines`))
  for (const line of lines) {
    const from = `${line.term} from ${line.from} (${line.start}) in ${line.calendar}`
    it(`${from}${line.suspended ? `, suspended ${line.suspended.join(' and ')},` : ''} end on ${line.end}`, () => {
      assert.equal(endOf(line), line.end, line.why)
    })
  }
})

describe('The calendars', () => {
  const official: Record<string, string[]> = {
    'castelverde 2026': ['2026-10-04'],
    'castelverde 2027': ['2027-10-04'],
  }
  for (const [place, days] of Object.entries(official)) {
    it(`have 4 October as a public holiday in ${place}`, () => {
      for (const day of days) assert.equal(working(day, 'it', 'castelverde'), false)
    })
  }
  it('have 4 October as an ordinary Saturday in Castelverde in 2025, before the law that made it a holiday', () => {
    assert.equal(working('2025-10-04', 'it', 'castelverde'), true)
  })
  it('know 4 October in years for which no official calendar is at hand', () => {
    assert.equal(working('2028-10-04', 'it', 'castelverde'), false)
    assert.equal(working('2023-10-04', 'it', 'castelverde'), true)
    assert.equal(working('2055-10-04', 'it', 'castelverde'), false)
  })
  it('find Good Friday and Easter Monday of 2028 in Catalonia, and only Easter Monday in Italy', () => {
    assert.equal(working('2028-04-14', 'es', 'vilamar'), false)
    assert.equal(working('2028-04-17', 'es', 'vilamar'), false)
    assert.equal(working('2028-04-14', 'it', 'castelverde'), true)
    assert.equal(working('2028-04-17', 'it', 'castelverde'), false)
  })
  it('keep no Monday in Catalonia for a holiday that fell on Saturday or Sunday', () => {
    assert.equal(working('2027-05-03', 'es', 'vilamar'), true)
  })
  it('carry the local days of each town into every year', () => {
    assert.equal(working('2028-01-20', 'es', 'vilamar'), false)
    assert.equal(working('2028-01-20', 'es', 'serramunt'), true)
    assert.equal(working('2027-08-24', 'it', 'castelverde'), false)
  })
  it('carry a term over the end of the year into one without an official calendar', () => {
    // 2026-12-21 Mon; 22, 23, 24 count; 25 to 27 not; 28–31 count (7); 1 January not; 4, 5 January (9); 6 not; 7 (10)
    const line = { law: 'es', calendar: 'vilamar', from: '2026-12-21', start: 'notification', term: '10 days' }
    assert.equal(endOf({ ...line, end: '' }), '2027-01-07')
  })
})

describe('The computed holidays', () => {
  for (const [region, country, state] of [
    ['catalonia', 'ES', 'CT'],
    ['italy', 'IT', undefined],
  ] as const) {
    it(`agree with the official calendars of ${region} on every weekday`, async () => {
      const { default: Holidays } = await import('date-holidays')
      const rules = state ? new Holidays(country, state) : new Holidays(country)
      let compared = 0
      for (const year of region === 'italy' ? [2025, 2026, 2027] : [2025, 2026]) {
        const file = parse(readFileSync(resource('law', 'calendars', `${region}-${year}.yaml`), 'utf8'))
        const computed = rules.getHolidays(year).filter((day) => day.type === 'public' && !day.substitute)
        const weekdays = (days: string[]) => days.filter((day) => new Date(day).getUTCDay() !== 0).sort()
        const expected = weekdays((file as { days: string[] }).days)
        assert.deepEqual(weekdays(computed.map((day) => day.date.slice(0, 10))), expected)
        compared += expected.length
      }
      assert.ok(compared >= 20)
    })
  }
})

describe('The years worked out beforehand', () => {
  const file = parse(readFileSync(resource('law', 'calendars', 'computed.yaml'), 'utf8')) as Record<
    string,
    Record<string, string[]>
  >
  const { regions } = parsePlaces(parse(readFileSync(resource('law', 'places.yaml'), 'utf8')), 'places.yaml')
  it('are those that the rules of date-holidays give, for every region', () => {
    assert.deepEqual(Object.keys(file).sort(), [...regions.keys()].sort())
    let compared = 0
    for (const [name, years] of Object.entries(file)) {
      for (const [year, days] of Object.entries(years)) {
        const region = regions.get(name)
        assert.ok(region)
        assert.deepEqual(
          days,
          computedHolidays(region, Number(year)).map((day) => day.slice(5)),
          `${name} ${year}`,
        )
        compared++
      }
    }
    assert.ok(compared >= 40)
  })
})

describe('The book of laws', () => {
  it('names the places that it has when asked for another', () => {
    assert.throws(() => book.calendar('barcelona'), /no place "barcelona".*vilamar, serramunt, castelverde/)
  })
  it('has the acts of both laws, each with its article', () => {
    for (const law of book.laws.values()) {
      assert.ok(law.acts.size >= 20)
      for (const act of law.acts.values()) assert.match(act.article, /art|Llei|Decret/)
    }
  })
  it('opens an appeal for every act that has one', () => {
    assert.equal(book.law('es').acts.get('decide-at-request')?.silence, 'granted')
    assert.deepEqual(book.law('es').acts.get('appeal-reposicion')?.term, parseTerm('1 month'))
    assert.equal(book.law('it').acts.get('access-to-documents')?.silence, 'refused')
  })
})

function working(date: string, law: string, place: string): boolean {
  return isWorkingDay({ law: book.law(law), calendar: book.calendar(place) }, date)
}

function endOf(line: Line): string {
  return endOfTerm({
    law: book.law(line.law),
    calendar: book.calendar(line.calendar),
    ...(line.person_calendar ? { personCalendar: book.calendar(line.person_calendar) } : {}),
    from: line.from,
    start: line.start,
    term: parseTerm(line.term),
    suspended: (line.suspended ?? []).map((text) => {
      const [from = '', to = ''] = text.split('/')
      return { from, to }
    }),
  }).end
}

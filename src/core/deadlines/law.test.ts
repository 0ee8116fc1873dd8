import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { parseOfficialCalendar, parsePlaces } from './calendar.ts'
import { LawError, parseLaw } from './law.ts'
import { STEP_CODES } from './step.ts'
import { spain } from './testing/laws.ts'

const here = import.meta.dirname.replace(/\/dist(?=\/src\/)/, '')
// biome-ignore lint/suspicious/noExplicitAny: the tests spoil the file in ways that no type allows
type Spoil = (file: any) => unknown
const spoiled = (spoil: Spoil): unknown => {
  const file = parse(readFileSync(`${here}/../../../law/es.yaml`, 'utf8'))
  spoil(file)
  return file
}

describe('A law as a file', () => {
  it('keeps the acts with term, silence and appeal', () => {
    const act = spain.acts.get('correct-application')
    assert.deepEqual(act?.term, { amount: 10, unit: 'days' })
    assert.equal(act?.suspends, true)
    assert.equal(spain.acts.get('appeal-alzada')?.article, 'Ley 39/2015, art. 122.1')
  })
  const wrong: [string, Spoil, RegExp][] = [
    ['a missing rule', (file) => delete file.months, /es\.yaml.*months/],
    [
      'an unknown weekday',
      (file) => Object.assign(file['non-working-weekdays'], { days: ['caturday'] }),
      /weekdays.*use sunday, monday/,
    ],
    [
      'a week without working days',
      (file) =>
        Object.assign(file['non-working-weekdays'], {
          days: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
        }),
      /leave one/,
    ],
    [
      'a term that cannot be read',
      (file) => Object.assign(file.acts, { x: { term: 'soon', start: 'notification', article: 'art. 1' } }),
      /acts\/x\/term.*"soon" is not a term/,
    ],
    [
      'a start that it does not have',
      (file) => Object.assign(file.acts, { x: { start: 'rumour', article: 'art. 1' } }),
      /acts\/x\/start.*rumour/,
    ],
    [
      'an appeal that it does not have',
      (file) => Object.assign(file.acts, { x: { start: 'notification', appeal: 'y', article: 'art. 1' } }),
      /acts\/x\/appeal.*"y"/,
    ],
    ['an act without article', (file) => Object.assign(file.acts, { x: { start: 'notification' } }), /acts\/x/],
  ]
  for (const [what, spoil, message] of wrong) {
    it(`with ${what} is refused with the place in the file`, () => {
      assert.throws(
        () => parseLaw(spoiled(spoil), 'es.yaml'),
        (error) => error instanceof LawError && message.test(error.message),
      )
    })
  }
  for (const nonsense of [null, 3, 'law', [], {}]) {
    it(`that is ${JSON.stringify(nonsense)} is refused`, () =>
      assert.throws(() => parseLaw(nonsense, 'x.yaml'), LawError))
  }
})

describe('Places and calendars as files', () => {
  const regions = { catalonia: { country: 'ES', state: 'CT' } }
  const town = { law: 'es', region: 'catalonia', zone: 'Europe/Madrid', 'local-days': ['01-20'] }
  it('let a town move its local days in one year', () => {
    const { places } = parsePlaces(
      { regions, places: { town: { ...town, 'local-days-of': { '2027': ['01-21'] } } } },
      'p',
    )
    assert.deepEqual(places.get('town')?.localDaysOfYear.get(2027), ['01-21'])
  })
  for (const [what, spoil] of [
    ['an unknown region', { region: 'atlantis' }],
    ['an unknown zone', { zone: 'Europe/Atlantis' }],
    ['an impossible local day', { 'local-days': ['13-01'] }],
  ] as const) {
    it(`refuse ${what}`, () =>
      assert.throws(() => parsePlaces({ regions, places: { town: { ...town, ...spoil } } }, 'p'), LawError))
  }
  it('refuse a day of another year in an official calendar', () => {
    const file = { region: 'catalonia', year: 2026, source: 's', days: ['2025-01-01'] }
    assert.throws(() => parseOfficialCalendar(file, 'c.yaml'), /c\.yaml: 2025-01-01 is not in 2026/)
  })
})

describe('The texts of the steps', () => {
  for (const lang of ['ca', 'it', 'es', 'en']) {
    it(`are there for every code in ${lang}`, () => {
      const texts = parse(readFileSync(`${here}/i18n/${lang}.yaml`, 'utf8')) as { step: Record<string, string> }
      assert.deepEqual(Object.keys(texts.step).sort(), [...STEP_CODES].sort())
    })
  }
})

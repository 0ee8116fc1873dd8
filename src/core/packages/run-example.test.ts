import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Calendar, type Law, parseLaw } from '../deadlines/index.ts'
import { type ExampleTown, problemText, runExample } from './index.ts'
import { changed, parsed, smallPackage } from './testing/small-package.ts'

const rule = { article: '—' }
/** A law as simple as can be: all days count. */
const law: Law = parseLaw(
  {
    law: 'es',
    title: 'A law for tests',
    days: { are: 'calendar-days', ...rule },
    'calendar-days': rule,
    'non-working-weekdays': { days: [], ...rule },
    'person-calendar': { counts: false, ...rule },
    starts: {
      'register-entry': { 'on-non-working-day': 'stays', ...rule },
      notification: { 'on-non-working-day': 'stays', ...rule },
    },
    months: rule,
    end: rule,
    hours: { in: 'calendar-days', ...rule },
    suspension: rule,
    extension: {},
    acts: {},
  },
  'test law',
)
const calendar = { place: 'vilamar', zone: 'Europe/Madrid', holidayOn: () => undefined } as unknown as Calendar // only these are asked
const town = (slug: string): ExampleTown | undefined =>
  slug === 'vilamar' ? { slug, law, calendar, zone: 'Europe/Madrid' } : undefined

async function outcome(...replacements: [string, string][]) {
  const result = await parsed(
    replacements.length === 0 ? smallPackage : changed('examples/big-dog.yaml', ...replacements),
  )
  if ('problems' in result) throw new Error(result.problems.map(problemText).join('\n'))
  const [example] = result.package.examples
  if (!example) throw new Error('the small package has an example')
  return runExample(result.package, example, { town })
}

describe('an example of a package', () => {
  it('passes when the case comes out as it says', async () => {
    assert.deepEqual(await outcome(), {
      file: 'examples/big-dog.yaml',
      title: 'A big dog in Vilamar pays twice 12',
      passed: true,
      differences: [],
    })
  })

  const cases: [what: string, from: string, to: string, told: RegExp][] = [
    ['a decision that comes out otherwise', 'Fee: 24', 'Fee: 20', /^Fee should be 20, and is 24\.$/],
    ['a decision that does not exist', 'Fee: 24', 'Price: 24', /no decision “Price”/],
    ['a reason that did not apply', '"art. 4"', '"art. 3"', /No rule applied because of “art\. 3”/],
    [
      'an effect that did not come',
      'message.send welcome]',
      'message.send welcome, case.archive]',
      /“case\.archive” did not come/,
    ],
    [
      'effects in another order',
      '[document.issue licence, message.send welcome]',
      '[message.send welcome, document.issue licence]',
      /“document\.issue licence” did not come after/,
    ],
    [
      'an effect that should not come',
      'effects: [document.issue licence, message.send welcome]',
      'effects-not: [message.send]',
      /“message\.send” came/,
    ],
    ['another status', 'status: completed', 'status: active', /The status should be "active", and is "completed"/],
    ['an element that was not reached', 'status: completed', 'trace-includes: [moon]', /“moon” was never reached/],
    ['an element that was reached', 'status: completed', 'trace-excludes: [look]', /“look” was reached/],
    ['a variable with another value', 'status: completed', 'variables: { fee: 12 }', /fee should be 12, and is 24/],
    ['a message that is not awaited', 'status: completed', 'awaits: [appeal]', /does not await “appeal”/],
    ['an event that does not fit', 'complete: look', 'complete: lick', /refused at/],
    ['a town that nobody knows', 'municipality: vilamar', 'municipality: atlantis', /no municipality “atlantis”/],
  ]
  for (const [what, from, to, told] of cases)
    it(`says in words: ${what}`, async () => {
      const { passed, differences } = await outcome([from, to])
      assert.equal(passed, false)
      assert.match(differences.join('\n'), told)
    })

  it('counts the legal term of the law of the town', async () => {
    const { differences } = await outcome(
      ['  - { on: "2026-03-03", complete: look, with: { fine: true } }', '  []'],
      ['status: completed', 'due: "2026-04-01"'],
    )
    assert.match(differences.join('\n'), /The last day of the term should be "2026-04-01", and is "2026-04-02"/)
  })

  it('may expect that an event is refused', async () => {
    const { passed } = await outcome(
      ['complete: look, with: { fine: true }', 'message: appeal'],
      ['status: completed', 'refused: message-not-awaited'],
    )
    assert.equal(passed, true)
  })

  it('lets a task of an officer give only what its form asks', async () => {
    const { differences } = await outcome(
      ['{ fine: true }', '{ fine: true, bribe: 100 }'],
      ['status: completed', 'variables: { bribe: 100 }'],
    )
    assert.match(differences.join('\n'), /bribe should be 100, and is nothing/)
  })
})

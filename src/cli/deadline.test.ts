import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deadlineCommand } from './deadline.ts'

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const code = await deadlineCommand(args, { write: (text) => (out += text) }, { write: (text) => (err += text) })
  return { code, out, err }
}

const vilamar = ['--law', 'es', '--calendar', 'vilamar']

describe('finestra deadline', () => {
  it('prints the end and the steps, each with its sentence and article, and nothing else', async () => {
    const { code, out, err } = await run(...vilamar, '--from', '2026-03-27', '--term', '10 days', '--json')
    assert.deepEqual([code, err], [0, ''])
    const answer = JSON.parse(out)
    assert.deepEqual(Object.keys(answer), ['end', 'steps'])
    assert.equal(answer.end, '2026-04-14')
    const friday = answer.steps.find((step: { date: string }) => step.date === '2026-04-03')
    assert.equal(friday.what, '2026-04-03 is a public holiday and does not count.')
    for (const step of answer.steps) assert.doesNotMatch(step.what, /[{}⟦]|undefined/)
  })
  it('takes the start, the calendar of the person and several suspensions', async () => {
    const { out } = await run(
      ...[...vilamar, '--person-calendar', 'serramunt', '--start', 'register-entry', '--from', '2026-02-16'],
      ...[
        '--term',
        '3 months',
        '--suspended',
        '2026-03-02/2026-03-09',
        '--suspended',
        '2026-04-20/2026-05-11',
        '--json',
      ],
    )
    assert.equal(JSON.parse(out).end, '2026-06-15')
  })
  it('adds an extension', async () => {
    const { out } = await run(...vilamar, '--from', '2026-03-27', '--term', '5 days', '--extended', '5 days', '--json')
    assert.equal(JSON.parse(out).end, '2026-04-14')
  })
  it('ends the plain answer with the date', async () => {
    const { out } = await run('--law', 'it', '--calendar', 'castelverde', '--from', '2026-03-07', '--term', '30 days')
    assert.equal(out.trim().split('\n').at(-1), '2026-04-07')
  })
  it('has help', async () => {
    const { code, out } = await run('--help')
    assert.equal(code, 0)
    assert.match(out, /--person-calendar PLACE/)
  })
  for (const [what, args, message] of [
    ['a missing option', [...vilamar, '--term', '10 days'], /--from is missing/],
    [
      'an unknown place',
      ['--law', 'es', '--calendar', 'atlantis', '--from', '2026-01-01', '--term', '1 day'],
      /vilamar, serramunt/,
    ],
    ['an unknown law', ['--law', 'fr', '--calendar', 'vilamar', '--from', '2026-01-01', '--term', '1 day'], /es, it/],
    [
      'a body that counts by another law',
      ['--law', 'es', '--calendar', 'castelverde', '--from', '2026-01-01', '--term', '1 day'],
      /castelverde counts by the law "it"; write --law it/,
    ],
    ['a date that does not exist', [...vilamar, '--from', '2026-02-30', '--term', '1 day'], /not a date/],
    [
      'a suspension without end',
      [...vilamar, '--from', '2026-02-03', '--term', '1 day', '--suspended', '2026-02-04'],
      /FROM\/TO/,
    ],
    ['an unknown option', ['--frm', 'x'], /--frm/],
  ] as const) {
    it(`answers ${what} with the remedy on the error output and exit code 2`, async () => {
      const { code, out, err } = await run(...args)
      assert.deepEqual([code, out], [2, ''])
      assert.match(err, message)
    })
  }
})

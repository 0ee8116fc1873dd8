import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  boundary,
  drawing,
  end,
  file,
  flows,
  graphOf,
  message,
  onMessage,
  onTerm,
  play,
  playOn,
  process,
  refusalOf,
  start,
  sub,
  user,
  wait,
} from './drawing-of-tests.ts'
import { nextDue, plainPorts, waiting } from './index.ts'

const entry = { start: {}, at: '2026-03-02T09:00:00+01:00' }
/** A procedure with a term of one month, silence granted. */
const withTerm = (attributes: Record<string, string>, ...inner: string[]) =>
  file(
    message('m', { name: 'answer' }),
    process('p', { 'f:term': '1 month', 'f:silence': 'granted', ...attributes }, ...inner),
  )
const simple = withTerm(
  {},
  start('s'),
  user('ask', { 'f:suspends': true }),
  user('decide'),
  end('e'),
  flows('s > ask > decide > e'),
)
const deciding = withTerm({}, start('s'), user('decide'), end('e'), flows('s > decide > e'))

describe('the legal term of a procedure', () => {
  it('counts from the day of entry, by the calendar of the municipality', async () => {
    const asked: unknown[] = []
    const ports = { ...plainPorts, endOfTerm: (question: object) => (asked.push(question) ? '2026-04-07' : '') }
    const { state } = await play(deciding, [entry], ports)
    assert.deepEqual(asked, [
      { term: '1 month', start: 'register-entry', from: '2026-03-02', suspended: [], runsFor: 'person' },
    ])
    assert.deepEqual(state.term, {
      length: '1 month',
      start: 'register-entry',
      from: '2026-03-02',
      due: '2026-04-07',
      suspended: [],
    })
  })

  it('takes the day of an instant in the zone of the municipality', async () => {
    const { state } = await play(deciding, [{ start: {}, at: '2026-03-01T23:30:00Z' }])
    assert.equal(state.term?.from, '2026-03-02')
  })

  it('has its effect once when its last day is over: silence', async () => {
    const day = await play(deciding, [entry, { advanceTo: '2026-04-02T23:59:59+02:00' }])
    assert.deepEqual(day.effects, [])
    const { effects, state } = await play(deciding, [
      entry,
      { advanceTo: '2026-04-03T00:00:00+02:00' },
      { advanceTo: '2026-06-01T00:00:00Z' },
    ])
    assert.deepEqual(effects, [{ kind: 'silence', element: 'p', outcome: 'granted', at: '2026-04-02T22:00:00.000Z' }])
    assert.deepEqual([state.variables, state.term?.lapsed, state.status], [{ silence: 'granted' }, true, 'active'])
  })

  it('ends before a later act is handled', async () => {
    const { trace, effects, state } = await play(deciding, [
      entry,
      { complete: 'decide', at: '2026-05-01T10:00:00+02:00' },
    ])
    assert.equal(effects[0]?.kind, 'silence')
    assert.equal(state.status, 'completed')
    assert.equal(trace.at(-1)?.at, '2026-05-01T10:00:00+02:00')
  })

  it('has no effect after the decision', async () => {
    const { effects } = await play(deciding, [entry, { complete: 'decide' }, { advanceTo: '2026-06-01T00:00:00Z' }])
    assert.deepEqual(effects, [])
  })

  it('starts the event sub-process that waits for it, and boundary and intermediate events', async () => {
    const xml = withTerm(
      {},
      start('s'),
      user('decide'),
      boundary('over', { attachedToRef: 'decide', cancelActivity: false }, onTerm({ 'f:term': 'process' })),
      end('e'),
      sub(
        'silence',
        { triggeredByEvent: true },
        start('late', { isInterrupting: false }, onTerm({ 'f:term': 'process' })),
        user('certificate'),
        flows('late > certificate'),
      ),
      flows('s > decide > e', 'over > e'),
    )
    const { entered, waitingAt } = await play(xml, [entry, { advanceTo: '2026-04-10T00:00:00Z' }])
    assert.deepEqual(entered, ['s', 'decide', 'over', 'silence', 'late', 'e', 'certificate'])
    assert.deepEqual(waitingAt.toSorted(), ['certificate', 'decide'])
  })

  it('means nothing any more once the case has left the place that waits for the end of the term', async () => {
    const xml = withTerm(
      {},
      start('s'),
      user('decide'),
      boundary('over', { attachedToRef: 'decide', cancelActivity: false }, onTerm({ 'f:term': 'process' })),
      user('notify'),
      end('e'),
      flows('s > decide > notify > e', 'over > e'),
    )
    const decided = await play(xml, [entry, { complete: 'decide', at: '2026-03-10T10:00:00+01:00' }])
    const later = await play(xml, [
      entry,
      { complete: 'decide', at: '2026-03-10T10:00:00+01:00' },
      { advanceTo: '2026-08-01T00:00:00Z' },
    ])
    assert.equal(decided.state.term?.lapsed, undefined)
    assert.deepEqual(
      later.effects.filter(({ kind }) => kind === 'silence'),
      [],
    )
    assert.deepEqual(later.waitingAt, ['notify'])
  })

  it('passes at once where the end of a term is awaited that is over already', async () => {
    const xml = withTerm(
      {},
      start('s'),
      user('a'),
      wait('w', {}, onTerm({ 'f:term': 'process' })),
      user('b'),
      flows('s > a > w > b'),
    )
    assert.deepEqual((await play(xml, [entry, { complete: 'a', at: '2026-05-01T10:00:00+02:00' }])).waitingAt, ['b'])
  })
})

describe('suspension', () => {
  it('stops the term from the day on which it begins to the day on which it ends', async () => {
    const open = await play(simple, [entry])
    assert.deepEqual(open.state.term?.openSince, '2026-03-02')
    const { state } = await play(simple, [entry, { complete: 'ask', at: '2026-03-12T10:00:00+01:00' }])
    assert.deepEqual(state.term, {
      length: '1 month',
      start: 'register-entry',
      from: '2026-03-02',
      due: '2026-04-12',
      suspended: [['2026-03-02', '2026-03-12']],
    })
  })

  it('keeps the term from ending while it is open', async () => {
    const { effects } = await play(simple, [entry, { advanceTo: '2027-01-01T00:00:00Z' }])
    assert.deepEqual(effects, [])
  })

  it('ends when the activity is cancelled, too', async () => {
    const xml = withTerm(
      {},
      start('s'),
      user('ask', { 'f:suspends': true }),
      boundary('b', { attachedToRef: 'ask' }, onTerm({ 'f:term': '10 days' })),
      user('t'),
      flows('s > ask', 'b > t'),
    )
    const { state } = await play(xml, [entry, { advanceTo: '2026-03-20T00:00:00+01:00' }])
    // Ley 39/2015, art. 22.1.a: until the term of the request ends. Its last day is 12 March, over at the first instant of the 13th.
    assert.deepEqual(state.term?.suspended, [['2026-03-02', '2026-03-12']])
  })

  it('counts no more than its cap, and is granted once with a cap (Legge 241/1990, art. 2.7)', async () => {
    const xml = withTerm(
      {},
      start('s'),
      wait('w1', { 'f:suspends': true, 'f:suspendMax': '30 days' }, onMessage('m')),
      wait('w2', { 'f:suspends': true, 'f:suspendMax': '30 days' }, onMessage('m')),
      user('decide'),
      flows('s > w1 > w2 > decide'),
    )
    const capped = await play(xml, [entry, { advanceTo: '2026-06-01T00:00:00Z' }])
    assert.equal(capped.effects[0]?.at, '2026-05-02T22:00:00.000Z')
    const twice = await play(xml, [entry, { message: 'answer', at: '2026-03-12T10:00:00+01:00' }])
    assert.deepEqual([twice.state.term?.due, twice.state.term?.openSince], ['2026-04-12', undefined])
  })

  it('may also be an act of the officer, outside the drawing', async () => {
    const { state } = await play(deciding, [
      entry,
      { suspendTerm: true, at: '2026-03-10T09:00:00+01:00' },
      { resumeTerm: true, at: '2026-03-15T09:00:00+01:00' },
    ])
    assert.deepEqual([state.term?.suspended, state.term?.due], [[['2026-03-10', '2026-03-15']], '2026-04-07'])
    assert.equal((await refusalOf(deciding, [entry, { resumeTerm: true }])).code, 'no-term')
  })

  it('is one when reasons overlap: the term runs again with the last of them gone', async () => {
    const { state } = await play(simple, [
      entry,
      { suspendTerm: true, at: '2026-03-05T09:00:00+01:00' },
      { complete: 'ask', at: '2026-03-10T09:00:00+01:00' },
      { resumeTerm: true, at: '2026-03-20T09:00:00+01:00' },
    ])
    assert.deepEqual(state.term?.suspended, [['2026-03-02', '2026-03-20']])
  })
})

describe('extension', () => {
  it('makes one longer term, counted from the same day', async () => {
    const { state } = await play(deciding, [entry, { extendTerm: '15 days', at: '2026-03-20T09:00:00+01:00' }])
    assert.deepEqual([state.term?.due, state.term?.extended], ['2026-04-17', ['15 days']])
  })
  it('comes too late when the term has ended, and needs a term', async () => {
    assert.equal(
      (await refusalOf(deciding, [entry, { extendTerm: '15 days', at: '2026-05-20T09:00:00+02:00' }])).code,
      'no-term',
    )
    const without = drawing([], start('s'), user('t'), flows('s > t'))
    assert.equal((await refusalOf(without, [entry, { extendTerm: '15 days' }])).code, 'no-term')
  })
})

describe('terms inside the procedure', () => {
  it('fires a timer with f:term when its last day is over', async () => {
    const xml = drawing([], start('s'), wait('w', {}, onTerm({ 'f:term': '10 days' })), user('t'), flows('s > w > t'))
    assert.deepEqual((await play(xml, [entry, { advanceTo: '2026-03-12T23:59:00+01:00' }])).waitingAt, ['w'])
    assert.deepEqual((await play(xml, [entry, { advanceTo: '2026-03-13T00:00:00+01:00' }])).waitingAt, ['t'])
  })
  it('gives a user task its last day, with whose it is', async () => {
    const xml = drawing(
      [],
      start('s'),
      user('t', {
        name: 'Report',
        'f:office': 'town-planning',
        'f:form': 'report',
        'f:term': '10 days',
        'f:citizen': true,
      }),
      flows('s > t'),
    )
    const graph = await graphOf(xml)
    const { state } = playOn(graph, [entry])
    assert.deepEqual(waiting(graph, state).tasks, [
      {
        token: 1,
        element: 't',
        type: 'user',
        name: 'Report',
        work: { office: 'town-planning', form: 'report', term: '10 days', citizen: true },
        due: '2026-03-12',
      },
    ])
  })
  it('tells the host when to wake the case: the earliest of timers and term', async () => {
    const xml = withTerm({}, start('s'), wait('w', {}, onTerm({ 'f:term': '10 days' })), user('t'), flows('s > w > t'))
    const graph = await graphOf(xml)
    assert.equal(nextDue(graph, playOn(graph, [entry]).state), '2026-03-12T23:00:00.000Z')
    assert.equal(
      nextDue(graph, playOn(graph, [entry, { advanceTo: '2026-03-15T00:00:00Z' }]).state),
      '2026-04-02T22:00:00.000Z',
    )
    assert.equal(nextDue(graph, playOn(graph, [entry, { advanceTo: '2026-05-15T00:00:00Z' }]).state), undefined)
  })
})

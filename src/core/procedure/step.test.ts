import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  after,
  call,
  drawing,
  end,
  exclusive,
  file,
  flows,
  graphOf,
  message,
  monday,
  onMessage,
  parallel,
  play,
  playOn,
  process,
  refusalOf,
  start,
  started,
  sub,
  task,
  user,
  wait,
} from './drawing-of-tests.ts'
import { epoch, load, type ProcedureEvent, step, waiting, where } from './index.ts'

const simple = drawing([], start('s'), user('t'), end('e'), flows('s > t > e'))

describe('an event that does not fit is refused and changes nothing', () => {
  const cases: readonly (readonly [what: string, code: string, events: ProcedureEvent[]])[] = [
    ['anything before the start', 'not-started', [{ complete: 't' }]],
    ['time before the start', 'not-started', [{ advanceTo: monday }]],
    ['a second start', 'already-started', [started, { start: {} }]],
    ['a message that starts nothing', 'message-not-awaited', [{ message: 'x' }]],
    ['an act after the end', 'not-active', [started, { complete: 't' }, { complete: 't' }]],
    ['a time that is none', 'bad-event', [started, { advanceTo: 'tomorrow' }]],
    ['a start at no time', 'bad-event', [{ start: {}, at: 'now' }]],
    ['a start where nothing starts', 'ambiguous-start', [{ start: {}, startAt: 't' }]],
    ['the completion of a token that is not there', 'not-waiting', [started, { complete: 99 }]],
  ]
  for (const [what, code, events] of cases)
    it(`refuses ${what}`, async () => {
      const refused = await refusalOf(simple, events)
      assert.equal(refused.code, code)
      assert.ok(refused.element && refused.remedy)
    })

  it('refuses what is no event at all', async () => {
    const graph = await graphOf(simple)
    const { state } = playOn(graph, [started])
    // What a host may send that was not checked at its door.
    const outcome = step(graph, state, { dance: true } as unknown as ProcedureEvent)
    assert.ok('refused' in outcome)
    assert.equal(outcome.refused.code, 'bad-event')
  })

  it('refuses a drawing that goes round in circles without waiting', async () => {
    const circle = drawing([], start('s'), exclusive('a'), exclusive('b'), flows('s > a > b > a'))
    assert.equal((await refusalOf(circle, [started])).code, 'endless')
  })

  it('does not fire timers either when the act at a later time is refused', async () => {
    const graph = await graphOf(
      drawing(
        [],
        start('s'),
        parallel('f'),
        user('t'),
        wait('w', {}, after('P1D')),
        end('e'),
        flows('s > f > t > e', 'f > w > e'),
      ),
    )
    const { state } = playOn(graph, [started])
    const before = JSON.stringify(state)
    assert.ok('refused' in step(graph, state, { complete: 'w', at: '2026-04-01T00:00:00Z' }))
    assert.equal(JSON.stringify(state), before)
  })
})

describe('after the end', () => {
  it('time passes and signals are heard by nobody, without effect', async () => {
    const over = await play(simple, [started, { complete: 't' }])
    const later = await play(simple, [
      started,
      { complete: 't' },
      { advanceTo: '2030-01-01T00:00:00Z' },
      { signal: 'x' },
    ])
    assert.deepEqual(later.path, over.path)
    assert.equal(later.state.status, 'completed')
  })
})

describe('the state', () => {
  it('starts on the first day of 1970 when no event says when', async () => {
    const { state } = await play(simple, [{ start: {} }])
    assert.equal(state.at, epoch)
  })

  it('of a case in the middle of a permit with a sub-process, a timer and a term is below 1 kB', async () => {
    const xml = file(
      message('m', { name: 'withdraw' }),
      process(
        'minor-works',
        { 'f:term': '1 month', 'f:silence': 'granted' },
        start('applied'),
        sub(
          'examination',
          {},
          start('begin'),
          parallel('reports'),
          user('technical-report', { 'f:suspends': true, 'f:term': '10 days' }),
          user('heritage-report', { 'f:term': '10 days' }),
          parallel('reported'),
          flows('begin > reports > technical-report > reported', 'reports > heritage-report > reported'),
        ),
        `<boundaryEvent id="examination-late" attachedToRef="examination">${after('P3M')}</boundaryEvent>`,
        end('expired'),
        end('decided'),
        sub(
          'withdrawal',
          { triggeredByEvent: true },
          start('withdrawn', {}, onMessage('m')),
          task('declare'),
          flows('withdrawn > declare'),
        ),
        flows('applied > examination > decided', 'examination-late > expired'),
      ),
    )
    const { state } = await play(xml, [{ start: { applicant: 'Aina Soler', budget: 12_500 }, at: monday }])
    const size = JSON.stringify(state).length
    assert.ok(size < 1024, `${size} bytes`)
  })
})

describe('where a case is', () => {
  it('shows the elements that hold a token, also joins and what surrounds them', async () => {
    const graph = await graphOf(
      drawing(
        [],
        start('s'),
        sub(
          'p1',
          {},
          start('s1'),
          parallel('f'),
          user('a'),
          user('b'),
          parallel('j'),
          flows('s1 > f > a > j', 'f > b > j'),
        ),
        flows('s > p1'),
      ),
    )
    const { state } = playOn(graph, [started, { complete: 'a' }])
    assert.deepEqual(where(graph, state).toSorted(), ['b', 'j', 'p1'])
  })
  it('lists tasks, messages and timers that are open', async () => {
    const graph = await graphOf(
      drawing(
        [message('m', { name: 'answer' })],
        start('s'),
        parallel('f'),
        user('t'),
        wait('w', {}, onMessage('m')),
        wait('x', {}, after('P1D')),
        flows('s > f > t', 'f > w', 'f > x'),
      ),
    )
    const open = waiting(graph, playOn(graph, [started]).state)
    assert.deepEqual(
      open.tasks.map(({ element, type }) => [element, type]),
      [['t', 'user']],
    )
    assert.deepEqual(
      open.awaited.map(({ kind, name }) => [kind, name]),
      [['message', 'answer']],
    )
    assert.deepEqual(
      open.timers.map(({ element, due }) => [element, due]),
      [['x', '2026-03-03T09:00:00+01:00']],
    )
  })
})

describe('broken drawings', () => {
  it('are refused or run, but never break the program', async () => {
    const xml = file(
      message('m', { name: 'go' }),
      process(
        'p',
        {},
        start('s'),
        exclusive('g', { default: 'g-t' }),
        user('t'),
        sub('p1', {}, start('s1'), user('u'), flows('s1 > u')),
        wait('w', {}, onMessage('m')),
        call('c', { calledElement: 'q' }),
        end('e'),
        flows('s > g > t > w > e', 'g > p1 if n > 1', 'p1 > c > e'),
      ),
      process('q', { isExecutable: false }, start('qs'), task('qt'), flows('qs > qt')),
    )
    const tags = [...xml.matchAll(/<[^>]+>/g)]
    const damage = fc.record({
      tag: fc.nat(tags.length - 1),
      kind: fc.constantFrom('remove', 'cut', 'repeat', 'strip'),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ tag, kind }) => {
        const found = tags[tag]
        if (!found) return
        const [before, rest] = [xml.slice(0, found.index), xml.slice(found.index + found[0].length)]
        const replaced = {
          remove: '',
          cut: '<',
          repeat: found[0] + found[0],
          strip: found[0].replace(/ (\w+)="[^"]*"/, ''),
        }[kind]
        const loaded = await load(before + replaced + rest)
        if ('refused' in loaded)
          assert.ok(loaded.refused.length > 0 && loaded.refused.every(({ reason, remedy }) => reason && remedy))
        else step(loaded.graph, null, started)
      }),
      { numRuns: 300 },
    )
  })
})

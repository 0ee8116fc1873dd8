import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  after,
  atDate,
  boundary,
  drawing,
  end,
  error,
  escalation,
  every,
  flows,
  message,
  monday,
  onCondition,
  onError,
  onEscalation,
  onLink,
  onMessage,
  onSignal,
  parallel,
  play,
  refusalOf,
  signal,
  start,
  started,
  sub,
  task,
  terminates,
  throws,
  user,
  wait,
} from './drawing-of-tests.ts'

describe('start events', () => {
  const two = drawing(
    [message('m', { name: 'application' }), signal('g', { name: 'alarm' })],
    start('plain'),
    start('by-message', {}, onMessage('m')),
    start('by-signal', {}, onSignal('g')),
    task('t'),
    flows('plain > t', 'by-message > t', 'by-signal > t'),
  )
  it('starts at the one without trigger', async () => {
    assert.deepEqual((await play(two, [started])).entered, ['plain', 't'])
  })
  it('starts by a message, whose content becomes the variables', async () => {
    const { entered, state } = await play(two, [{ message: 'application', with: { name: 'Aina' } }])
    assert.deepEqual([entered, state.variables], [['by-message', 't'], { name: 'Aina' }])
  })
  it('starts by a signal', async () => {
    assert.deepEqual((await play(two, [{ signal: 'alarm' }])).entered, ['by-signal', 't'])
  })
  it('starts where startAt says', async () => {
    assert.deepEqual((await play(two, [{ start: {}, startAt: 'by-signal' }])).entered, ['by-signal', 't'])
  })
  it('tells the host to start another case when its start message comes again', async () => {
    const { effects, waitingAt } = await play(two, [started, { message: 'application', with: { name: 'Joan' } }])
    assert.deepEqual(
      effects.map(({ kind, name, with: sent }) => ({ kind, name, sent })),
      [{ kind: 'start-instance', name: 'application', sent: { name: 'Joan' } }],
    )
    assert.deepEqual(waitingAt, ['t'])
  })
  for (const [kind, trigger] of [
    ['message', onMessage('m')],
    ['timer', every('R/P1D')],
    ['conditional', onCondition('x > 1')],
  ] as const)
    it(`starts at its only start event, a ${kind} start, when it is told to start`, async () => {
      const xml = drawing([message('m', { name: 'application' })], start('s', {}, trigger), task('t'), flows('s > t'))
      assert.deepEqual((await play(xml, [started])).entered, ['s', 't'])
    })
  it('must be told which, when none of several is without trigger', async () => {
    const xml = drawing(
      [message('m', { name: 'a' })],
      start('s1', {}, onMessage('m')),
      start('s2', {}, after('P1D')),
      task('t'),
      flows('s1 > t', 's2 > t'),
    )
    assert.equal((await refusalOf(xml, [started])).code, 'ambiguous-start')
  })
  it('starts every node that nothing leads to when no start event is drawn', async () => {
    const { waitingAt } = await play(drawing([], task('a'), task('b'), task('c'), flows('a > c')), [started])
    assert.deepEqual(waitingAt, ['a', 'b'])
  })
})

describe('end events', () => {
  it('completes when the last token has ended', async () => {
    const xml = drawing(
      [],
      start('s'),
      parallel('f'),
      task('a'),
      end('e1'),
      end('e2'),
      flows('s > f > a > e1', 'f > e2'),
    )
    assert.equal((await play(xml, [started])).state.status, 'active')
    assert.equal((await play(xml, [started, { complete: 'a' }])).state.status, 'completed')
  })
  it('ends a path at an activity that nothing follows', async () => {
    assert.equal(
      (await play(drawing([], start('s'), task('a'), flows('s > a')), [started, { complete: 'a' }])).state.status,
      'completed',
    )
  })
  it('terminates everything at once', async () => {
    const xml = drawing(
      [],
      start('s'),
      parallel('f'),
      task('a'),
      task('b'),
      end('e', {}, terminates),
      flows('s > f > a > e', 'f > b'),
    )
    const { state, path } = await play(xml, [started, { complete: 'a' }])
    assert.deepEqual([state.status, state.tokens], ['terminated', []])
    assert.equal(path, '+s -s +f -f +a +b -a +e -e xb')
  })
  it('sends its message and its signal to the outside', async () => {
    const xml = drawing(
      [message('m', { name: 'decision' }), signal('g', { name: 'closed' })],
      start('s'),
      parallel('f'),
      end('e1', {}, onMessage('m')),
      end('e2', {}, onSignal('g')),
      flows('s > f > e1', 'f > e2'),
    )
    const { effects, state } = await play(xml, [started])
    assert.deepEqual(
      effects.map(({ kind, name, element }) => [kind, name, element]),
      [
        ['message', 'decision', 'e1'],
        ['signal', 'closed', 'e2'],
      ],
    )
    assert.equal(state.status, 'completed')
  })
  it('has failed when an error is caught by none', async () => {
    const xml = drawing(
      [error('x', { errorCode: 'void' })],
      start('s'),
      parallel('f'),
      task('a'),
      end('e', {}, onError('x')),
      flows('s > f > a', 'f > e'),
    )
    const { state, path } = await play(xml, [started])
    assert.deepEqual([state.status, state.failure], ['failed', { element: 'e', code: 'void' }])
    assert.equal(path, '+s -s +f -f +a +e -e xa')
  })
})

describe('messages', () => {
  const xml = drawing(
    [message('m', { name: 'report' })],
    start('s'),
    wait('w', {}, onMessage('m')),
    task('t'),
    flows('s > w > t'),
  )
  it('lets the one that waits go on', async () => {
    const { waitingAt, state } = await play(xml, [started, { message: 'report', with: { ok: true } }])
    assert.deepEqual([waitingAt, state.variables], [['t'], { ok: true }])
  })
  it('is an error when nobody waits for it, and says what is awaited', async () => {
    const refused = await refusalOf(xml, [started, { message: 'opinion' }])
    assert.equal(refused.code, 'message-not-awaited')
    assert.match(refused.remedy, /Awaited: report/)
    assert.equal(
      (await refusalOf(xml, [started, { message: 'report' }, { message: 'report' }])).code,
      'message-not-awaited',
    )
  })
  it('reaches one receiver only: the one whose variables correlate', async () => {
    const many = drawing(
      [message('m', { name: 'report' })],
      start('s'),
      sub(
        'each',
        {},
        '<multiInstanceLoopCharacteristics><loopDataInputRef>pupils</loopDataInputRef><inputDataItem id="i" name="pupil"/></multiInstanceLoopCharacteristics>',
        start('s1'),
        wait('w', {}, onMessage('m')),
        task('t'),
        flows('s1 > w > t'),
      ),
      flows('s > each'),
    )
    const { state } = await play(many, [
      { start: { pupils: ['Pol', 'Ona'] } },
      { message: 'report', correlation: { pupil: 'Ona' } },
    ])
    const at = (id: string) => state.tokens.filter((token) => token.at === id)
    assert.equal(at('w').length, 1)
    const [done] = at('t')
    assert.equal(state.tokens.find((token) => token.id === done?.in)?.locals?.pupil, 'Ona')
  })
})

describe('signals', () => {
  it('reaches all that listen at that moment, inside the process too', async () => {
    const xml = drawing(
      [signal('g', { name: 'published' })],
      start('s'),
      parallel('f'),
      wait('w1', {}, onSignal('g')),
      wait('w2', {}, onSignal('g')),
      task('t'),
      throws('throw', {}, onSignal('g')),
      end('e'),
      flows('s > f > w1 > e', 'f > w2 > e', 'f > t > throw > e'),
    )
    const bySelf = await play(xml, [started, { complete: 't' }])
    assert.equal(bySelf.state.status, 'completed')
    const byHost = await play(xml, [started, { signal: 'published' }])
    assert.deepEqual(byHost.waitingAt, ['t'])
  })
  it('may be heard by nobody', async () => {
    assert.equal(
      (await play(drawing([], start('s'), task('t'), flows('s > t')), [started, { signal: 'x' }])).state.status,
      'active',
    )
  })
})

describe('boundary events', () => {
  const withBoundary = (trigger: string, cancels = true) =>
    drawing(
      [message('m', { name: 'withdraw' }), signal('g', { name: 'alarm' }), error('x', { errorCode: 'not-found' })],
      start('s'),
      user('t'),
      boundary('b', { attachedToRef: 't', cancelActivity: cancels }, trigger),
      end('done'),
      end('other'),
      flows('s > t > done', 'b > other'),
    )

  for (const [kind, trigger, event] of [
    ['message', onMessage('m'), { message: 'withdraw' }],
    ['signal', onSignal('g'), { signal: 'alarm' }],
    ['timer', after('PT1H'), { advanceTo: '2026-03-02T10:00:00+01:00' }],
    ['conditional', onCondition('urgent = true'), { message: 'u', with: { urgent: true } }],
    ['error', onError('x'), { fail: 't', error: 'not-found' }],
  ] as const) {
    if (kind === 'conditional') continue
    it(`interrupts the activity by a ${kind} event`, async () => {
      const { path, state } = await play(withBoundary(trigger), [started, event])
      assert.equal(path, '+s -s +t xt +b -b +other -other')
      assert.equal(state.status, 'completed')
    })
    if (kind === 'error') continue
    it(`leaves the activity running when a ${kind} event does not interrupt`, async () => {
      const { path, waitingAt } = await play(withBoundary(trigger, false), [started, event])
      assert.equal(path, '+s -s +t +b -b +other -other')
      assert.deepEqual(waitingAt, ['t'])
    })
  }

  it('no longer listens when the activity has been left', async () => {
    const { state } = await play(withBoundary(after('PT1H')), [
      started,
      { complete: 't' },
      { advanceTo: '2026-04-01T00:00:00Z' },
    ])
    assert.deepEqual([state.status, state.timers], ['completed', []])
    assert.equal(
      (await refusalOf(withBoundary(onMessage('m')), [started, { complete: 't' }, { message: 'withdraw' }])).code,
      'not-active',
    )
  })

  it('may happen several times when it does not interrupt', async () => {
    const { entered } = await play(withBoundary(onMessage('m'), false), [
      started,
      { message: 'withdraw' },
      { message: 'withdraw' },
    ])
    assert.equal(entered.filter((id) => id === 'b').length, 2)
  })

  it('repeats a cycle as often as it says', async () => {
    const { trace } = await play(withBoundary(every('R3/PT10H'), false), [
      started,
      { advanceTo: '2026-03-10T00:00:00+01:00' },
    ])
    assert.deepEqual(
      trace.filter(({ element, change }) => element === 'b' && change === 'entered').map(({ at }) => at),
      ['2026-03-02T19:00:00+01:00', '2026-03-03T05:00:00+01:00', '2026-03-03T15:00:00+01:00'],
    )
  })
})

describe('errors', () => {
  const xml = (inner: string, ...boundaries: string[]) =>
    drawing(
      [error('x', { errorCode: 'E1' }), error('y', { errorCode: 'E2' })],
      start('s'),
      sub('p1', {}, start('s1'), inner, flows('s1 > t')),
      ...boundaries,
      task('specific'),
      task('general'),
      flows('s > p1'),
    )
  const specific = boundary('bx', { attachedToRef: 'p1' }, onError('x')) + flows('bx > specific')
  const general = boundary('bg', { attachedToRef: 'p1' }, onError()) + flows('bg > general')

  it('goes out to the boundary of the sub-process around it', async () => {
    const { path } = await play(xml(user('t'), specific), [started, { fail: 't', error: 'E1' }])
    assert.equal(path, '+s -s +p1 +s1 -s1 +t xt xp1 +bx -bx +specific')
  })
  it('prefers the catcher of its code to the one that catches all', async () => {
    assert.deepEqual((await play(xml(user('t'), general, specific), [started, { fail: 't', error: 'E1' }])).waitingAt, [
      'specific',
    ])
    assert.deepEqual((await play(xml(user('t'), general, specific), [started, { fail: 't', error: 'E2' }])).waitingAt, [
      'general',
    ])
  })
  it('is thrown by an error end event', async () => {
    assert.deepEqual((await play(xml(end('t', {}, onError('x')), specific), [started])).waitingAt, ['specific'])
  })
  it('fails the procedure when its code is caught by none', async () => {
    const { state } = await play(xml(user('t'), specific), [started, { fail: 't', error: 'E2' }])
    assert.deepEqual([state.status, state.failure?.code], ['failed', 'E2'])
  })
  it('cannot fail what is not running', async () => {
    assert.equal(
      (await refusalOf(xml(user('t'), specific), [started, { fail: 'specific', error: 'E1' }])).code,
      'not-waiting',
    )
  })
})

describe('escalations', () => {
  const xml = (cancels: boolean, code = 'late') =>
    drawing(
      [escalation('c', { escalationCode: 'late' }), escalation('d', { escalationCode: 'other' })],
      start('s'),
      sub(
        'p1',
        {},
        start('s1'),
        throws('esc', {}, onEscalation(code === 'late' ? 'c' : 'd')),
        user('t'),
        flows('s1 > esc > t'),
      ),
      boundary('b', { attachedToRef: 'p1', cancelActivity: cancels }, onEscalation('c')),
      task('boss'),
      flows('s > p1', 'b > boss'),
    )
  it('interrupts, or does not, as drawn', async () => {
    assert.deepEqual((await play(xml(true), [started])).waitingAt, ['boss'])
    assert.deepEqual((await play(xml(false), [started])).waitingAt.toSorted(), ['boss', 't'])
  })
  it('goes on when nobody listens, and tells the host', async () => {
    const { waitingAt, effects } = await play(xml(true, 'other'), [started])
    assert.deepEqual([waitingAt, effects.map(({ kind, name }) => [kind, name])], [['t'], [['escalation', 'other']]])
  })
})

describe('conditional events', () => {
  it('waits until the condition holds', async () => {
    const xml = drawing(
      [],
      start('s'),
      parallel('f'),
      wait('w', {}, onCondition('paid >= 40')),
      user('pay'),
      task('t'),
      end('e'),
      flows('s > f > w > t', 'f > pay > e'),
    )
    assert.deepEqual((await play(xml, [started])).waitingAt, ['w', 'pay'])
    assert.deepEqual((await play(xml, [started, { complete: 'pay', with: { paid: 40 } }])).waitingAt, ['t'])
    assert.deepEqual((await play(xml, [{ start: { paid: 50 } }])).entered.includes('t'), true)
  })
  it('does not interrupt again before the condition has ceased to hold', async () => {
    const xml = drawing(
      [message('m', { name: 'level' })],
      start('s'),
      user('t'),
      boundary('b', { attachedToRef: 't', cancelActivity: false }, onCondition('n > 5')),
      boundary('set', { attachedToRef: 't', cancelActivity: false }, onMessage('m')),
      end('e'),
      end('e2'),
      flows('s > t', 'b > e', 'set > e2'),
    )
    const level = (n: number) => ({ message: 'level', with: { n } })
    const { entered } = await play(xml, [started, level(6), level(7), level(1), level(8)])
    assert.equal(entered.filter((id) => id === 'b').length, 2)
  })
})

describe('links', () => {
  it('goes on at the link of the same name', async () => {
    const xml = drawing(
      [],
      start('s'),
      throws('to', {}, onLink('A')),
      wait('from', {}, onLink('A')),
      task('t'),
      flows('s > to', 'from > t'),
    )
    assert.equal((await play(xml, [started])).path, '+s -s +to -to +from -from +t')
  })
})

describe('timers', () => {
  const xml = (trigger: string) => drawing([], start('s'), wait('w', {}, trigger), task('t'), flows('s > w > t'))

  it('fires at its own time, not when the clock is looked at', async () => {
    const { trace } = await play(xml(after('P1M')), [
      { start: {}, at: '2026-01-31T10:00:00+01:00' },
      { advanceTo: '2026-05-01T00:00:00Z' },
    ])
    assert.deepEqual(trace.at(-1), { at: '2026-02-28T10:00:00+01:00', element: 't', change: 'entered' })
  })
  it('does not fire before', async () => {
    const { waitingAt } = await play(xml(after('PT1H')), [started, { advanceTo: '2026-03-02T09:59:59+01:00' }])
    assert.deepEqual(waitingAt, ['w'])
  })
  it('fires at a date, in whatever offset it is written', async () => {
    const { waitingAt } = await play(xml(atDate('2026-03-02T09:30:00+01:00')), [
      started,
      { advanceTo: '2026-03-02T08:30:00Z' },
    ])
    assert.deepEqual(waitingAt, ['t'])
  })
  it('takes its time from FEEL', async () => {
    for (const text of ['=delay', '#{delay}', 'delay']) {
      const { waitingAt } = await play(xml(after(text)), [
        { start: { delay: 'PT2H' }, at: monday },
        { advanceTo: '2026-03-02T11:00:00+01:00' },
      ])
      assert.deepEqual(waitingAt, ['t'])
    }
  })
  it('refuses the event when FEEL gives no time', async () => {
    assert.equal((await refusalOf(xml(after('=delay')), [{ start: { delay: 'soon' } }])).code, 'bad-value')
  })
  it('fires what is due in order of time, also what is set on the way, before a later event is handled', async () => {
    const chain = drawing(
      [],
      start('s'),
      parallel('f'),
      wait('w1', {}, after('PT1H')),
      wait('w2', {}, after('PT2H')),
      wait('w3', {}, after('PT90M')),
      user('u'),
      end('e'),
      flows('s > f > w1 > w2 > e', 'f > w3 > e', 'f > u > e'),
    )
    const { trace } = await play(chain, [started, { complete: 'u', at: '2026-03-02T13:00:00+01:00' }])
    const left = trace.filter(({ element, change }) => change === 'left' && /^[wu]/.test(element))
    assert.deepEqual(
      left.map(({ element, at }) => `${element} ${at.slice(11, 16)}`),
      ['w1 10:00', 'w3 10:30', 'w2 12:00', 'u 13:00'],
    )
  })
  it('never turns the clock back', async () => {
    const { state } = await play(xml(after('PT1H')), [started, { signal: 'x', at: '2026-03-01T00:00:00Z' }])
    assert.equal(state.at, monday)
  })
})

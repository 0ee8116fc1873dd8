import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  after,
  boundary,
  drawing,
  end,
  error,
  every,
  flows,
  message,
  onCondition,
  onError,
  onMessage,
  onSignal,
  parallel,
  play,
  refusalOf,
  signal,
  start,
  started,
  task,
  user,
  wait,
} from './drawing-of-tests.ts'

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

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  after,
  atDate,
  drawing,
  end,
  flows,
  monday,
  parallel,
  play,
  refusalOf,
  start,
  started,
  task,
  user,
  wait,
} from './drawing-of-tests.ts'

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
  it('fires at once when its date is past', async () => {
    assert.deepEqual((await play(xml(atDate('2026-03-01T00:00:00Z')), [started])).waitingAt, ['t'])
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

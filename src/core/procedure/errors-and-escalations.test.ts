import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  boundary,
  drawing,
  end,
  error,
  escalation,
  flows,
  onError,
  onEscalation,
  play,
  refusalOf,
  start,
  started,
  sub,
  task,
  throws,
  user,
} from './drawing-of-tests.ts'

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

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  after,
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
  terminates,
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

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  association,
  boundary,
  cancels,
  drawing,
  end,
  exclusive,
  flows,
  message,
  onCompensation,
  onMessage,
  play,
  refusalOf,
  script,
  start,
  started,
  sub,
  task,
  throws,
  transaction,
  user,
} from './drawing-of-tests.ts'

/** A task with the activity that undoes it. */
const undoable = (id: string) =>
  user(id) +
  boundary(`${id}-c`, { attachedToRef: id }, onCompensation()) +
  user(`undo-${id}`, { isForCompensation: true }) +
  association(`${id}-c`, `undo-${id}`)

describe('compensation', () => {
  const xml = drawing(
    [],
    start('s'),
    undoable('grant'),
    undoable('pay'),
    user('plain'),
    throws('annul', {}, onCompensation()),
    end('e'),
    flows('s > grant > pay > plain > annul > e'),
  )
  const done = [started, { complete: 'grant' }, { complete: 'pay' }, { complete: 'plain' }]

  it('undoes what is complete in the reverse order, one after the other, and waits for it', async () => {
    const first = await play(xml, done)
    assert.deepEqual(first.waitingAt, ['undo-pay'])
    const second = await play(xml, [...done, { complete: 'undo-pay' }])
    assert.deepEqual(second.waitingAt, ['undo-grant'])
    const { path, state } = await play(xml, [...done, { complete: 'undo-pay' }, { complete: 'undo-grant' }])
    assert.match(path, /\+annul \+undo-pay -undo-pay ~pay \+undo-grant -undo-grant ~grant -annul \+e -e$/)
    assert.equal(state.status, 'completed')
  })

  it('undoes nothing that was not done', async () => {
    const early = drawing(
      [],
      start('s'),
      exclusive('x', { default: 'x-annul' }),
      undoable('grant'),
      throws('annul', {}, onCompensation()),
      end('e'),
      flows('s > x > annul > e', 'x > grant if false'),
    )
    assert.equal((await play(early, [started])).state.status, 'completed')
  })

  it('undoes one activity when the event names it', async () => {
    const one = drawing(
      [],
      start('s'),
      undoable('grant'),
      undoable('pay'),
      end('e', {}, onCompensation({ activityRef: 'grant' })),
      flows('s > grant > pay > e'),
    )
    const { path, state } = await play(one, [
      started,
      { complete: 'grant' },
      { complete: 'pay' },
      { complete: 'undo-grant' },
    ])
    assert.match(path, /\+e \+undo-grant -undo-grant ~grant -e$/)
    assert.equal(state.status, 'completed')
  })

  it('does not wait when the event says so', async () => {
    const loose = drawing(
      [],
      start('s'),
      undoable('grant'),
      throws('annul', {}, onCompensation({ waitForCompletion: false })),
      user('t'),
      flows('s > grant > annul > t'),
    )
    const { waitingAt, state } = await play(loose, [started, { complete: 'grant' }])
    assert.deepEqual(waitingAt.toSorted(), ['t', 'undo-grant'])
    assert.equal(state.status, 'active')
    const over = await play(loose, [started, { complete: 'grant' }, { complete: 't' }, { complete: 'undo-grant' }])
    assert.equal(over.state.status, 'completed')
  })

  it('undoes each time that an activity was done', async () => {
    const loop = drawing(
      [],
      start('s'),
      undoable('a'),
      exclusive('x', { default: 'x-annul' }),
      throws('annul', {}, onCompensation()),
      end('e'),
      flows('s > a > x > annul > e', 'x > a if again'),
    )
    const { path } = await play(loop, [
      started,
      { complete: 'a', with: { again: true } },
      { complete: 'a', with: { again: false } },
      { complete: 'undo-a' },
      { complete: 'undo-a' },
    ])
    assert.equal(path.match(/~a/g)?.length, 2)
  })

  it('undoes what was done inside a sub-process that is complete', async () => {
    const nested = drawing(
      [],
      start('s'),
      sub('p1', {}, start('s1'), undoable('a'), undoable('b'), flows('s1 > a > b')),
      throws('annul', {}, onCompensation()),
      end('e'),
      flows('s > p1 > annul > e'),
    )
    const { path } = await play(nested, [
      started,
      { complete: 'a' },
      { complete: 'b' },
      { complete: 'undo-b' },
      { complete: 'undo-a' },
    ])
    assert.match(path, /-p1 \+annul \+undo-b -undo-b ~b \+undo-a -undo-a ~a -annul \+e -e$/)
  })

  it('uses the event sub-process for compensation of a sub-process', async () => {
    const own = drawing(
      [],
      start('s'),
      sub(
        'p1',
        {},
        start('s1'),
        user('a'),
        flows('s1 > a'),
        sub('ev', { triggeredByEvent: true }, start('es', {}, onCompensation()), user('h'), flows('es > h')),
      ),
      throws('annul', {}, onCompensation({ activityRef: 'p1' })),
      end('e'),
      flows('s > p1 > annul > e'),
    )
    const { path, state } = await play(own, [started, { complete: 'a' }, { complete: 'h' }])
    assert.match(path, /-p1 \+annul \+ev \+es -es \+h -h -ev ~p1 -annul \+e -e$/)
    assert.equal(state.status, 'completed')
  })

  it('can be thrown from an event sub-process for what the process around it has done', async () => {
    const withdrawn = drawing(
      [message('m', { name: 'withdraw' })],
      start('s'),
      undoable('a'),
      user('b'),
      sub(
        'ev',
        { triggeredByEvent: true },
        start('es', {}, onMessage('m')),
        end('annul', {}, onCompensation()),
        flows('es > annul'),
      ),
      flows('s > a > b'),
    )
    const { path, state } = await play(withdrawn, [
      started,
      { complete: 'a' },
      { message: 'withdraw' },
      { complete: 'undo-a' },
    ])
    assert.match(path, /xb \+ev \+es -es \+annul \+undo-a -undo-a ~a -annul -ev$/)
    assert.equal(state.status, 'completed')
  })

  it('runs a handler that needs nobody at once', async () => {
    const auto = drawing(
      [],
      start('s'),
      user('a'),
      boundary('c', { attachedToRef: 'a' }, onCompensation()),
      script('undo', { isForCompensation: true, scriptFormat: 'feel' }, '<script>{undone: true}</script>'),
      association('c', 'undo'),
      throws('annul', {}, onCompensation()),
      end('e'),
      flows('s > a > annul > e'),
    )
    const { state } = await play(auto, [started, { complete: 'a' }])
    assert.deepEqual([state.status, state.variables], ['completed', { undone: true }])
  })

  it('cannot complete the event that waits for the handlers', async () => {
    assert.equal((await refusalOf(xml, [...done, { complete: 'annul' }])).code, 'not-waiting')
  })
})

describe('transaction', () => {
  it('undoes what it has done when it is cancelled, and goes on at its cancel event', async () => {
    const xml = drawing(
      [],
      start('s'),
      transaction(
        'tx',
        {},
        start('s1'),
        undoable('reserve'),
        user('check'),
        exclusive('x', { default: 'x-ok' }),
        end('ok'),
        end('no', {}, cancels),
        flows('s1 > reserve > check > x > ok', 'x > no if failed'),
      ),
      boundary('cancelled', { attachedToRef: 'tx' }, cancels),
      task('after'),
      end('e'),
      flows('s > tx > e', 'cancelled > after'),
    )
    const bad = await play(xml, [
      started,
      { complete: 'reserve' },
      { complete: 'check', with: { failed: true } },
      { complete: 'undo-reserve' },
    ])
    assert.match(bad.path, /\+no -no \+undo-reserve -undo-reserve ~reserve xtx \+cancelled -cancelled \+after$/)
    const good = await play(xml, [started, { complete: 'reserve' }, { complete: 'check' }])
    assert.equal(good.state.status, 'completed')
  })
})

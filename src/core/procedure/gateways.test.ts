import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  after,
  drawing,
  end,
  exclusive,
  flows,
  inclusive,
  message,
  monday,
  onMessage,
  parallel,
  play,
  race,
  receive,
  refusalOf,
  start,
  started,
  task,
  user,
  wait,
} from './drawing-of-tests.ts'

describe('exclusive gateway', () => {
  const xml = drawing(
    [],
    start('s'),
    exclusive('g', { default: 'g-c' }),
    task('a'),
    task('b'),
    task('c'),
    flows('s > g > c', 'g > a if n > 10', 'g > b if n > 5'),
  )
  for (const [n, taken] of [
    [20, 'a'],
    [7, 'b'],
    [1, 'c'],
    [null, 'c'],
  ] as const)
    it(`takes the first flow whose condition holds, else the default (n = ${n})`, async () => {
      assert.deepEqual((await play(xml, [{ start: { n } }])).waitingAt, [taken])
    })

  it('passes each token on at once when several come', async () => {
    const merge = drawing(
      [],
      start('s'),
      exclusive('g'),
      parallel('f'),
      task('a'),
      flows('s > f > g > a', 'f > x > g'),
      exclusive('x'),
    )
    const { entered } = await play(merge, [started])
    assert.deepEqual(entered.filter((id) => id === 'a').length, 2)
  })

  it('refuses the event when no condition holds and there is no default: nothing has happened', async () => {
    const closed = drawing(
      [],
      start('s'),
      user('u'),
      exclusive('g'),
      task('a'),
      task('b'),
      flows('s > u > g', 'g > a if n > 10', 'g > b if n > 5'),
    )
    const refused = await refusalOf(closed, [started, { complete: 'u', with: { n: 1 } }])
    assert.deepEqual([refused.code, refused.element], ['no-path', 'g'])
  })
})

describe('parallel gateway', () => {
  const xml = drawing(
    [],
    start('s'),
    parallel('f'),
    user('a'),
    user('b'),
    parallel('j'),
    end('e'),
    flows('s > f > a > j > e', 'f > b > j'),
  )

  it('splits into all flows and waits for all of them', async () => {
    const one = await play(xml, [started, { complete: 'b' }])
    assert.deepEqual(one.waitingAt, ['a'])
    assert.equal(one.path, '+s -s +f -f +a +b -b +j')
    const both = await play(xml, [started, { complete: 'b' }, { complete: 'a' }])
    assert.equal(both.path, '+s -s +f -f +a +b -b +j -a -j +e -e')
    assert.equal(both.state.status, 'completed')
  })

  it('needs one token on each flow, not just as many', async () => {
    const twice = drawing(
      [],
      start('s'),
      parallel('f'),
      exclusive('x'),
      user('a'),
      user('b'),
      parallel('j'),
      end('e'),
      flows('s > f > x > a > j > e', 'f > x2 > x', 'f > b > j'),
      exclusive('x2'),
    )
    const { state, waitingAt } = await play(twice, [started, { complete: 'a' }, { complete: 'a' }])
    assert.equal(state.status, 'active')
    assert.deepEqual(waitingAt, ['b'])
  })

  it('is listed as waiting when nothing else is left: a deadlock shows', async () => {
    const stuck = drawing(
      [],
      start('s'),
      exclusive('x', { default: 'x-a' }),
      user('a'),
      user('b'),
      parallel('j'),
      end('e'),
      flows('s > x > a > j > e', 'x > b if false', 'b > j'),
    )
    const { state, waitingAt } = await play(stuck, [started, { complete: 'a' }])
    assert.deepEqual([state.status, waitingAt], ['active', ['j']])
  })
})

describe('inclusive gateway', () => {
  const xml = drawing(
    [],
    start('s'),
    inclusive('f', { default: 'f-c' }),
    user('a'),
    user('b'),
    user('c'),
    inclusive('j'),
    end('e'),
    flows('s > f > c > j > e', 'f > a if n > 1', 'f > b if n > 2', 'a > j', 'b > j'),
  )

  it('takes every flow whose condition holds, else the default', async () => {
    assert.deepEqual((await play(xml, [{ start: { n: 3 } }])).waitingAt, ['a', 'b'])
    assert.deepEqual((await play(xml, [{ start: { n: 2 } }])).waitingAt, ['a'])
    assert.deepEqual((await play(xml, [{ start: { n: 0 } }])).waitingAt, ['c'])
  })

  it('waits for every token that can still come, and for no other', async () => {
    const one = await play(xml, [{ start: { n: 3 } }, { complete: 'a' }])
    assert.deepEqual([one.state.status, one.waitingAt], ['active', ['b']])
    const both = await play(xml, [{ start: { n: 3 } }, { complete: 'a' }, { complete: 'b' }])
    assert.equal(both.state.status, 'completed')
    assert.equal(both.entered.filter((id) => id === 'e').length, 1)
    assert.equal((await play(xml, [{ start: { n: 2 } }, { complete: 'a' }])).state.status, 'completed')
  })

  it('no longer waits for a token that took another way', async () => {
    const detour = drawing(
      [],
      start('s'),
      parallel('f'),
      user('a'),
      user('b'),
      exclusive('x', { default: 'x-j' }),
      inclusive('j'),
      end('e'),
      end('away'),
      flows('s > f > a > j > e', 'f > b > x > j', 'x > away if leaves'),
    )
    const waiting = await play(detour, [started, { complete: 'a' }])
    assert.deepEqual(waiting.waitingAt, ['b'])
    const gone = await play(detour, [started, { complete: 'a' }, { complete: 'b', with: { leaves: true } }])
    assert.equal(gone.state.status, 'completed')
    assert.ok(gone.entered.includes('e'))
  })

  it('does not wait for its own successors in a loop', async () => {
    const loop = drawing(
      [],
      start('s'),
      inclusive('j'),
      user('a'),
      exclusive('x', { default: 'x-e' }),
      end('e'),
      flows('s > j > a > x > e', 'x > j if again'),
    )
    const { entered, waitingAt } = await play(loop, [started, { complete: 'a', with: { again: true } }])
    assert.deepEqual(entered.filter((id) => id === 'a').length, 2)
    assert.deepEqual(waitingAt, ['a'])
  })

  it('waits for a token that may come from a boundary event', async () => {
    const { waitingAt, state } = await play(
      drawing(
        [message('m', { name: 'late' })],
        start('s'),
        parallel('f'),
        user('a'),
        user('b'),
        `<boundaryEvent id="bd" attachedToRef="b">${onMessage('m')}</boundaryEvent>`,
        inclusive('j'),
        end('e'),
        end('away'),
        flows('s > f > a > j > e', 'f > b > away', 'bd > j'),
      ),
      [started, { complete: 'a' }],
    )
    assert.deepEqual([state.status, waitingAt], ['active', ['b']])
  })
})

describe('event-based gateway', () => {
  const xml = drawing(
    [message('m', { name: 'answer' }), message('m2', { name: 'withdrawal' })],
    start('s'),
    race('g'),
    wait('answered', {}, onMessage('m')),
    receive('withdrawn', { messageRef: 'm2' }),
    wait('late', {}, after('P10D')),
    end('e1'),
    end('e2'),
    end('e3'),
    flows('s > g > answered > e1', 'g > withdrawn > e2', 'g > late > e3'),
  )

  it('waits at the gateway', async () => {
    const { waitingAt, path } = await play(xml, [started])
    assert.deepEqual([waitingAt, path], [['g'], '+s -s +g'])
  })
  it('goes on with the event that happens first, and with no other', async () => {
    const { path, state } = await play(xml, [started, { message: 'answer', with: { yes: true } }])
    assert.equal(path, '+s -s +g -g +answered -answered +e1 -e1')
    assert.deepEqual([state.status, state.variables, state.timers], ['completed', { yes: true }, []])
  })
  it('goes on with a receive task', async () => {
    assert.equal(
      (await play(xml, [started, { message: 'withdrawal' }])).path,
      '+s -s +g -g +withdrawn -withdrawn +e2 -e2',
    )
  })
  it('goes on with the timer', async () => {
    const { entered, trace } = await play(xml, [started, { advanceTo: '2026-03-20T00:00:00+01:00' }])
    assert.deepEqual(entered, ['s', 'g', 'late', 'e3'])
    assert.equal(trace.at(-1)?.at, '2026-03-12T09:00:00+01:00')
  })
  it('starts a procedure when nothing leads to it', async () => {
    const starting = drawing(
      [message('m', { name: 'phone' }), message('m2', { name: 'web' })],
      race('g', { instantiate: true }),
      wait('a', {}, onMessage('m')),
      wait('b', {}, onMessage('m2')),
      user('t'),
      flows('g > a > t', 'g > b > t'),
    )
    const { entered, waitingAt } = await play(starting, [{ message: 'web', at: monday }])
    assert.deepEqual([entered, waitingAt], [['g', 'b', 't'], ['t']])
  })
})

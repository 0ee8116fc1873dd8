import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  after,
  boundary,
  call,
  drawing,
  end,
  error,
  escalation,
  file,
  flows,
  graphOf,
  message,
  monday,
  onCondition,
  onError,
  onEscalation,
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
  terminates,
  throws,
  user,
} from './drawing-of-tests.ts'

describe('embedded sub-process', () => {
  const xml = drawing(
    [],
    start('s'),
    sub('p1', {}, start('s1'), parallel('f'), user('a'), user('b'), flows('s1 > f > a', 'f > b')),
    end('e'),
    flows('s > p1 > e'),
  )

  it('is left when nothing is left in it', async () => {
    assert.deepEqual((await play(xml, [started])).waitingAt, ['a', 'b'])
    const { path } = await play(xml, [started, { complete: 'a' }, { complete: 'b' }])
    assert.equal(path, '+s -s +p1 +s1 -s1 +f -f +a +b -a -b -p1 +e -e')
  })
  it('shares the variables of the process', async () => {
    const { state } = await play(xml, [started, { complete: 'a', with: { x: 1 } }])
    assert.deepEqual(state.variables, { x: 1 })
  })
  it('ends alone by a terminate end event, and the process goes on', async () => {
    const inner = drawing(
      [],
      start('s'),
      sub(
        'p1',
        {},
        start('s1'),
        parallel('f'),
        user('a'),
        end('t', {}, terminates),
        user('b'),
        flows('s1 > f > a > t', 'f > b'),
      ),
      task('next'),
      flows('s > p1 > next'),
    )
    const { path, waitingAt } = await play(inner, [started, { complete: 'a' }])
    assert.equal(path, '+s -s +p1 +s1 -s1 +f -f +a +b -a +t -t xb -p1 +next')
    assert.deepEqual(waitingAt, ['next'])
  })
  it('is cancelled with all that runs inside by its boundary event, the innermost first', async () => {
    const timed = drawing(
      [],
      start('s'),
      sub('outer', {}, start('s1'), sub('inner', {}, start('s2'), user('a'), flows('s2 > a')), flows('s1 > inner')),
      boundary('late', { attachedToRef: 'outer' }, after('P1D')),
      end('e'),
      flows('s > outer', 'late > e'),
    )
    const { path, state } = await play(timed, [started, { advanceTo: '2026-03-05T00:00:00Z' }])
    assert.equal(path, '+s -s +outer +s1 -s1 +inner +s2 -s2 +a xa xinner xouter +late -late +e -e')
    assert.equal(state.status, 'completed')
  })
  it('can be gone through again in a loop', async () => {
    const loop = drawing(
      [],
      start('s'),
      sub('p1', { default: 'p1-e' }, start('s1'), user('a'), flows('s1 > a')),
      end('e'),
      flows('s > p1 > e', 'p1 > p1 if again'),
    )
    const { entered } = await play(loop, [
      started,
      { complete: 'a', with: { again: true } },
      { complete: 'a', with: { again: false } },
    ])
    assert.deepEqual(entered, ['s', 'p1', 's1', 'a', 'p1', 's1', 'a', 'e'])
  })
  it('is complete at once when it is empty but for its start', async () => {
    const empty = drawing([], start('s'), sub('p1', {}, start('s1')), end('e'), flows('s > p1 > e'))
    assert.equal((await play(empty, [started])).path, '+s -s +p1 +s1 -s1 -p1 +e -e')
  })
})

describe('event sub-process', () => {
  const xml = (interrupting: boolean, trigger = onMessage('m')) =>
    drawing(
      [message('m', { name: 'withdraw' }), error('x', { errorCode: 'E' }), escalation('c', { escalationCode: 'C' })],
      start('s'),
      user('a'),
      end('e'),
      sub(
        'ev',
        { triggeredByEvent: true },
        start('es', { isInterrupting: interrupting }, trigger),
        user('h'),
        flows('es > h'),
      ),
      flows('s > a > e'),
    )

  it('cancels what runs in its scope and runs instead', async () => {
    const { path, state } = await play(xml(true), [started, { message: 'withdraw' }, { complete: 'h' }])
    assert.equal(path, '+s -s +a xa +ev +es -es +h -h -ev')
    assert.equal(state.status, 'completed')
  })
  it('happens once when it interrupts', async () => {
    assert.equal(
      (await refusalOf(xml(true), [started, { message: 'withdraw' }, { message: 'withdraw' }])).code,
      'message-not-awaited',
    )
  })
  it('runs beside its scope, as often as it is asked, when it does not interrupt', async () => {
    const { waitingAt, state } = await play(xml(false), [
      started,
      { message: 'withdraw' },
      { message: 'withdraw' },
      { complete: 'h' },
      { complete: 'a' },
    ])
    assert.deepEqual([waitingAt, state.status], [['h'], 'active'])
    const over = await play(xml(false), [started, { message: 'withdraw' }, { complete: 'a' }, { complete: 'h' }])
    assert.equal(over.state.status, 'completed')
  })
  it('catches errors of its scope', async () => {
    const { path } = await play(xml(true, onError('x')), [started, { fail: 'a', error: 'E' }])
    assert.equal(path, '+s -s +a xa +ev +es -es +h')
  })
  it('starts by a timer that runs from the start of its scope', async () => {
    const { trace } = await play(xml(true, after('P3D')), [started, { advanceTo: '2026-03-20T00:00:00Z' }])
    assert.equal(trace.at(-1)?.at, '2026-03-05T09:00:00+01:00')
  })
  it('starts by a condition', async () => {
    const conditional = xml(false, onCondition('n > 1'))
    assert.deepEqual((await play(conditional, [{ start: { n: 2 } }])).waitingAt, ['a', 'h'])
    assert.deepEqual((await play(conditional, [{ start: { n: 1 } }])).waitingAt, ['a'])
  })
  it('starts by an escalation from a sub-process inside', async () => {
    const nested = drawing(
      [escalation('c', { escalationCode: 'C' })],
      start('s'),
      sub('p1', {}, start('s1'), throws('esc', {}, onEscalation('c')), user('a'), flows('s1 > esc > a')),
      sub(
        'ev',
        { triggeredByEvent: true },
        start('es', { isInterrupting: false }, onEscalation('c')),
        user('h'),
        flows('es > h'),
      ),
      flows('s > p1'),
    )
    assert.deepEqual((await play(nested, [started])).waitingAt.toSorted(), ['a', 'h'])
  })
  it('does not catch the error that it throws itself: that goes further out', async () => {
    const thrown = drawing(
      [error('x', { errorCode: 'E' })],
      start('s'),
      sub(
        'p1',
        {},
        start('s1'),
        user('a'),
        flows('s1 > a'),
        sub(
          'ev',
          { triggeredByEvent: true },
          start('es', {}, onError('x')),
          end('again', {}, onError('x')),
          flows('es > again'),
        ),
      ),
      boundary('b', { attachedToRef: 'p1' }, onError('x')),
      task('t'),
      flows('s > p1', 'b > t'),
    )
    assert.deepEqual((await play(thrown, [started, { fail: 'a', error: 'E' }])).waitingAt, ['t'])
  })
})

describe('call activity', () => {
  const called = process('called', {}, start('cs'), user('ask'), end('ce'), flows('cs > ask > ce'))
  const main = (attributes = {}, ...inner: string[]) =>
    process(
      'p',
      {},
      start('s'),
      call('c', { calledElement: 'called', ...attributes }, ...inner),
      end('e'),
      flows('s > c > e'),
    )

  it('runs another process of the file with a copy of the variables, and gives back what it has', async () => {
    const graph = await graphOf(file(main(), called), { process: 'p' })
    const inside = playOn(graph, [{ start: { x: 1 } }, { message: 'none', with: {} }].slice(0, 1))
    assert.deepEqual(inside.waitingAt, ['ask'])
    const { path, state } = playOn(graph, [{ start: { x: 1 } }, { complete: 'ask', with: { y: 2 } }])
    assert.equal(path, '+s -s +c +cs -cs +ask -ask +ce -ce -c +e -e')
    assert.deepEqual(state.variables, { x: 1, y: 2 })
  })
  it('carries only what its data associations name', async () => {
    const data = `<ioSpecification><dataInput id="in" name="question"/><dataOutput id="out" name="reply"/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>
      <dataInputAssociation><sourceRef>d1</sourceRef><targetRef>in</targetRef></dataInputAssociation>
      <dataOutputAssociation><sourceRef>out</sourceRef><targetRef>d2</targetRef></dataOutputAssociation>`
    const objects =
      '<dataObject id="o1"/><dataObject id="o2"/><dataObjectReference id="d1" name="matter" dataObjectRef="o1"/><dataObjectReference id="d2" name="opinion" dataObjectRef="o2"/>'
    const xml = file(
      process('p', {}, start('s'), objects, call('c', { calledElement: 'called' }, data), end('e'), flows('s > c > e')),
      called,
    )
    const graph = await graphOf(xml, { process: 'p' })
    const { state } = playOn(graph, [
      { start: { matter: 'roof', secret: 1 } },
      { complete: 'ask', with: { reply: 'yes', other: 2 } },
    ])
    assert.deepEqual(state.variables, { matter: 'roof', secret: 1, opinion: 'yes' })
    const inside = playOn(graph, [{ start: { matter: 'roof', secret: 1 } }]).state
    assert.deepEqual(inside.tokens.find((token) => token.vars)?.vars, { question: 'roof' })
  })
  it('calls a procedure of another file, also when both use the same ids', async () => {
    const other = await graphOf(drawing([], start('s'), user('c'), end('e'), flows('s > c > e')))
    const graph = await graphOf(
      file(process('main', {}, start('s'), call('c', { calledElement: 'p' }), end('e'), flows('s > c > e'))),
      { library: [other.data] },
    )
    const { path, state } = playOn(graph, [started, { complete: 'c' }])
    assert.equal(path, '+s -s +c +s -s +c -c +e -e -c +e -e')
    assert.equal(state.status, 'completed')
  })
  it('lets the error of the called process be caught at its boundary', async () => {
    const failing = process('called', {}, start('cs'), end('ce', {}, onError('x')), flows('cs > ce'))
    const xml = file(
      error('x', { errorCode: 'E' }),
      process(
        'p',
        {},
        start('s'),
        call('c', { calledElement: 'called' }),
        boundary('b', { attachedToRef: 'c' }, onError('x')),
        task('t'),
        flows('s > c', 'b > t'),
      ),
      failing,
    )
    assert.deepEqual(playOn(await graphOf(xml, { process: 'p' }), [started]).waitingAt, ['t'])
  })
  it('may call itself', async () => {
    const xml = file(
      process(
        'p',
        {},
        start('s'),
        user('a', { 'f:set': '{n: n - 1}' }),
        `<exclusiveGateway id="x" default="x-e"/>`,
        call('c', { calledElement: 'p' }),
        end('e'),
        flows('s > a > x > e', 'x > c if n > 0', 'c > e'),
      ),
    )
    const { state, entered } = await play(xml, [{ start: { n: 2 }, at: monday }, { complete: 'a' }, { complete: 'a' }])
    assert.equal(state.status, 'completed')
    assert.equal(entered.filter((id) => id === 'a').length, 2)
  })
})

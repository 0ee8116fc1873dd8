import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  drawing,
  end,
  flows,
  manual,
  message,
  play,
  receive,
  refusalOf,
  rule,
  script,
  send,
  service,
  start,
  started,
  task,
  throws,
  user,
} from './drawing-of-tests.ts'
import { type Ports, plainPorts } from './index.ts'

const withTask = (element: string) =>
  drawing([message('m', { name: 'payment' })], start('s'), element, end('e'), flows('s > t > e'))

describe('tasks', () => {
  for (const [kind, element] of [
    ['user', user('t')],
    ['service', service('t')],
    ['send', send('t')],
    ['business-rule', rule('t')],
    ['manual', manual('t')],
    ['plain', task('t')],
    ['script without script', script('t')],
    ['receive', receive('t', { messageRef: 'm' })],
  ] as const) {
    it(`waits at a ${kind} task that has no implementation until it is completed`, async () => {
      const waiting = await play(withTask(element), [started])
      assert.deepEqual(waiting.waitingAt, ['t'])
      assert.equal(waiting.path, '+s -s +t')
      const over = await play(withTask(element), [started, { complete: 't', with: { paid: 40 } }])
      assert.equal(over.path, '+s -s +t -t +e -e')
      assert.deepEqual([over.state.status, over.state.variables], ['completed', { paid: 40 }])
    })
  }

  it('lets a receive task go on with its message', async () => {
    const { state } = await play(withTask(receive('t', { messageRef: 'm' })), [
      started,
      { message: 'payment', with: { paid: 40 } },
    ])
    assert.deepEqual([state.status, state.variables], ['completed', { paid: 40 }])
  })

  it('evaluates a script written in FEEL at once', async () => {
    const xml = withTask(script('t', { scriptFormat: 'feel' }, '<script>{fee: budget * 0.032}</script>'))
    const { state } = await play(xml, [{ start: { budget: 1000 } }])
    assert.deepEqual([state.status, state.variables], ['completed', { budget: 1000, fee: 32 }])
  })

  it('puts the value of a script into the variable named by f:result', async () => {
    const xml = withTask(script('t', { scriptFormat: 'feel', 'f:result': 'fee' }, '<script>= budget + 40</script>'))
    const { state } = await play(xml, [{ start: { budget: 1000 } }])
    assert.equal(state.variables.fee, 1040)
  })

  it('merges f:set on leaving', async () => {
    const { state } = await play(
      withTask(user('t', { 'f:set': '{outcome: "granted", total: a + b}' }, '<incoming>s-t</incoming>')),
      [{ start: { a: 1 } }, { complete: 't', with: { b: 2 } }],
    )
    assert.deepEqual(state.variables, { a: 1, b: 2, outcome: 'granted', total: 3 })
  })

  it('does not let what nobody waits for be completed, and says what is waiting', async () => {
    const refused = await refusalOf(withTask(user('t')), [started, { complete: 'e' }])
    assert.equal(refused.code, 'not-waiting')
    assert.match(refused.remedy, /Waiting to be completed: t\./)
  })

  it('passes a token for each flow that comes in, and takes all flows that go out', async () => {
    const xml = drawing([], start('s'), task('a'), task('b'), task('c'), flows('s > a > c', 's > b > c'))
    const { entered, waitingAt } = await play(xml, [started, { complete: 'a' }, { complete: 'b' }])
    assert.deepEqual(entered, ['s', 'a', 'b', 'c', 'c'])
    assert.deepEqual(waitingAt, ['c'])
  })

  it('takes the conditional flows of a task that hold, or else its default', async () => {
    const xml = drawing(
      [],
      start('s'),
      task('a', { default: 'a-d' }),
      task('b'),
      task('c'),
      task('d'),
      flows('s > a > d', 'a > b if n > 1', 'a > c if n > 2'),
    )
    const after = async (n: number) => (await play(xml, [{ start: { n } }, { complete: 'a' }])).waitingAt
    assert.deepEqual(await after(3), ['b', 'c'])
    assert.deepEqual(await after(2), ['b'])
    assert.deepEqual(await after(0), ['d'])
  })
})

describe('what the host is asked to do', () => {
  const issue = { 'f:do': 'document.issue', 'f:with': '{template: "decision", of: name}', 'f:result': 'document' }

  it('queues the effect with its payload and waits for the answer', async () => {
    const xml = withTask(service('t', issue))
    const waiting = await play(xml, [{ start: { name: 'Aina' } }])
    assert.deepEqual(
      waiting.effects.map(({ kind, element, with: payload, wait }) => ({ kind, element, payload, wait })),
      [{ kind: 'document.issue', element: 't', payload: { template: 'decision', of: 'Aina' }, wait: true }],
    )
    const over = await play(xml, [{ start: { name: 'Aina' } }, { complete: 't', with: { result: { id: 7 } } }])
    assert.deepEqual(over.state.variables, { name: 'Aina', document: { id: 7 } })
  })

  it('goes on at once with f:wait="false"', async () => {
    const { state, effects } = await play(withTask(send('t', { 'f:do': 'mail.send', 'f:wait': false })), [started])
    assert.deepEqual([state.status, effects[0]?.kind, effects[0]?.wait], ['completed', 'mail.send', false])
  })

  it('asks at throwing events, too', async () => {
    const xml = withTask(throws('t', { 'f:do': 'notice.send' }))
    assert.deepEqual((await play(xml, [started])).waitingAt, ['t'])
    assert.equal((await play(xml, [started, { complete: 't' }])).state.status, 'completed')
  })
})

describe('business-rule tasks with f:decision', () => {
  const ports: Ports = {
    ...plainPorts,
    decide: (decision, { budget }) => ({ value: { name: decision, toPay: Number(budget) / 2 }, trace: ['rule 1'] }),
  }

  it('takes the decision at once and keeps its value and its reasons', async () => {
    const xml = withTask(rule('t', { 'f:decision': 'Fee', 'f:result': 'fee' }))
    const { state, effects } = await play(xml, [{ start: { budget: 100 } }], ports)
    assert.deepEqual(state.variables, { budget: 100, fee: { name: 'Fee', toPay: 50 } })
    assert.deepEqual(
      effects.map(({ kind, trace }) => [kind, trace]),
      [['decided', ['rule 1']]],
    )
  })

  it('gives the decision only what f:with names', async () => {
    const xml = withTask(rule('t', { 'f:decision': 'Fee', 'f:result': 'fee', 'f:with': '{budget: total + 1}' }))
    const { state } = await play(xml, [{ start: { total: 99 } }], ports)
    assert.deepEqual(state.variables.fee, { name: 'Fee', toPay: 50 })
  })

  it('waits to be completed where there are no rules', async () => {
    const { waitingAt } = await play(withTask(rule('t', { 'f:decision': 'Fee' })), [started])
    assert.deepEqual(waitingAt, ['t'])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  drawing,
  end,
  flows,
  message,
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
  throws,
  wait,
} from './drawing-of-tests.ts'

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

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countFailures } from './failures.ts'

describe('failed attempts', () => {
  const start = Date.parse('2026-03-02T09:00:00Z')
  const counted = (keys = 100) => {
    const clock = { now: start }
    return { clock, failures: countFailures({ limit: 3, minutes: 10, now: () => new Date(clock.now), keys }) }
  }

  it('make one wait from the limit on, until ten minutes after the first', () => {
    const { clock, failures } = counted()
    failures.add('a')
    clock.now += 60_000
    failures.add('a')
    assert.equal(failures.waitFor('a'), 0)
    failures.add('a')
    assert.equal(failures.waitFor('a'), 9 * 60)
    clock.now += 9 * 60_000
    assert.equal(failures.waitFor('a'), 0)
  })

  it('count for their own key only, and are forgotten after success', () => {
    const { failures } = counted()
    for (let n = 0; n < 3; n += 1) failures.add('a')
    assert.equal(failures.waitFor('b'), 0)
    failures.forget('a')
    assert.equal(failures.waitFor('a'), 0)
  })

  it('cannot fill the memory', () => {
    const { failures } = counted(2)
    for (let n = 0; n < 3; n += 1) failures.add('a')
    failures.add('b')
    failures.add('c')
    assert.equal(failures.waitFor('a'), 0)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDuration, isDuration, milliseconds, parseCycle } from './iso-time.ts'

describe('addDuration', () => {
  for (const [from, duration, to] of [
    ['2026-03-02T09:00:00+01:00', 'PT1H30M', '2026-03-02T10:30:00+01:00'],
    ['2026-03-02T09:00:00+01:00', 'P10D', '2026-03-12T09:00:00+01:00'],
    ['2026-01-31T10:00:00+01:00', 'P1M', '2026-02-28T10:00:00+01:00'],
    ['2024-02-29T10:00:00Z', 'P1Y', '2025-02-28T10:00:00Z'],
    ['2026-03-31T00:30:00+02:00', 'P1M', '2026-04-30T00:30:00+02:00'],
    ['2026-12-31T23:59:59Z', 'PT1S', '2027-01-01T00:00:00Z'],
    ['2026-03-02T09:00:00Z', 'P1W', '2026-03-09T09:00:00Z'],
    ['2026-03-02T09:00:00Z', 'PT0.5S', '2026-03-02T09:00:00.500Z'],
    ['2026-03-02T09:00:00Z', '-P1D', '2026-03-01T09:00:00Z'],
    ['2026-01-30T23:00:00-03:00', 'P1M1DT2H', '2026-03-02T01:00:00-03:00'],
  ] as const)
    it(`${from} and ${duration} is ${to}`, () => assert.equal(addDuration(from, duration), to))
})

describe('ISO 8601 texts', () => {
  it('tells durations from what is not', () => {
    for (const good of ['P1D', 'PT10M', 'P1Y2M3DT4H5M6S', 'P2W', 'PT0S']) assert.ok(isDuration(good), good)
    for (const bad of ['P', 'PT', 'P1', '1D', 'P1H', 'PT1D', '']) assert.ok(!isDuration(bad), bad)
  })
  it('reads instants in any offset, and refuses days that there are not', () => {
    assert.equal(milliseconds('1970-01-01T01:00:00+01:00'), 0)
    assert.equal(milliseconds('1970-01-01T01:00:00+0100'), 0)
    assert.equal(milliseconds('1970-01-01'), 0)
    for (const bad of ['2026-13-01T00:00:00Z', 'tomorrow', '2026-03-02T25:00:00Z'])
      assert.equal(milliseconds(bad), undefined)
  })
  it('reads repetitions', () => {
    assert.deepEqual(parseCycle('R3/PT10H'), { times: 3, every: 'PT10H' })
    assert.deepEqual(parseCycle('R/P1D'), { every: 'P1D' })
    assert.deepEqual(parseCycle('R2/2026-03-01T08:00:00Z/P1D'), {
      times: 2,
      every: 'P1D',
      start: '2026-03-01T08:00:00Z',
    })
    assert.deepEqual(parseCycle('R/P1D/2026-04-01T00:00:00Z'), { every: 'P1D', until: '2026-04-01T00:00:00Z' })
    for (const bad of ['R3', '3/PT1H', 'R3/soon', 'PT1H']) assert.equal(parseCycle(bad), undefined)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { linePath, plotOf, ticksUpTo } from './plot.ts'

describe('the axis of a chart', () => {
  it('has round numbers from zero to beyond the highest value', () => {
    assert.deepEqual(ticksUpTo(1120), [0, 500, 1000, 1500])
    assert.deepEqual(ticksUpTo(31), [0, 10, 20, 30, 40])
    assert.deepEqual(ticksUpTo(4), [0, 1, 2, 3, 4])
    assert.deepEqual(ticksUpTo(0), [0, 0.25, 0.5, 0.75, 1])
  })

  it('never hides a value and never has more than six numbers, whatever the values', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e12, noNaN: true }), (highest) => {
        const ticks = ticksUpTo(highest)
        assert.ok((ticks.at(-1) as number) >= highest * (1 - 1e-9), `${ticks.at(-1)} < ${highest}`)
        assert.ok(ticks.length >= 3 && ticks.length <= 6, `${ticks.length} numbers`)
      }),
    )
  })
})

describe('the line of a chart', () => {
  it('is open where there is no value', () => {
    const values = [1, null, 3, 4]
    const plot = plotOf([{ values }], values.length)
    assert.equal(linePath(plot, values).replace(/[^ML]/g, ''), 'MML')
  })
})

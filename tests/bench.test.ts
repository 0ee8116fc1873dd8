import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figure, tableOf } from '../bench/figure.ts'
import { parts } from '../bench/main.ts'

/** The bench must not rot: its cheap parts run here, with bounds that a busy machine keeps too. */
describe('the bench', () => {
  it('finds the engine far faster than bpmn-engine, with a state below 1 kB', async () => {
    const [steps, state] = (await parts.engine?.({ quick: true })) ?? []
    assert.ok((steps?.ratio ?? 0) > 20, `${steps?.ratio} times`)
    assert.ok((state?.ours ?? Infinity) < 1024, `${state?.ours} bytes`)
  })

  it('finds the rules far faster than feelin, with the same results', async () => {
    const [decisions] = (await parts.rules?.({ quick: true })) ?? []
    assert.ok((decisions?.ratio ?? 0) > 5, `${decisions?.ratio} times`)
  })

  it('renders, seals and checks a decision of two pages', async () => {
    const [each] = (await parts.documents?.({ quick: true })) ?? []
    assert.ok((each?.ours ?? Infinity) < 1000, `${each?.ours} ms`)
  })

  it('says that a target is missed when the figure or its ratio does not reach it', () => {
    const slow = figure({
      name: 'slow',
      unit: 'cases/s',
      ours: 5,
      theirs: 10,
      against: 'bare SQL',
      target: { of: 'ratio', atLeast: 0.6 },
    })
    const late = figure({ name: 'late', unit: 'ms', ours: 61, target: { of: 'ours', atMost: 60 } })
    const quick = figure({ name: 'quick', unit: 'ms', ours: 59, target: { of: 'ours', atMost: 60 } })
    assert.deepEqual([slow.ratio, slow.ok, late.ok, quick.ok], [0.5, false, false, true])
    assert.match(tableOf([slow]), /slow +5 +cases\/s +bare SQL +10 +0\.5 +ratio ≥ 0\.6 +✖/)
  })
})

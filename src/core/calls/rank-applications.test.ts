import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type CallApplication, rankApplications } from './index.ts'

const tieBreak = ['means', 'entry'] as const

function application(number: string, more: Partial<CallApplication> = {}): CallApplication {
  return { case: number, points: 8, amount: 800, means: 6000, entry: '2026-06-12T09:00:00Z', ...more }
}

function order(applications: readonly CallApplication[], ceiling = 420_000): string[] {
  return rankApplications(applications, { ceiling, tieBreak }).map((one) => one.case)
}

describe('the list of a call', () => {
  it('goes by points, the most first', () => {
    assert.deepEqual(
      order([application('joan', { points: 5 }), application('aina', { points: 13 }), application('omar')]),
      ['aina', 'omar', 'joan'],
    )
  })

  it('settles a tie by the lower income per equivalent adult, then by the earlier entry', () => {
    const fatou = application('fatou', { means: 5000.01 })
    const omar = application('omar', { means: 5000, entry: '2026-06-30T21:00:00Z' })
    const aina = application('aina', { means: 5000.01, entry: '2026-06-02T07:00:00Z' })
    const list = rankApplications([fatou, omar, aina], { ceiling: 420_000, tieBreak })
    assert.deepEqual(
      list.map((one) => one.case),
      ['omar', 'aina', 'fatou'],
    )
    assert.deepEqual(
      list.map(({ reason }) => reason),
      [
        { kind: 'granted' },
        { kind: 'granted', tie: { after: 'omar', by: 'means' } },
        { kind: 'granted', tie: { after: 'aina', by: 'entry' } },
      ],
    )
  })

  it('compares entries as instants, however their offset is written', () => {
    const early = application('early', { entry: '2026-06-12T10:30:00+02:00' }) // 8:30 UTC
    const late = application('late', { entry: '2026-06-12T09:00:00Z' })
    assert.deepEqual(order([late, early]), ['early', 'late'])
  })

  it('puts unknown means behind known ones', () => {
    assert.deepEqual(order([application('unknown', { means: null }), application('known', { means: 99_999 })]), [
      'known',
      'unknown',
    ])
  })

  it('grants until the first application that the money left does not cover, and nobody overtakes it', () => {
    // Ceiling 2,000: 800 + 800 = 1,600; 400 are left; the third needs 500; the fourth would need only 100.
    const list = rankApplications(
      [
        application('first', { points: 12 }),
        application('second', { points: 11 }),
        application('third', { points: 10, amount: 500 }),
        application('fourth', { points: 9, amount: 100 }),
      ],
      { ceiling: 2000, tieBreak },
    )
    assert.deepEqual(
      list.map(({ case: number, granted, grant, spent }) => [number, granted, grant, spent]),
      [
        ['first', true, 800, 800],
        ['second', true, 800, 1600],
        ['third', false, 0, 1600],
        ['fourth', false, 0, 1600],
      ],
    )
    assert.deepEqual(list[2]?.reason, { kind: 'ceiling', left: 400, needed: 500 })
  })

  it('spends the ceiling to its last cent, without the errors of binary fractions', () => {
    const three = ['a', 'b', 'c'].map((number) => application(number, { amount: 0.1 }))
    const list = rankApplications(three, { ceiling: 0.3, tieBreak })
    assert.ok(list.every(({ granted }) => granted))
    assert.equal(list.at(-1)?.spent, 0.3)
  })

  it('leaves out whom the rules leave out, behind the list, without a place and with the reason', () => {
    const list = rankApplications(
      [application('rich', { points: 20, excluded: 'income' }), application('omar', { excluded: 'none' })],
      {
        ceiling: 420_000,
        tieBreak,
      },
    )
    assert.deepEqual(
      list.map(({ case: number, place, granted, reason }) => [number, place, granted, reason.kind]),
      [
        ['omar', 1, true, 'granted'],
        ['rich', null, false, 'excluded'],
      ],
    )
  })

  it('is the same list in whatever order the applications come, never spends above the ceiling, and never jumps the queue', () => {
    const any = fc.record({
      points: fc.integer({ min: 0, max: 20 }),
      amount: fc.integer({ min: 0, max: 200_000 }).map((cents) => cents / 100),
      means: fc.option(fc.integer({ min: 0, max: 3 }).map((n) => n * 1000.5)),
      entry: fc.constantFrom('2026-06-01T07:00:00Z', '2026-06-12T09:00:00Z', '2026-06-30T21:59:59Z'),
      excluded: fc.constantFrom('none', 'none', 'none', 'income'),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), fc.integer({ min: 0, max: 5000 }), (drawn, ceiling) => {
        const applications = drawn.map((one, n) => ({ case: `2026/${n}`, ...one }))
        const list = rankApplications(applications, { ceiling, tieBreak })
        assert.deepEqual(rankApplications([...applications].reverse(), { ceiling, tieBreak }), list)
        const cents = list.reduce((sum, { grant }) => sum + Math.round(grant * 100), 0)
        assert.ok(cents <= ceiling * 100)
        assert.equal(list.length, applications.length)
        const granted = list.map((one) => one.granted)
        assert.deepEqual(
          granted,
          [...granted].sort((one, other) => Number(other) - Number(one)),
        )
        const points = list.filter(({ place }) => place !== null).map((one) => one.points)
        assert.deepEqual(
          points,
          [...points].sort((one, other) => other - one),
        )
      }),
    )
  })

  it('does not change what it is given', () => {
    const given = Object.freeze([application('b', { points: 1 }), application('a')])
    rankApplications(given, { ceiling: 1, tieBreak })
    assert.equal(given[0]?.case, 'b')
  })
})

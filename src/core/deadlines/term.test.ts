import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addExtension, extensionAllowed, formatTerm, halfTerm, parseTerm, TermError } from './term.ts'

describe('A term in words', () => {
  for (const [text, amount, unit] of [
    ['10 days', 10, 'days'],
    ['10 working days', 10, 'working-days'],
    ['10 calendar days', 10, 'calendar-days'],
    ['1 month', 1, 'months'],
    ['24 hours', 24, 'hours'],
    ['1 year', 1, 'years'],
    [' 1  Working Day ', 1, 'working-days'],
  ] as const) {
    it(`"${text}" is read as ${amount} ${unit}`, () => {
      assert.deepEqual(parseTerm(text.replace('  ', ' ')), { amount, unit })
    })
  }
  it('may have parts in different units', () => {
    assert.deepEqual(parseTerm('1 month and 15 calendar days'), {
      amount: 1,
      unit: 'months',
      plus: { amount: 15, unit: 'calendar-days' },
    })
  })
  for (const text of [
    '',
    'ten days',
    '0 days',
    '-3 days',
    '1.5 months',
    '10',
    'days',
    '10 weeks',
    '1 month and',
    '10days',
  ]) {
    it(`"${text}" is refused with what may be written`, () => {
      assert.throws(
        () => parseTerm(text),
        (error) => error instanceof TermError && /working days, calendar days/.test(error.message),
      )
    })
  }
  it('is written so that it reads back the same', () => {
    const unit = fc.constantFrom('hours', 'days', 'working days', 'calendar days', 'months', 'years')
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9999 }), unit, (amount, unit) => {
        assert.equal(formatTerm(parseTerm(`${amount} ${unit}`)), `${amount} ${unit}`)
      }),
    )
  })
})

describe('An extension', () => {
  for (const [term, extension, limit, allowed] of [
    ['10 days', '5 days', 'half', true],
    ['10 days', '6 days', 'half', false],
    ['3 months', '3 months', 'whole', true],
    ['3 months', '4 months', 'whole', false],
    ['1 month', '15 days', 'half', true],
    ['1 month', '16 days', 'half', false],
  ] as const) {
    it(`of ${term} by ${extension} is ${allowed ? 'allowed' : 'too long'} where the law gives at most ${limit}`, () => {
      assert.equal(extensionAllowed({ term: parseTerm(term), extension: parseTerm(extension) }, limit), allowed)
    })
  }
  it('in the same unit makes one longer term', () => {
    assert.equal(formatTerm(addExtension(parseTerm('10 days'), parseTerm('5 days'))), '15 days')
  })
  it('in another unit goes on after the first', () => {
    assert.equal(formatTerm(addExtension(parseTerm('1 month'), parseTerm('15 days'))), '1 month and 15 days')
  })
})

describe('Urgency cuts a term by half (Ley 39/2015, art. 33)', () => {
  for (const [term, half] of [
    ['10 days', '5 days'],
    ['15 days', '8 days'],
    ['1 month', '15 calendar days'],
    ['2 months', '1 month'],
    ['3 months', '1 month and 15 calendar days'],
    ['1 year', '6 months'],
    ['24 hours', '12 hours'],
  ] as const) {
    it(`${term} become ${half}`, () => assert.equal(formatTerm(halfTerm(parseTerm(term))), half))
  }
})

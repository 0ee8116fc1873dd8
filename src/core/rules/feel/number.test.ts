import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compileExpression } from './expression.ts'
import { fromJson, toJson } from './json.ts'
import {
  add,
  compareNumbers,
  type Decimal,
  divide,
  type FeelNumber,
  formatNumber,
  fromDecimal,
  multiply,
  negate,
  parseNumber,
  subtract,
  toDecimal,
} from './number.ts'
import { literal } from './print.ts'
import type { Value } from './value.ts'

/** Numbers of every form: small and large whole ones, amounts of money, many digits, powers of ten. */
const numbers: fc.Arbitrary<FeelNumber> = fc
  .tuple(fc.oneof(fc.bigInt(-(10n ** 16n), 10n ** 16n), fc.bigInt(-99999n, 99999n)), fc.integer({ min: -8, max: 8 }))
  .map(([digits, exponent]) => parseNumber(`${digits}e${exponent}`) ?? 0)

const SAME_FORM = 'a number has one form'

function sameAs(actual: FeelNumber | null, expected: Decimal): void {
  const wanted = fromDecimal(expected)
  assert.equal(actual === null ? null : formatNumber(actual), wanted === null ? null : formatNumber(wanted))
  assert.equal(typeof actual, typeof wanted, SAME_FORM)
}

describe('Arithmetic on numbers', () => {
  it('gives what decimals of 34 digits give, whatever the form of the operands', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        sameAs(add(a, b), toDecimal(a).plus(toDecimal(b)))
        sameAs(subtract(a, b), toDecimal(a).minus(toDecimal(b)))
        sameAs(multiply(a, b), toDecimal(a).times(toDecimal(b)))
        if (compareNumbers(b, 0) !== 0) sameAs(divide(a, b), toDecimal(a).dividedBy(toDecimal(b)))
      }),
      { numRuns: 2000 },
    )
  })

  it('adds and multiplies in either order, and takes away what it added', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        assert.deepEqual(add(a, b), add(b, a))
        assert.deepEqual(multiply(a, b), multiply(b, a))
        const sum = add(a, b)
        assert.ok(sum !== null && compareNumbers(subtract(sum, b) ?? Number.NaN, a) === 0)
        assert.ok(compareNumbers(add(a, negate(a)) ?? Number.NaN, 0) === 0)
      }),
    )
  })

  it('orders numbers as their decimals', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        assert.equal(Math.sign(compareNumbers(a, b)), toDecimal(a).comparedTo(toDecimal(b)))
      }),
    )
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        assert.deepEqual(parseNumber(formatNumber(number)), number)
      }),
    )
  })
})

const texts = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !/[\\\p{C}\u2028\u2029]/u.test(text))
const days = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** Values as FEEL literals would give them. */
const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    numbers,
    texts,
    days.map((day) => compileExpression(`@"${day}"`).evaluateRaw({}).value),
    fc.integer({ min: -999, max: 999 }).map((n) => compileExpression(`@"P1M" * ${n}`).evaluateRaw({}).value),
    fc.integer({ min: -99999, max: 99999 }).map((n) => compileExpression(`@"PT0.25S" * ${n}`).evaluateRaw({}).value),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z][a-z ]{0,5}[a-z]$/), tie('value'), { maxKeys: 3 }).map(fromJson),
  ),
})).value

describe('A value written as FEEL', () => {
  it('is that value again when evaluated', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = literal(value)
        const again = compileExpression(text).evaluateRaw({})
        assert.deepEqual(again.errors, [])
        assert.deepEqual(toJson(again.value), toJson(value))
        assert.equal(literal(again.value), text)
      }),
    )
  })
})

import {
  absolute,
  Decimal,
  type FeelNumber,
  fromDecimal,
  isNumber,
  modulo,
  type Rounding,
  round,
  toDecimal,
  toDouble,
} from '../number.ts'
import type { Run } from '../run.ts'
import { DaysTime, type Duration, YearsMonths } from '../temporal/duration.ts'
import type { Value } from '../value.ts'
import type { Group, Signature } from './built-in.ts'

/** Functions on numbers (DMN table 78). */
export const NUMERIC: Group = {
  decimal: [{ parameters: 'n: number, scale: number', give: roundingTo('half-even') }],
  floor: [scaled('floor')],
  ceiling: [scaled('ceiling')],
  'round up': [scaled('up')],
  'round down': [scaled('down')],
  'round half up': [scaled('half-up')],
  'round half down': [scaled('half-down')],
  abs: [{ parameters: 'n: value', give: giveAbsolute }],
  modulo: [
    {
      parameters: 'dividend: number, divisor: number',
      give(dividend: FeelNumber, divisor: FeelNumber) {
        return modulo(dividend, divisor) ?? this.fail('modulo: division by zero')
      },
    },
  ],
  sqrt: [onDecimal('sqrt', (n) => (n.isNegative() && !n.isZero() ? null : n.sqrt()))],
  log: [onDecimal('log', (n) => (n.isPositive() && !n.isZero() ? n.ln() : null))],
  exp: [onDecimal('exp', (n) => n.exp())],
  odd: [parity(1)],
  even: [parity(0)],
}

function scaled(rounding: Rounding): Signature {
  return { parameters: 'n: number, scale?: number', give: roundingTo(rounding) }
}

function roundingTo(rounding: Rounding) {
  return function give(this: Run, n: FeelNumber, scale: FeelNumber = 0): Value {
    const places = Math.trunc(toDouble(scale))
    return round(n, places, rounding) ?? this.fail('the scale must lie between -6111 and 6176')
  }
}

function giveAbsolute(this: Run, n: FeelNumber | Duration): Value {
  if (isNumber(n)) return absolute(n)
  if (n instanceof YearsMonths) return new YearsMonths(Math.abs(n.months))
  if (n instanceof DaysTime) return n.nanos < 0n ? new DaysTime(-n.nanos) : n
  return this.fail('abs takes a number or a duration')
}

function onDecimal(name: string, compute: (n: Decimal) => Decimal | null): Signature {
  return {
    parameters: 'number: number',
    give(number: FeelNumber) {
      const result = compute(new Decimal(toDecimal(number)))
      return (result === null ? null : fromDecimal(result)) ?? this.fail(`${name} of this number does not exist`)
    },
  }
}

function parity(rest: 0 | 1): Signature {
  return { parameters: 'number: number', give: (number: FeelNumber) => toDecimal(number).mod(2).abs().equals(rest) }
}

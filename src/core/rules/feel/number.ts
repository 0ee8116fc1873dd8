import { Decimal as AnyDecimal } from 'decimal.js'

/**
 * Decimals of 34 significant digits (IEEE 754 decimal128, as DMN 10.3.2.3.1 asks), half-even.
 */
export const Decimal = AnyDecimal.clone({
  precision: 34,
  rounding: AnyDecimal.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -40,
  toExpPos: 40,
})
export type Decimal = AnyDecimal

/**
 * A FEEL number in one of two forms. A JavaScript number stands for its own shortest decimal and is only used when that
 * has at most 15 significant digits: then doubles and decimals map one to one and in the same order, so that comparing
 * is exact and cheap. Every other value is a Decimal. A value has exactly one form.
 */
export type FeelNumber = number | Decimal

const SAFE = 1e15
const MONEY_SCALE = 1e6

export function isNumber(value: unknown): value is FeelNumber {
  return typeof value === 'number' || value instanceof Decimal
}

/** The number a text denotes (`12`, `-.5`, `1.2e3`), or null when it denotes none. */
export function parseNumber(text: string): FeelNumber | null {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null
  return fromDecimal(new Decimal(text))
}

/** A JavaScript number from outside, in its canonical form; null when it is not finite. */
export function fromDouble(value: number): FeelNumber | null {
  if (Number.isInteger(value) && Math.abs(value) < SAFE) return value === 0 ? 0 : value
  if (!Number.isFinite(value)) return null
  return fromDecimal(new Decimal(String(value)))
}

/** The canonical form of a decimal; null when it is not finite. */
export function fromDecimal(value: Decimal): FeelNumber | null {
  const rounded = value.toSignificantDigits(34)
  if (!rounded.isFinite()) return null
  if (rounded.isZero()) return 0
  if (rounded.precision() <= 15 && Math.abs(rounded.e) < 300) return rounded.toNumber()
  return rounded
}

export function toDecimal(value: FeelNumber): Decimal {
  return typeof value === 'number' ? new Decimal(value) : value
}

/** The number as a JavaScript one, rounded when it has more digits: for counts, indexes and components. */
export function toDouble(value: FeelNumber): number {
  return typeof value === 'number' ? value : value.toNumber()
}

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const exact = addScaled(a, b)
    if (exact !== undefined) return exact
  }
  return fromDecimal(toDecimal(a).plus(toDecimal(b)))
}

/** Sums as integers, or as millionths when that is exact: undefined when neither is. */
function addScaled(a: number, b: number): number | undefined {
  const sum = a + b
  if (isSmallInteger(a) && isSmallInteger(b)) return Math.abs(sum) < SAFE ? sum : undefined
  const left = Math.round(a * MONEY_SCALE)
  const right = Math.round(b * MONEY_SCALE)
  if (left / MONEY_SCALE !== a || right / MONEY_SCALE !== b) return undefined
  const scaled = left + right
  const isExact = Math.abs(left) < SAFE && Math.abs(right) < SAFE && Math.abs(scaled) < SAFE
  return isExact ? scaled / MONEY_SCALE + 0 : undefined
}

/** A whole number that a double holds exactly, with room for a sum of two. */
function isSmallInteger(value: FeelNumber): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < SAFE
}

export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return add(a, negate(b))
}

export function negate(value: FeelNumber): FeelNumber {
  return typeof value === 'number' ? 0 - value : value.negated()
}

export function absolute(value: FeelNumber): FeelNumber {
  return typeof value === 'number' ? Math.abs(value) : value.abs()
}

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (isSmallInteger(a) && isSmallInteger(b)) {
    const product = a * b
    if (Math.abs(product) < SAFE) return product + 0
  }
  return fromDecimal(toDecimal(a).times(toDecimal(b)))
}

/** The quotient; null when dividing by zero. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (isZero(b)) return null
  if (isSmallInteger(a) && isSmallInteger(b) && a % b === 0) return a / b + 0
  return fromDecimal(toDecimal(a).dividedBy(toDecimal(b)))
}

/** `dividend - divisor * floor(dividend / divisor)`: the sign is the divisor's (DMN table 78). Null for divisor zero. */
export function modulo(dividend: FeelNumber, divisor: FeelNumber): FeelNumber | null {
  if (isZero(divisor)) return null
  const a = toDecimal(dividend)
  const b = toDecimal(divisor)
  const rest = a.mod(b)
  return fromDecimal(rest.isZero() || rest.isNegative() === b.isNegative() ? rest : rest.plus(b))
}

export function power(base: FeelNumber, exponent: FeelNumber): FeelNumber | null {
  return fromDecimal(toDecimal(base).pow(toDecimal(exponent)))
}

export function isZero(value: FeelNumber): boolean {
  return value === 0
}

export function isInteger(value: FeelNumber): boolean {
  return typeof value === 'number' ? Number.isInteger(value) : value.isInteger()
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  return toDecimal(a).comparedTo(toDecimal(b))
}

export type Rounding = 'half-even' | 'half-up' | 'half-down' | 'up' | 'down' | 'floor' | 'ceiling'

const DECIMAL_ROUNDING: Readonly<Record<Rounding, AnyDecimal.Rounding>> = {
  'half-even': Decimal.ROUND_HALF_EVEN,
  'half-up': Decimal.ROUND_HALF_UP,
  'half-down': Decimal.ROUND_HALF_DOWN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
}

/**
 * Rounds to `scale` decimals; a negative scale rounds to tens, hundreds and so on.
 * Null when the scale is outside -6111…6176, the limits of DMN.
 */
export function round(value: FeelNumber, scale: number, rounding: Rounding): FeelNumber | null {
  if (scale < -6111 || scale > 6176) return null
  const mode = DECIMAL_ROUNDING[rounding]
  const decimal = toDecimal(value)
  if (scale >= 0) return fromDecimal(scale >= decimal.decimalPlaces() ? decimal : decimal.toDecimalPlaces(scale, mode))
  const unit = new Decimal(10).pow(-scale)
  return fromDecimal(decimal.dividedBy(unit).toDecimalPlaces(0, mode).times(unit))
}

/** The number as FEEL writes it: plain digits, no exponent and no superfluous zeros. */
export function formatNumber(value: FeelNumber): string {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < SAFE) return String(value)
  return toDecimal(value).toFixed()
}

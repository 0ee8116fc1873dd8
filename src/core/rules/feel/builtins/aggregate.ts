import { compare, isDuration } from '../comparison.ts'
import {
  add,
  compareNumbers,
  Decimal,
  divide,
  type FeelNumber,
  fromDecimal,
  isNumber,
  multiply,
  toDecimal,
} from '../number.ts'
import type { Run } from '../run.ts'
import { addToTemporal, divideDuration } from '../temporal/arithmetic.ts'
import type { Value } from '../value.ts'
import type { Group, Signature } from './built-in.ts'

/** Functions that make one value of a list (DMN table 75). Each takes one list, or the items themselves. */
export const AGGREGATE: Group = {
  min: overItems(function give(list) {
    return extreme(this, list, (order) => order < 0)
  }),
  max: overItems(function give(list) {
    return extreme(this, list, (order) => order > 0)
  }),
  sum: overItems(sum),
  mean: overItems(function give(list) {
    const total = sum.call(this, list)
    if (total === null) return null
    return isNumber(total) ? divide(total, list.length) : divideDuration(total, list.length)
  }),
  all: overItems(function give(list) {
    return quantify(this, list, false)
  }),
  any: overItems(function give(list) {
    return quantify(this, list, true)
  }),
  product: overItems(function give(list) {
    const numbers = numbersOf(this, list)
    if (numbers === null || numbers.length === 0) return this.absent()
    return numbers.reduce<FeelNumber | null>((product, n) => (product === null ? null : multiply(product, n)), 1)
  }),
  median: overItems(function give(list) {
    return median(numbersOf(this, list)) ?? this.absent()
  }),
  stddev: overItems(function give(list) {
    return deviation(this, numbersOf(this, list))
  }),
  mode: overItems(function give(list) {
    return mode(numbersOf(this, list))
  }),
}

function overItems(give: (this: Run, list: readonly Value[]) => Value): readonly Signature[] {
  return [
    {
      parameters: 'list: list',
      give(list: readonly Value[]) {
        return give.call(this, list)
      },
    },
    {
      parameters: '...items: any',
      give(items: readonly Value[]) {
        if (items.length === 1) return this.fail('a list is needed, not null')
        return give.call(this, items)
      },
    },
  ]
}

function extreme(run: Run, list: readonly Value[], isBetter: (order: number) => boolean): Value {
  if (list.length === 0) return run.absent()
  let best = list[0] ?? null
  if (compare(best, best) === undefined) return run.fail('these values have no order')
  for (const item of list.slice(1)) {
    const order = compare(item, best)
    if (order === undefined) return run.fail('these values have no common order')
    if (isBetter(order)) best = item
  }
  return best
}

function sum(this: Run, list: readonly Value[]): Value {
  if (list.every(isDuration) && list.length > 0) {
    const total = list.reduce<Value>((first, second) => (first === null ? second : addToTemporal(first, second)), null)
    return total ?? this.fail('durations of months and of days have no sum')
  }
  const numbers = numbersOf(this, list)
  if (numbers === null || numbers.length === 0) return this.absent()
  return numbers.reduce<FeelNumber | null>((total, n) => (total === null ? null : add(total, n)), 0)
}

function numbersOf(run: Run, list: readonly Value[]): readonly FeelNumber[] | null {
  const numbers = list.filter(isNumber)
  return numbers.length === list.length ? numbers : run.fail('a list of numbers is needed')
}

/** `all` looks for a false, `any` for a true; without one, a null leaves it unknown. */
function quantify(run: Run, list: readonly Value[], decisive: boolean): Value {
  if (list.some((item) => item !== null && typeof item !== 'boolean'))
    return run.fail('a list of true or false is needed')
  if (list.includes(decisive)) return decisive
  return list.includes(null) ? run.absent() : !decisive
}

function sorted(numbers: readonly FeelNumber[]): readonly FeelNumber[] {
  return numbers.toSorted(compareNumbers)
}

function median(numbers: readonly FeelNumber[] | null): Value {
  if (numbers === null || numbers.length === 0) return null
  const ordered = sorted(numbers)
  const middle = Math.floor(ordered.length / 2)
  const [low = null, high = null] = [ordered[middle - 1], ordered[middle]]
  if (ordered.length % 2 === 1 || low === null || high === null) return high
  const total = add(low, high)
  return total === null ? null : divide(total, 2)
}

/** The standard deviation of a sample, which divides by one less than its size. */
function deviation(run: Run, numbers: readonly FeelNumber[] | null): Value {
  if (numbers === null) return null
  if (numbers.length < 2) return run.fail('stddev needs two numbers at least')
  const values = numbers.map(toDecimal)
  const mean = values.reduce((total, n) => total.plus(n), new Decimal(0)).dividedBy(values.length)
  const squares = values.reduce((total, n) => total.plus(n.minus(mean).pow(2)), new Decimal(0))
  return fromDecimal(squares.dividedBy(values.length - 1).sqrt())
}

/** The most frequent numbers, in ascending order. */
function mode(numbers: readonly FeelNumber[] | null): Value {
  if (numbers === null) return null
  const counts: { value: FeelNumber; times: number }[] = []
  for (const value of sorted(numbers)) {
    const last = counts.at(-1)
    if (last !== undefined && compareNumbers(last.value, value) === 0) last.times += 1
    else counts.push({ value, times: 1 })
  }
  const most = Math.max(...counts.map(({ times }) => times))
  return counts.filter(({ times }) => times === most).map(({ value }) => value)
}

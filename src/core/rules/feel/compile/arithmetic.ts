import {
  add,
  divide,
  type FeelNumber,
  isInteger,
  isNumber,
  multiply,
  negate,
  power,
  subtract,
  toDouble,
} from '../number.ts'
import type { Run } from '../run.ts'
import type { ArithmeticOperator, Node } from '../syntax/tree.ts'
import { addToTemporal, divideDuration, multiplyDuration, subtractTemporals } from '../temporal/arithmetic.ts'
import { DaysTime, YearsMonths } from '../temporal/duration.ts'
import { kindOf, type Value } from '../value.ts'
import type { Compiled, Compiler } from './compiled.ts'

export function compileArithmetic(node: Node & { kind: 'arithmetic' }, compiler: Compiler): Compiled {
  const [left, right] = [compiler.compile(node.left), compiler.compile(node.right)]
  const { operator } = node
  const ofNumbers = ON_NUMBERS[operator]
  const ofOthers = ON_OTHERS[operator]
  return (scope) => {
    const a = left(scope)
    const b = right(scope)
    const result = isNumber(a) && isNumber(b) ? ofNumbers(a, b) : ofOthers(a, b)
    return result ?? failure(operator, a, b, scope.run)
  }
}

const ON_NUMBERS: Readonly<Record<ArithmeticOperator, (a: FeelNumber, b: FeelNumber) => FeelNumber | null>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
}

const ON_OTHERS: Readonly<Record<ArithmeticOperator, (a: Value, b: Value) => Value>> = {
  '+': (a, b) => (typeof a === 'string' && typeof b === 'string' ? a + b : addToTemporal(a, b)),
  '-': subtractTemporals,
  '*': multiplyDuration,
  '/': divideDuration,
  '**': () => null,
}

function failure(operator: string, a: Value, b: Value, run: Run): null {
  if (operator === '/' && b === 0) return run.fail('division by zero')
  return run.fail(`no result for ${kindOf(a)} ${operator} ${kindOf(b)}`)
}

export function compileNegation(node: Node & { kind: 'negation' }, compiler: Compiler): Compiled {
  const operand = compiler.compile(node.of)
  return (scope) => {
    const value = operand(scope)
    if (isNumber(value)) return negate(value)
    if (value instanceof YearsMonths) return new YearsMonths(-value.months)
    if (value instanceof DaysTime) return new DaysTime(-value.nanos)
    return scope.run.fail(`${kindOf(value)} has no negative`)
  }
}

/** A number as a whole JavaScript one; undefined when it has decimals or is no number. */
export function asInteger(value: Value): number | undefined {
  return isNumber(value) && isInteger(value) ? toDouble(value) : undefined
}

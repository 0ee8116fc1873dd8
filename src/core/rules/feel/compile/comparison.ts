import { compare, equal, inRange } from '../comparison.ts'
import { Range } from '../range.ts'
import type { ComparisonOperator, IntervalNode, Node } from '../syntax/tree.ts'
import { isList, kindOf, type Value } from '../value.ts'
import type { Compiled, Compiler } from './compiled.ts'

export function compileComparison(node: Node & { kind: 'comparison' }, compiler: Compiler): Compiled {
  const [left, right] = [compiler.compile(node.left), compiler.compile(node.right)]
  const holds = COMPARE[node.operator]
  return (scope) => {
    const a = left(scope)
    const b = right(scope)
    return holds(a, b) ?? scope.run.fail(`cannot compare ${kindOf(a)} ${node.operator} ${kindOf(b)}`)
  }
}

/** Whether a comparison holds; undefined when the two values cannot be compared. */
export const COMPARE: Readonly<Record<ComparisonOperator, (a: Value, b: Value) => boolean | undefined>> = {
  '=': equal,
  '!=': (a, b) => negated(equal(a, b)),
  '<': (a, b) => ordered(compare(a, b), (order) => order < 0),
  '<=': (a, b) => ordered(compare(a, b), (order) => order <= 0),
  '>': (a, b) => ordered(compare(a, b), (order) => order > 0),
  '>=': (a, b) => ordered(compare(a, b), (order) => order >= 0),
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

function ordered(order: number | undefined, holds: (order: number) => boolean): boolean | undefined {
  return order === undefined ? undefined : holds(order)
}

export function compileBetween(node: Node & { kind: 'between' }, compiler: Compiler): Compiled {
  const [value, low, high] = [compiler.compile(node.value), compiler.compile(node.low), compiler.compile(node.high)]
  return (scope) => {
    const [tested, from, to] = [value(scope), low(scope), high(scope)]
    const isWithin = inRange(tested, new Range(from, to, true, true))
    return isWithin ?? scope.run.fail(`${kindOf(tested)} is not between ${kindOf(from)} and ${kindOf(to)}`)
  }
}

/** `x in test` or `x in (test, …)`, which is `x in test or …` in ternary logic: one test must hold. */
export function compileIn(node: Node & { kind: 'in' }, compiler: Compiler): Compiled {
  const value = compiler.compile(node.value)
  const tests = node.tests.map((test) => compiler.compile(test))
  return (scope) => {
    const tested = value(scope)
    let isUnknown = false
    for (const test of tests) {
      const holds = isIn(tested, test(scope))
      if (holds === true) return true
      isUnknown ||= holds === undefined
    }
    return isUnknown ? scope.run.fail(`cannot tell whether ${kindOf(tested)} is in this`) : false
  }
}

/** Whether a value is in a range, among the items of a list or their ranges, or equal; undefined when unknown. */
export function isIn(value: Value, target: Value): boolean | undefined {
  if (target instanceof Range) return inRange(value, target)
  if (!isList(target)) return equal(value, target)
  if (target.some((item) => isInItem(value, item))) return true
  return isList(value) ? equal(value, target) : false
}

function isInItem(value: Value, item: Value): boolean {
  if (item instanceof Range) return inRange(value, item) === true || equal(value, item) === true
  return equal(value, item) === true
}

export function compileInterval(node: IntervalNode, compiler: Compiler): Compiled {
  const [start, end] = [compiler.compile(node.start), compiler.compile(node.end)]
  const { startIncluded, endIncluded } = node
  const isConstant = node.start.kind === 'literal' && node.end.kind === 'literal'
  if (isConstant) {
    const range = new Range(node.start.value, node.end.value, startIncluded, endIncluded)
    return () => range
  }
  return (scope) => new Range(start(scope), end(scope), startIncluded, endIncluded)
}

export function compileOneSided(node: Node & { kind: 'one-sided' }, compiler: Compiler): Compiled {
  const end = compiler.compile(node.end)
  return (scope) => Range.ofComparison(node.form, end(scope))
}

import { equal, inRange } from '../comparison.ts'
import { Range } from '../range.ts'
import { NameScope, type Scope } from '../scope.ts'
import type { Node, TestsNode } from '../syntax/tree.ts'
import type { FeelType } from '../type.ts'
import type { Value } from '../value.ts'
import { isIn } from './comparison.ts'
import { compileNode } from './expression.ts'

/** Whether a value passes; the scope serves expressions that use other names. */
export type CompiledTests = (value: Value, scope: Scope) => boolean

/** Turns unary tests into one closure; tests on constants, most cells of a table, become a single comparison. */
export function compileTests(node: TestsNode, typeNamed?: (name: string) => FeelType | undefined): CompiledTests {
  if (node.isAny) return () => true
  const tests = node.tests.map((test) => compileTest(test, typeNamed))
  const [only, ...others] = tests
  const passes: CompiledTests =
    only !== undefined && others.length === 0
      ? only
      : (value, scope) => {
          for (const test of tests) if (test(value, scope)) return true
          return false
        }
  return node.isNegated ? (value, scope) => !passes(value, scope) : passes
}

function compileTest(node: Node, typeNamed?: (name: string) => FeelType | undefined): CompiledTests {
  const constant = constantOf(node)
  if (constant instanceof Range) return (value) => inRange(value, constant) === true
  if (constant !== undefined && (constant === null || typeof constant !== 'object')) {
    return (value) => value === constant || equal(value, constant) === true
  }
  if (constant !== undefined) return (value) => isIn(value, constant) === true
  const evaluate = compileNode(node, typeNamed)
  const isAboutInput = mentionsInput(node)
  return (value, scope) => {
    const result = evaluate(new NameScope(scope, '?', value))
    // An expression that speaks of the input, or of other names while the input is no boolean, says yes or no itself.
    if (typeof result === 'boolean' && (isAboutInput || typeof value !== 'boolean')) return result
    return isIn(value, result) === true
  }
}

/** What a node always gives; undefined when that depends on names. */
function constantOf(node: Node): Value | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value
    case 'interval': {
      const [start, end] = [constantOf(node.start), constantOf(node.end)]
      if (start === undefined || end === undefined) return undefined
      return new Range(start, end, node.startIncluded, node.endIncluded)
    }
    case 'one-sided': {
      const end = constantOf(node.end)
      return end === undefined ? undefined : Range.ofComparison(node.form, end)
    }
    default:
      return undefined
  }
}

function mentionsInput(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if ('kind' in node && 'name' in node && node.kind === 'name' && node.name === '?') return true
  return Object.values(node).some(mentionsInput)
}

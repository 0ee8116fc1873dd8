import { childrenOf, type Source, type SyntaxNode } from './source.ts'
import type { ComparisonOperator, Node } from './tree.ts'

type Operator = 'and' | 'or'
type Read = (node: SyntaxNode, source: Source) => Node

/** Operands joined by `and` and `or` as they stand in the text, without brackets. */
interface Chain {
  readonly operands: readonly Node[]
  /** One fewer than the operands. */
  readonly operators: readonly Operator[]
}

/**
 * Reads `and`, `or` and `in` with the precedence that DMN gives them. The grammar lets what follows `in` swallow the
 * rest: `a in b and c` comes as `a in (b and c)`. So the chain is taken apart, and put together again.
 */
export function readLogic(node: SyntaxNode, source: Source, read: Read): Node {
  return join(flatten(node, source, read))
}

/** Whether a comparison is an `in` whose test stands without brackets of its own. */
export function isOpenIn(comparison: SyntaxNode): boolean {
  const [, operator, test] = childrenOf(comparison)
  return operator?.name === 'in' && test?.name === 'PositiveUnaryTest'
}

function flatten(node: SyntaxNode, source: Source, read: Read): Chain {
  const [left, , right] = childrenOf(node)
  if (left === undefined || right === undefined) return { operands: [read(node, source)], operators: [] }
  if (node.name === 'Conjunction' || node.name === 'Disjunction') {
    const [before, after] = [flatten(left, source, read), flatten(right, source, read)]
    const operator = node.name === 'Conjunction' ? 'and' : 'or'
    return {
      operands: [...before.operands, ...after.operands],
      operators: [...before.operators, operator, ...after.operators],
    }
  }
  if (node.name !== 'Comparison' || !isOpenIn(node)) return { operands: [read(node, source)], operators: [] }
  const value = read(left, source)
  const bind = (test: Node): Node => ({ kind: 'in', value, tests: [test] })
  const isCompared = leftmost(right).name === 'Comparison'
  return withFirst(flattenTest(right, source, read), (test) => {
    return isCompared && test.kind === 'comparison' ? { ...test, left: bind(test.left) } : bind(test)
  })
}

/** The first operand of a test: `a in b = c` comes as `a in (b = c)`. */
function leftmost(test: SyntaxNode): SyntaxNode {
  const first = childrenOf(test)[0]
  const goesOn = ['PositiveUnaryTest', 'Conjunction', 'Disjunction'].includes(test.name)
  return goesOn && first !== undefined ? leftmost(first) : test
}

/** A test, and what it swallowed: `< 5 and c` comes as `< (5 and c)`. */
function flattenTest(test: SyntaxNode, source: Source, read: Read): Chain {
  const inner = childrenOf(test)[0] ?? test
  const [operator, end] = childrenOf(inner)
  if (inner.name !== 'SimplePositiveUnaryTest' || operator?.name !== 'CompareOp' || end === undefined) {
    return flatten(inner, source, read)
  }
  // The grammar lets no other operator here.
  const form = source.text.slice(operator.from, operator.to) as ComparisonOperator
  return withFirst(flatten(end, source, read), (bound) => ({ kind: 'one-sided', form, end: bound }))
}

function withFirst({ operands, operators }: Chain, change: (first: Node) => Node): Chain {
  return { operators, operands: operands.map((operand, index) => (index === 0 ? change(operand) : operand)) }
}

/** `and` binds closer than `or`; both go from left to right. */
function join({ operands, operators }: Chain): Node {
  const alternatives: Node[] = []
  for (const [index, operand] of operands.entries()) {
    const last = operators[index - 1] === 'and' ? alternatives.pop() : undefined
    alternatives.push(last === undefined ? operand : { kind: 'and', left: last, right: operand })
  }
  return alternatives.reduce((left, right) => ({ kind: 'or', left, right }))
}

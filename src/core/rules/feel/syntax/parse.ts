import { parseNumber } from '../number.ts'
import { parseTemporal } from '../temporal/parse.ts'
import { normalName } from '../value.ts'
import { isOpenIn, readLogic } from './logic-chain.ts'
import { type KnownNames, type Parser, parsersFor } from './parser.ts'
import { childrenOf, type Source, type SyntaxNode, withGrammarTypes } from './source.ts'
import { unescapeString } from './string-literal.ts'
import { FeelSyntaxError } from './syntax-error.ts'
import type {
  ArithmeticOperator,
  CallNode,
  ComparisonOperator,
  ContextEntry,
  FunctionNode,
  IntervalNode,
  Iteration,
  Node,
  TestsNode,
} from './tree.ts'
import { readType } from './type-syntax.ts'

/** The tree of a FEEL expression. Throws FeelSyntaxError. */
export function parseExpression(text: string, names?: KnownNames): Node {
  const source = parseSource(text, parsersFor(names).expression)
  const [root] = childrenOf(source.top)
  if (root === undefined) throw new FeelSyntaxError(text, text.length)
  return read(root, source)
}

/** The tree of unary tests, as in a decision table's cell. Throws FeelSyntaxError. */
export function parseUnaryTests(text: string, names?: KnownNames): TestsNode {
  const source = parseSource(text, parsersFor(names).tests)
  const parts = childrenOf(source.top)
  if (parts[0]?.name === 'Wildcard') return { isAny: true, isNegated: false, tests: [] }
  const tests = parts.find(({ name }) => name === 'PositiveUnaryTests')
  if (tests === undefined) throw new FeelSyntaxError(text, text.length)
  return { isAny: false, isNegated: parts[0]?.name === 'not', tests: readTests(tests, source) }
}

function parseSource(text: string, parser: Parser): Source {
  const first = attempt(text, text, parser)
  if (first.error === undefined) return first.source
  const second = attempt(text, withGrammarTypes(text), parser)
  if (second.error === undefined) return second.source
  throw new FeelSyntaxError(text, first.error)
}

/** Expressions nested deeper than this are refused: they would overflow the stack. */
const DEEPEST = 1500

/** Parses `parsed`, of the same length as `text`; gives the place of the first error, if any. */
function attempt(text: string, parsed: string, parser: Parser): { source: Source; error: number | undefined } {
  const tree = parser.parse(parsed)
  let error: number | undefined
  let depth = 0
  tree.iterate({
    enter(node) {
      depth += 1
      if (node.type.isError || depth > DEEPEST) error ??= node.from
    },
    leave() {
      depth -= 1
    },
  })
  return { source: { text, top: tree.topNode }, error }
}

function read(node: SyntaxNode, source: Source): Node {
  const reader = READERS[node.name]
  if (reader === undefined) throw new FeelSyntaxError(source.text, node.from)
  return reader(node, source)
}

const READERS: Readonly<Record<string, (node: SyntaxNode, source: Source) => Node>> = {
  NumericLiteral: (node, source) => ({ kind: 'literal', value: parseNumber(textOf(node, source).replace(/\s/g, '')) }),
  StringLiteral: (node, source) => ({ kind: 'literal', value: unescapeString(textOf(node, source)) }),
  BooleanLiteral: (node, source) => ({ kind: 'literal', value: textOf(node, source) === 'true' }),
  null: () => ({ kind: 'literal', value: null }),
  DateTimeLiteral: readDateTimeLiteral,
  VariableName: (node, source) => ({ kind: 'name', name: nameOf(node, source) }),
  SpecialFunctionName: (node, source) => ({ kind: 'name', name: nameOf(node, source) }),
  '?': () => ({ kind: 'name', name: '?' }),
  ParenthesizedExpression: (node, source) => read(child(node, 1, source), source),
  PositiveUnaryTest: (node, source) => read(child(node, 0, source), source),
  List: (node, source) => ({ kind: 'list', items: operands(node).map((item) => read(item, source)) }),
  Context: (node, source) => ({ kind: 'context', entries: operands(node).map((entry) => readEntry(entry, source)) }),
  FunctionDefinition: readFunction,
  FunctionInvocation: (node, source) => readCall(child(node, 0, source), node, source),
  PathExpression: (node, source) => ({
    kind: 'path',
    of: read(child(node, 0, source), source),
    name: nameOf(child(node, 2, source), source),
  }),
  FilterExpression: (node, source) => ({
    kind: 'filter',
    of: read(child(node, 0, source), source),
    by: read(child(node, 2, source), source),
  }),
  ArithmeticExpression: readArithmetic,
  Comparison: readComparison,
  SimplePositiveUnaryTest: readSimpleTest,
  Conjunction: (node, source) => readLogic(node, source, read),
  Disjunction: (node, source) => readLogic(node, source, read),
  IfExpression: (node, source) => ({
    kind: 'if',
    condition: read(child(node, 1, source), source),
    consequence: read(child(node, 3, source), source),
    otherwise: read(child(node, 5, source), source),
  }),
  ForExpression: (node, source) => ({ kind: 'for', ...readIterating(node, source) }),
  QuantifiedExpression: (node, source) => ({
    kind: textOf(child(node, 0, source), source) === 'some' ? 'some' : 'every',
    ...readIterating(node, source),
  }),
  InstanceOfExpression: (node, source) => ({
    kind: 'instance',
    of: read(child(node, 0, source), source),
    type: readType(child(node, 3, source), source),
  }),
}

/** `@"…"` is a literal; `date(…)` and its like are calls. */
function readDateTimeLiteral(node: SyntaxNode, source: Source): Node {
  const first = child(node, 0, source)
  if (first.name !== 'AtLiteral') return readCall(first, node, source)
  const text = unescapeString(textOf(child(first, 0, source), source))
  const value = parseTemporal(text)
  return value === null
    ? { kind: 'invalid', reason: `@"${text}" is no date, time or duration` }
    : { kind: 'literal', value }
}

function readCall(callee: SyntaxNode, node: SyntaxNode, source: Source): CallNode {
  const target: Node =
    callee.name === 'DateTimeConstructor' ? { kind: 'name', name: nameOf(callee, source) } : read(callee, source)
  const list = childrenOf(node).find(({ name }) => name === 'NamedParameters' || name === 'PositionalParameters')
  const given = list === undefined ? [] : childrenOf(list)
  if (list?.name !== 'NamedParameters')
    return { kind: 'call', callee: target, args: given.map((arg) => read(arg, source)) }
  return {
    kind: 'call',
    callee: target,
    args: given.map((parameter) => read(child(parameter, 1, source), source)),
    names: given.map((parameter) => nameOf(child(parameter, 0, source), source)),
  }
}

function readEntry(node: SyntaxNode, source: Source): ContextEntry {
  const key = child(child(node, 0, source), 0, source)
  const name = key.name === 'StringLiteral' ? unescapeString(textOf(key, source)) : nameOf(key, source)
  return { key: name, value: read(child(node, 1, source), source) }
}

function readFunction(node: SyntaxNode, source: Source): FunctionNode {
  const parts = childrenOf(node)
  const parameters = parts.find(({ name }) => name === 'FormalParameters')
  const body = parts.find(({ name }) => name === 'FunctionBody')
  if (body === undefined) throw new FeelSyntaxError(source.text, node.to)
  return {
    kind: 'function',
    parameters: (parameters === undefined ? [] : childrenOf(parameters)).map((parameter) => {
      const [name, type] = childrenOf(parameter)
      return {
        name: name === undefined ? '' : nameOf(name, source),
        ...(type === undefined ? {} : { type: readType(type, source) }),
      }
    }),
    body: read(child(body, 0, source), source),
    isExternal: parts.some(({ name }) => name === 'external'),
  }
}

function readArithmetic(node: SyntaxNode, source: Source): Node {
  const parts = childrenOf(node)
  const [first, second] = parts
  if (first === undefined || second === undefined) throw new FeelSyntaxError(source.text, node.to)
  if (first.name === 'ArithOp') {
    const operand = read(second, source)
    return textOf(first, source) === '-' ? { kind: 'negation', of: operand } : operand
  }
  const operator = textOf(second, source)
  return {
    kind: 'arithmetic',
    // The grammar lets no other operator here; ^ is its second way to write a power.
    operator: (operator === '^' ? '**' : operator) as ArithmeticOperator,
    left: read(first, source),
    right: read(child(node, 2, source), source),
  }
}

function readComparison(node: SyntaxNode, source: Source): Node {
  if (isOpenIn(node)) return readLogic(node, source, read)
  const left = read(child(node, 0, source), source)
  const operator = textOf(child(node, 1, source), source)
  if (operator === 'between') {
    const [low, high] = [read(child(node, 2, source), source), read(child(node, 4, source), source)]
    return { kind: 'between', value: left, low, high }
  }
  if (operator === 'in') {
    const tests = childrenOf(node).find(({ name }) => name === 'PositiveUnaryTests')
    return { kind: 'in', value: left, tests: tests === undefined ? [] : readTests(tests, source) }
  }
  // The grammar lets no other operator here.
  return { kind: 'comparison', operator: operator as ComparisonOperator, ...readSides(node, source) }
}

function readSimpleTest(node: SyntaxNode, source: Source): Node {
  const first = child(node, 0, source)
  if (first.name === 'Interval') return readInterval(first, source)
  const end = read(child(node, 1, source), source)
  // The grammar lets no other operator here.
  return { kind: 'one-sided', form: textOf(first, source) as ComparisonOperator, end }
}

function readInterval(node: SyntaxNode, source: Source): IntervalNode {
  return {
    kind: 'interval',
    startIncluded: textOf(child(node, 0, source), source) === '[',
    start: read(child(node, 1, source), source),
    end: read(child(node, 3, source), source),
    endIncluded: textOf(child(node, 4, source), source) === ']',
  }
}

function readTests(node: SyntaxNode, source: Source): Node[] {
  return childrenOf(node).map((test) => read(test, source))
}

function readSides(node: SyntaxNode, source: Source): { left: Node; right: Node } {
  return { left: read(child(node, 0, source), source), right: read(child(node, 2, source), source) }
}

function readIterating(node: SyntaxNode, source: Source): { iterations: Iteration[]; body: Node } {
  const iterations = childrenOf(child(node, 1, source)).map((iteration): Iteration => {
    const name = nameOf(child(iteration, 0, source), source)
    const [from, , to] = childrenOf(child(iteration, 2, source))
    if (from === undefined) throw new FeelSyntaxError(source.text, iteration.to)
    return { name, from: read(from, source), ...(to === undefined ? {} : { to: read(to, source) }) }
  })
  return { iterations, body: read(child(node, 3, source), source) }
}

/** The children that are operands: no brackets. */
function operands(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => !/^[[\]{}]$/.test(name))
}

function child(node: SyntaxNode, index: number, source: Source): SyntaxNode {
  const found = childrenOf(node)[index]
  if (found === undefined) throw new FeelSyntaxError(source.text, node.to)
  return found
}

function nameOf(node: SyntaxNode, source: Source): string {
  return normalName(textOf(node, source))
}

function textOf(node: SyntaxNode, source: Source): string {
  return source.text.slice(node.from, node.to)
}

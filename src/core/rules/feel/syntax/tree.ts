import type { RangeForm } from '../range.ts'
import type { Value } from '../value.ts'

/** The tree of a FEEL expression, as compiled and as printed; positions are not kept, errors are reported on parsing. */
export type Node =
  | { readonly kind: 'literal'; readonly value: Value }
  /** `@"…"` or a literal that names no value: evaluates to null with this reason. */
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'context'; readonly entries: readonly ContextEntry[] }
  | FunctionNode
  | CallNode
  | { readonly kind: 'path'; readonly of: Node; readonly name: string }
  | { readonly kind: 'filter'; readonly of: Node; readonly by: Node }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negation'; readonly of: Node }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'between'; readonly value: Node; readonly low: Node; readonly high: Node }
  | { readonly kind: 'in'; readonly value: Node; readonly tests: readonly Node[] }
  | IntervalNode
  | { readonly kind: 'one-sided'; readonly form: Exclude<RangeForm, 'interval'>; readonly end: Node }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'if'; readonly condition: Node; readonly consequence: Node; readonly otherwise: Node }
  | { readonly kind: 'for'; readonly iterations: readonly Iteration[]; readonly body: Node }
  | { readonly kind: 'some' | 'every'; readonly iterations: readonly Iteration[]; readonly body: Node }
  | { readonly kind: 'instance'; readonly of: Node; readonly type: TypeNode }

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**'
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>='

export interface ContextEntry {
  readonly key: string
  readonly value: Node
}

export interface FunctionNode {
  readonly kind: 'function'
  readonly parameters: readonly { readonly name: string; readonly type?: TypeNode }[]
  readonly body: Node
  readonly isExternal: boolean
}

export interface CallNode {
  readonly kind: 'call'
  readonly callee: Node
  readonly args: readonly Node[]
  /** The parameters' names, one for each argument, when the call names them. */
  readonly names?: readonly string[]
}

export interface IntervalNode {
  readonly kind: 'interval'
  readonly start: Node
  readonly end: Node
  readonly startIncluded: boolean
  readonly endIncluded: boolean
}

/** `x in list`, or `x in from..to`. */
export interface Iteration {
  readonly name: string
  readonly from: Node
  readonly to?: Node
}

/** A type as written; `name` may be an item definition's. */
export type TypeNode =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list' | 'range'; readonly of: TypeNode }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly type: TypeNode }[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypeNode[]; readonly result: TypeNode }

/** Unary tests: a dash, tests of which one must hold, or `not(…)` of them. */
export interface TestsNode {
  readonly isAny: boolean
  readonly isNegated: boolean
  readonly tests: readonly Node[]
}

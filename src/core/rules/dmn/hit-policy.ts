import { builtIn } from '../feel/builtins/registry.ts'
import { equal } from '../feel/comparison.ts'
import type { Run } from '../feel/run.ts'
import type { Value } from '../feel/value.ts'

export type HitPolicy = 'UNIQUE' | 'ANY' | 'PRIORITY' | 'FIRST' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT'
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX'

const POLICIES: Readonly<Record<string, HitPolicy>> = {
  U: 'UNIQUE',
  A: 'ANY',
  P: 'PRIORITY',
  F: 'FIRST',
  R: 'RULE ORDER',
  O: 'OUTPUT ORDER',
  C: 'COLLECT',
}

/** The hit policy that an attribute names, in full or by its letter; undefined when there is no such policy. */
export function hitPolicyNamed(name: string): HitPolicy | undefined {
  const byLetter = Object.hasOwn(POLICIES, name) ? POLICIES[name] : undefined
  return byLetter ?? Object.values(POLICIES).find((policy) => policy === name.toUpperCase())
}

/** The outputs of one rule that matched. */
export type Outputs = readonly Value[]

/** How a table makes its result. */
export interface HitRule {
  readonly policy: HitPolicy
  readonly aggregation: Aggregation | undefined
  /** The names of the outputs. One output alone is given bare, several as a context. */
  readonly names: readonly string[]
  /** For each output, the place of a value among its output values: lower comes first. */
  readonly ranks: readonly ((value: Value) => number)[]
}

/** The result of the rules that matched, in the order of the table; there is one at least. */
export function resultOf(matched: readonly Outputs[], rule: HitRule, run: Run): Value {
  const [first = []] = matched
  switch (rule.policy) {
    case 'UNIQUE':
      if (matched.length > 1) return run.fail(`${matched.length} rules match where only one may (hit policy unique)`)
      return shape(first, rule)
    case 'ANY': {
      const isSame = matched.every((outputs) => outputs.every((value, i) => equal(value, first[i] ?? null) === true))
      return isSame ? shape(first, rule) : run.fail('rules that match differ in their outputs (hit policy any)')
    }
    case 'FIRST':
      return shape(first, rule)
    case 'PRIORITY':
      return shape(ordered(matched, rule)[0] ?? first, rule)
    case 'OUTPUT ORDER':
      return ordered(matched, rule).map((outputs) => shape(outputs, rule))
    case 'RULE ORDER':
      return matched.map((outputs) => shape(outputs, rule))
    case 'COLLECT':
      return collect(matched, rule, run)
  }
}

/** What a table without default outputs gives when no rule matches. */
export function resultOfNone({ policy, aggregation }: HitRule): Value {
  if (policy !== 'COLLECT') return null
  if (aggregation === undefined) return []
  return aggregation === 'COUNT' ? 0 : null
}

/** One output bare, several as a context. */
export function shape(outputs: Outputs, { names }: HitRule): Value {
  if (names.length === 1) return outputs[0] ?? null
  return new Map(names.map((name, index): [string, Value] => [name, outputs[index] ?? null]))
}

/** By the rank of the first output, then of the second, and so on; rules of the same rank keep their order. */
function ordered(matched: readonly Outputs[], { ranks }: HitRule): readonly Outputs[] {
  const place = (outputs: Outputs, index: number) => {
    const rank = ranks[index]?.(outputs[index] ?? null) ?? 0
    return rank < 0 ? Number.MAX_SAFE_INTEGER : rank
  }
  return matched.toSorted((a, b) => {
    const differing = ranks.findIndex((_, index) => place(a, index) !== place(b, index))
    return differing < 0 ? 0 : place(a, differing) - place(b, differing)
  })
}

const AGGREGATORS: Readonly<Record<Exclude<Aggregation, 'COUNT'>, string>> = { SUM: 'sum', MIN: 'min', MAX: 'max' }

function collect(matched: readonly Outputs[], rule: HitRule, run: Run): Value {
  const { aggregation, names } = rule
  if (aggregation === undefined) return matched.map((outputs) => shape(outputs, rule))
  if (aggregation === 'COUNT') return matched.length
  const aggregate = builtIn(AGGREGATORS[aggregation])
  const columns = names.map((_, index) => matched.map((outputs) => outputs[index] ?? null))
  return shape(
    columns.map((column) => aggregate?.call([column], run) ?? null),
    rule,
  )
}

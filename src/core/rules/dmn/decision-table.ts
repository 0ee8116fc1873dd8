import type { Compiled } from '../feel/compile/compiled.ts'
import type { CompiledTests } from '../feel/compile/unary-tests.ts'
import { toJson } from '../feel/json.ts'
import type { Scope } from '../feel/scope.ts'
import { strip } from '../feel/type.ts'
import type { Value } from '../feel/value.ts'
import {
  type Aggregation,
  type HitRule,
  hitPolicyNamed,
  type Outputs,
  resultOf,
  resultOfNone,
  shape,
} from './hit-policy.ts'
import { compileAllowed } from './item-definition.ts'
import type { Surroundings } from './surroundings.ts'
import { type RuleTrace, TracedRun } from './trace.ts'
import { childNamed, childrenNamed, textIn, type XmlElement } from './xml.ts'

interface Input {
  readonly name: string
  readonly text: string
  readonly value: Compiled
  readonly allowed: CompiledTests | undefined
}

interface Output {
  readonly name: string
  readonly allowed: CompiledTests | undefined
  readonly fallback: Compiled | undefined
  readonly rank: (value: Value) => number
}

interface Rule {
  readonly index: number
  readonly id: string
  readonly description: string | undefined
  readonly annotations: RuleTrace['annotations']
  readonly tests: readonly CompiledTests[]
  readonly outputs: readonly Compiled[]
}

interface Table {
  readonly id: string
  readonly of: string
  readonly inputs: readonly Input[]
  readonly outputs: readonly Output[]
  readonly rules: readonly Rule[]
  readonly hit: HitRule
}

/** Compiles a decision table. */
export function compileTable(element: XmlElement, surroundings: Surroundings): Compiled {
  const policy = hitPolicyNamed(element.attributes.hitPolicy ?? 'UNIQUE')
  if (policy === undefined) {
    const remedy = 'Use UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT.'
    return surroundings.unusable(element, `there is no hit policy "${element.attributes.hitPolicy}"`, remedy)
  }
  const inputs = childrenNamed(element, 'input').map((input) => readInput(input, surroundings))
  const outputs = childrenNamed(element, 'output').map((output, index) => readOutput(output, index, surroundings))
  const rules = childrenNamed(element, 'rule').map((rule, index) => readRule(rule, index, element, surroundings))
  const wrong = rules.find(
    ({ tests, outputs: cells }) => tests.length !== inputs.length || cells.length !== outputs.length,
  )
  if (wrong !== undefined) {
    const reason = `rule ${wrong.index} has ${wrong.tests.length} inputs and ${wrong.outputs.length} outputs`
    const remedy = `Give every rule ${inputs.length} inputs and ${outputs.length} outputs.`
    return surroundings.unusable(element, reason, remedy)
  }
  const hit = {
    policy,
    aggregation: aggregationOf(element),
    names: outputs.map(({ name }) => name),
    ranks: outputs.map(({ rank }) => rank),
  }
  const table = { id: element.attributes.id ?? '', of: surroundings.owner, inputs, outputs, rules, hit }
  return (scope) => decide(table, scope)
}

function aggregationOf(element: XmlElement): Aggregation | undefined {
  const { aggregation } = element.attributes
  return aggregation === 'SUM' || aggregation === 'COUNT' || aggregation === 'MIN' || aggregation === 'MAX'
    ? aggregation
    : undefined
}

function readInput(input: XmlElement, surroundings: Surroundings): Input {
  const expression = childNamed(input, 'inputExpression')
  const text = textIn(expression, 'text') ?? input.attributes.label ?? ''
  return {
    name: input.attributes.label ?? text,
    text,
    value: surroundings.expression(text, expression ?? input),
    allowed: readAllowed(input, 'inputValues', surroundings),
  }
}

function readAllowed(clause: XmlElement, child: string, surroundings: Surroundings): CompiledTests | undefined {
  const text = textIn(childNamed(clause, child), 'text')
  return text === undefined ? undefined : surroundings.tests(text, clause)
}

function readOutput(output: XmlElement, index: number, surroundings: Surroundings): Output {
  const fallback = textIn(childNamed(output, 'defaultOutputEntry'), 'text')
  const name = output.attributes.name ?? output.attributes.label ?? `output ${index + 1}`
  const allowed = readAllowed(output, 'outputValues', surroundings)
  return {
    name,
    allowed,
    fallback: fallback === undefined ? undefined : surroundings.expression(fallback, output),
    rank: allowed === undefined ? rankByType(output, surroundings) : rankByOutputValues(output),
  }
}

function rankByOutputValues(output: XmlElement): (value: Value) => number {
  return compileAllowed(textIn(childNamed(output, 'outputValues'), 'text') ?? '-').rank
}

/** Without output values of its own, an output is ordered by the allowed values of its type. */
function rankByType(output: XmlElement, surroundings: Surroundings): (value: Value) => number {
  const reference = surroundings.types.of(output)
  return (value) => {
    const type = reference?.kind === 'named' ? reference.resolve() : reference
    return type?.kind === 'constrained' && strip(type).kind !== 'list' ? type.rank(value) : 0
  }
}

function readRule(rule: XmlElement, index: number, table: XmlElement, surroundings: Surroundings): Rule {
  const columns = childrenNamed(table, 'annotation').map(({ attributes }) => attributes.name ?? '')
  return {
    index: index + 1,
    id: rule.attributes.id ?? String(index + 1),
    description: textIn(rule, 'description'),
    annotations: childrenNamed(rule, 'annotationEntry')
      .map((entry, column) => ({ name: columns[column] ?? '', text: textIn(entry, 'text') ?? '' }))
      .filter(({ text }) => text !== ''),
    tests: childrenNamed(rule, 'inputEntry').map((entry) => surroundings.tests(textIn(entry, 'text') ?? '-', entry)),
    outputs: childrenNamed(rule, 'outputEntry').map((entry) => {
      const text = textIn(entry, 'text')
      return text === undefined || text === '-' ? () => null : surroundings.expression(text, entry)
    }),
  }
}

function decide(table: Table, scope: Scope): Value {
  const values = table.inputs.map(({ value }) => value(scope))
  const refused = table.inputs.find(
    ({ allowed }, i) => values[i] !== null && allowed?.(values[i] ?? null, scope) === false,
  )
  const matched = refused === undefined ? matching(table, values, scope) : []
  const outputs = matched.map((rule) => rule.outputs.map((output) => output(scope)))
  const result =
    refused === undefined
      ? conclude(table, outputs, scope)
      : scope.run.fail(`"${refused.name}" is none of the values that the table allows`)
  if (scope.run instanceof TracedRun) note(table, values, matched, outputs, result, scope.run)
  return result
}

function matching(table: Table, values: readonly Value[], scope: Scope): Rule[] {
  const matched: Rule[] = []
  for (const rule of table.rules) {
    if (!matches(rule, values, scope)) continue
    matched.push(rule)
    if (table.hit.policy === 'FIRST') break
  }
  return matched
}

function matches({ tests }: Rule, values: readonly Value[], scope: Scope): boolean {
  for (let index = 0; index < tests.length; index++) {
    if (tests[index]?.(values[index] ?? null, scope) !== true) return false
  }
  return true
}

function conclude(table: Table, matched: readonly Outputs[], scope: Scope): Value {
  const { hit, outputs } = table
  if (matched.length === 0) return concludeWithout(table, scope)
  for (const [index, { name, allowed }] of outputs.entries()) {
    const isRefused = matched.some((cells) => {
      const value = cells[index] ?? null
      return value !== null && allowed?.(value, scope) === false
    })
    if (isRefused) return scope.run.fail(`the output "${name}" is none of the values that the table allows`)
  }
  return resultOf(matched, hit, scope.run)
}

function concludeWithout({ hit, outputs }: Table, scope: Scope): Value {
  if (outputs.every(({ fallback }) => fallback === undefined)) return resultOfNone(hit) ?? scope.run.absent()
  const defaults = outputs.map(({ fallback }) => fallback?.(scope) ?? null)
  return shape(defaults, hit)
}

function note(
  table: Table,
  values: readonly Value[],
  matched: readonly Rule[],
  outputs: readonly Outputs[],
  result: Value,
  run: TracedRun,
): void {
  run.tables.push({
    of: table.of,
    id: table.id,
    hitPolicy: [table.hit.policy, table.hit.aggregation].filter((part) => part !== undefined).join(' '),
    inputs: table.inputs.map(({ name, text }, index) => ({ name, text, value: toJson(values[index] ?? null) })),
    rules: matched.map((rule, position) => noteRule(rule, table.outputs, outputs[position] ?? [])),
    isDefault: matched.length === 0 && table.outputs.some(({ fallback }) => fallback !== undefined),
    value: toJson(result),
  })
}

function noteRule(rule: Rule, columns: readonly Output[], outputs: Outputs): RuleTrace {
  return {
    index: rule.index,
    id: rule.id,
    ...(rule.description === undefined ? {} : { description: rule.description }),
    annotations: rule.annotations,
    outputs: Object.fromEntries(columns.map(({ name }, index) => [name, toJson(outputs[index] ?? null)])),
  }
}

import { call } from '../feel/call.ts'
import { type EvaluateOptions, nowOf } from '../feel/expression.ts'
import { toJson } from '../feel/json.ts'
import type { EvaluationError } from '../feel/run.ts'
import { coerce } from '../feel/type.ts'
import { FeelFunction, normalName, type Value } from '../feel/value.ts'
import { DmnError } from './dmn-error.ts'
import type { DrgElement, InputData } from './element.ts'
import { Evaluation } from './evaluation.ts'
import type { DecisionModel } from './model.ts'
import { type Trace, TracedRun } from './trace.ts'
import { readTyped } from './typed-input.ts'

export interface Decided {
  /** The result as JSON. */
  readonly value: unknown
  /** Each decision evaluated, those that others need first. */
  readonly trace: readonly Trace[]
  readonly errors: readonly EvaluationError[]
}

export interface DecidedRaw extends Omit<Decided, 'value'> {
  readonly value: Value
  /** How often something asked for was not there: null by the rules of FEEL, so no error. */
  readonly absences: number
}

/**
 * Evaluates a decision, a decision service or a business knowledge model, by its name or id. `input` has the values of
 * the input data by name (dates, times and durations as ISO 8601 texts); that of an imported model's input may stand
 * under `namespace#name` or inside the import's name. What cannot be evaluated is null, with its errors.
 * Throws DmnError when the model has no such element.
 */
export function evaluateDecision(
  model: DecisionModel,
  nameOrId: string,
  input: Readonly<Record<string, unknown>>,
  options: EvaluateOptions = {},
): Decided {
  const { value, trace, errors } = evaluateDecisionRaw(model, nameOrId, input, options)
  return { value: toJson(value), trace, errors }
}

/** As evaluateDecision, with the result as a FEEL value. */
export function evaluateDecisionRaw(
  model: DecisionModel,
  nameOrId: string,
  input: Readonly<Record<string, unknown>>,
  options: EvaluateOptions = {},
): DecidedRaw {
  const element = elementNamed(model, nameOrId)
  const run = new TracedRun(nowOf(options))
  const trace: Trace[] = []
  const evaluation = new Evaluation((one) => inputFor(one, model, input), run, trace)
  const value = evaluation.valueOf(element)
  const result = value instanceof FeelFunction ? invoke(value, element, input, run) : value
  return { value: result, trace, errors: run.errors, absences: run.absences }
}

function elementNamed(model: DecisionModel, nameOrId: string): DrgElement {
  const name = normalName(nameOrId)
  const found =
    model.elements.find(
      (one) => one.kind !== 'input data' && (one.name === nameOrId || normalName(one.name) === name),
    ) ?? model.elements.find(({ id }) => id === nameOrId)
  if (found !== undefined) return found
  const known = model.elements.filter(({ kind }) => kind === 'decision').map((one) => `"${one.name}"`)
  throw new DmnError(nameOrId, 'the model has no decision of this name', `It has: ${known.join(', ') || 'none'}.`)
}

/** What was given for an input, of the model itself or of one that it imports. */
function inputFor(wanted: InputData, model: DecisionModel, input: Readonly<Record<string, unknown>>): unknown {
  if (wanted.namespace === model.namespace) return named(input, wanted.name)
  const qualified = input[`${wanted.namespace}#${wanted.name}`]
  if (qualified !== undefined) return qualified
  return throughImports(wanted, model, input) ?? named(input, wanted.name)
}

/** What stands inside the import's name, or inside that of an import of the imported model. */
function throughImports(wanted: InputData, model: DecisionModel, input: Readonly<Record<string, unknown>>): unknown {
  for (const one of model.imports) {
    const inside = one.name === '' ? input : named(input, one.name)
    if (!isRecord(inside)) continue
    const isHere = one.model.namespace === wanted.namespace && one.name !== ''
    const found = (isHere ? named(inside, wanted.name) : undefined) ?? throughImports(wanted, one.model, inside)
    if (found !== undefined) return found
  }
  return undefined
}

function named(input: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(input, name)) return input[name]
  const key = Object.keys(input).find((own) => normalName(own) === normalName(name))
  return key === undefined ? undefined : input[key]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Calls a service or knowledge with what was given for its parameters; what was not is null. */
function invoke(
  callee: FeelFunction,
  element: DrgElement,
  input: Readonly<Record<string, unknown>>,
  run: TracedRun,
): Value {
  run.place = element.name
  const args = callee.parameters.map(({ name, type }) => {
    const value = readTyped(named(input, name), type)
    const converted = type === undefined ? value : coerce(value, type)
    return converted ?? (value === null ? null : run.fail(`the input "${name}" is not of its type`))
  })
  return call(callee, args, run)
}

/** What a user may choose from: the decisions of a model and the inputs that each one comes down to. */
export interface DecisionSummary {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly question?: string
  readonly inputs: readonly string[]
}

/** The decisions of a model, in its order. */
export function listDecisions(model: DecisionModel): DecisionSummary[] {
  return model.elements
    .filter((element) => element.kind === 'decision')
    .map(({ id, name, description, question, requires }) => ({
      id,
      name,
      ...(description === undefined ? {} : { description }),
      ...(question === undefined ? {} : { question }),
      inputs: [...new Set(requires.flatMap(({ element }) => inputsBehind(element)))],
    }))
}

function inputsBehind(element: DrgElement): string[] {
  if (element.kind === 'input data') return [element.name]
  return element.kind === 'decision' ? element.requires.flatMap((one) => inputsBehind(one.element)) : []
}

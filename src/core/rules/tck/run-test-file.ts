import { evaluateDecisionRaw } from '../dmn/decide.ts'
import type { DecisionModel } from '../dmn/model.ts'
import { compare } from '../feel/comparison.ts'
import { toJson } from '../feel/json.ts'
import { isNumber, parseNumber, toDecimal } from '../feel/number.ts'
import { print } from '../feel/print.ts'
import { isContext, isList, kindOf, type Value } from '../feel/value.ts'
import { type ExpectedResult, type TestCase, type TestFile, Untyped } from './test-file.ts'

/** How one case of the kit came out. Values are JSON, one entry for each result of the case. */
export interface CaseResult {
  readonly id: string
  readonly ok: boolean
  readonly expected: unknown
  readonly got: unknown
}

/** The instant that the cases take for now: any will do, they only look at its type. */
const NOW = '2026-03-02T09:00:00Z'

/** Runs every case of a test file on its model. `prefix` begins the cases' ids. */
export function runTestFile(file: TestFile, model: DecisionModel, prefix: string): CaseResult[] {
  return file.cases.map((one) => runCase(one, model, prefix))
}

/** Every case of a test file failed, because its model cannot be read. */
export function failTestFile(file: TestFile, reason: string, prefix: string): CaseResult[] {
  return file.cases.map(({ id }) => ({ id: `${prefix}/${id}`, ok: false, expected: null, got: { errors: [reason] } }))
}

function runCase(test: TestCase, model: DecisionModel, prefix: string): CaseResult {
  const results = test.results.map((result) => runResult(test, result, model))
  return {
    id: `${prefix}/${test.id}`,
    ok: results.length > 0 && results.every(({ ok }) => ok),
    expected: Object.fromEntries(results.map(({ name, expected }) => [name, expected])),
    got: Object.fromEntries(results.map(({ name, got }) => [name, got])),
  }
}

function runResult(test: TestCase, result: ExpectedResult, model: DecisionModel) {
  const { name, isError } = result
  const { value, errors, absences } = evaluate(test, name, model)
  const ok = isError ? value === null && errors.length + absences > 0 : isExpected(value, result.expected)
  const wanted = result.expected instanceof Untyped ? result.expected.text : toJson(result.expected)
  return {
    name,
    ok,
    expected: isError ? { error: true } : wanted,
    got: errors.length === 0 ? toJson(value) : { value: toJson(value), errors: errors.map(({ message }) => message) },
  }
}

function evaluate(test: TestCase, name: string, model: DecisionModel) {
  try {
    const evaluated = evaluateDecisionRaw(model, test.invocable ?? name, test.inputs, { now: NOW })
    return { ...evaluated, value: outputNamed(evaluated.value, name, test, model) }
  } catch (error) {
    // Whatever a case does, the others are still to be run.
    return { value: null, errors: [{ message: String(error) }], absences: 0 }
  }
}

/** A service with several outputs gives a context; a result of the case may be about one of them. */
function outputNamed(value: Value, name: string, { invocable }: TestCase, model: DecisionModel): Value {
  const service = model.elements.find((one) => one.kind === 'decision service' && one.name === invocable)
  const outputs = service?.kind === 'decision service' ? service.outputs : []
  const isOneOfMany = outputs.length > 1 && outputs.some(({ element }) => element.name === name)
  return isOneOfMany && isContext(value) ? (value.get(name) ?? null) : value
}

/** Whether a value is the expected one: numbers as decimals, temporal values by what they denote. */
export function isExpected(got: Value, expected: Value | Untyped): boolean {
  if (expected instanceof Untyped) return isWritten(got, expected.text.trim())
  if (expected === null || got === null) return got === expected
  if (isNumber(expected)) return isNumber(got) && isNear(got, expected)
  if (isList(expected)) {
    return (
      isList(got) && got.length === expected.length && got.every((item, i) => isExpected(item, expected[i] ?? null))
    )
  }
  if (isContext(expected)) return isContext(got) && isSameContext(got, expected)
  return kindOf(got) === kindOf(expected) && (got === expected || compare(got, expected) === 0)
}

/** Whether a text without a type means this value. */
function isWritten(got: Value, text: string): boolean {
  const number = isNumber(got) ? parseNumber(text) : null
  return number === null ? got !== null && print(got) === text : isNear(got, number)
}

/** An expectation with eight decimals or more, or with all the digits that a double has, is a rounded one. */
function isNear(got: Value, expected: Value): boolean {
  if (!isNumber(got) || !isNumber(expected)) return false
  const [left, right] = [toDecimal(got), toDecimal(expected)]
  const difference = left.minus(right).abs()
  if (right.decimalPlaces() >= 8 && difference.lessThanOrEqualTo(1e-8)) return true
  return difference.isZero() || (right.precision() >= 15 && difference.lessThanOrEqualTo(right.abs().times(1e-14)))
}

function isSameContext(got: ReadonlyMap<string, Value>, expected: ReadonlyMap<string, Value>): boolean {
  return got.size === expected.size && [...expected].every(([key, value]) => isExpected(got.get(key) ?? null, value))
}

import { compileNode } from './compile/expression.ts'
import { compileTests } from './compile/unary-tests.ts'
import { fromJson, toJson } from './json.ts'
import { type EvaluationError, Run } from './run.ts'
import { RootScope } from './scope.ts'
import { parseExpression, parseUnaryTests } from './syntax/parse.ts'
import type { KnownNames } from './syntax/parser.ts'
import { atInstant, epochNanos, type FeelDateTime, offsetOf, parseDateTime } from './temporal/date-time.ts'
import { isZone } from './temporal/zone.ts'
import type { FeelType } from './type.ts'
import type { Value } from './value.ts'

export interface CompileOptions {
  /**
   * The names that the expression may use. They are only needed for names that hold symbols or keywords
   * (`date of birth`, `m-2`); the same object for many expressions saves time.
   */
  readonly names?: KnownNames
  /** Types beyond FEEL's own that the expression may name. */
  readonly typeNamed?: (name: string) => FeelType | undefined
}

export interface EvaluateOptions {
  /** What now() and today() tell: an ISO 8601 instant such as `2026-03-02T09:00:00Z`. Without it they give null. */
  readonly now?: string
  /** The IANA zone in which now() and today() are told, such as `Europe/Rome`; else as `now` is written. */
  readonly zone?: string
}

export interface Evaluated {
  readonly value: Value
  readonly errors: readonly EvaluationError[]
}

/** A FEEL expression compiled once, to be evaluated many times. */
export interface Expression {
  readonly text: string
  /** The result as JSON (see toJson). The context holds JSON or FEEL values. Never throws: what fails is null. */
  evaluate(context: Readonly<Record<string, unknown>>, options?: EvaluateOptions): unknown
  /** The result as a FEEL value, and why it or its parts are null. */
  evaluateRaw(context: Readonly<Record<string, unknown>>, options?: EvaluateOptions): Evaluated
}

/** Unary tests compiled once. */
export interface UnaryTests {
  readonly text: string
  /** Whether the input passes; the context serves tests that use other names. */
  test(input: unknown, context?: Readonly<Record<string, unknown>>, options?: EvaluateOptions): boolean
}

/** Compiles a FEEL expression. Throws FeelSyntaxError with the place and a remedy. */
export function compileExpression(text: string, options: CompileOptions = {}): Expression {
  const run = compileNode(parseExpression(text, options.names), options.typeNamed)
  const evaluateRaw: Expression['evaluateRaw'] = (context, evaluation) => {
    const current = new Run(nowOf(evaluation))
    const value = run(new RootScope(context, current))
    return { value, errors: current.errors }
  }
  return { text, evaluateRaw, evaluate: (context, evaluation) => toJson(evaluateRaw(context, evaluation).value) }
}

/** Compiles unary tests, the language of decision tables' cells. Throws FeelSyntaxError. */
export function compileUnaryTests(text: string, options: CompileOptions = {}): UnaryTests {
  const passes = compileTests(parseUnaryTests(text, options.names), options.typeNamed)
  return {
    text,
    test(input, context = {}, evaluation = {}) {
      return passes(fromJson(input), new RootScope(context, new Run(nowOf(evaluation))))
    },
  }
}

/** The moment that an evaluation takes for now. Throws RangeError when the option is no instant. */
export function nowOf(options: EvaluateOptions = {}): FeelDateTime | null {
  const { now, zone } = options
  if (now === undefined) return null
  const moment = parseDateTime(now)
  if (moment === null || offsetOf(moment) === null) {
    throw new RangeError(`"${now}" is no instant: write it as 2026-03-02T09:00:00Z`)
  }
  if (zone === undefined) return moment
  if (!isZone(zone)) throw new RangeError(`"${zone}" is no time zone: write it as Europe/Rome`)
  return atInstant(epochNanos(moment), { kind: 'zone', name: zone })
}

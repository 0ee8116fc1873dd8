import { compileExpression, FeelSyntaxError } from '../rules/index.ts'

export { FeelSyntaxError }

/** A FEEL expression of a drawing, compiled once: JSON in, JSON out, null where FEEL finds no value. */
export interface Feel {
  /** `at` is what now() and today() tell. */
  evaluate(context: Readonly<Record<string, unknown>>, at: string): unknown
}

/** Compiles an expression. Throws FeelSyntaxError with the place and a remedy. */
export function compileFeel(text: string): Feel {
  const expression = compileExpression(text)
  if (/\b(now|today)\s*\(/.test(text)) return { evaluate: (context, at) => expression.evaluate(context, { now: at }) }
  return { evaluate: (context) => expression.evaluate(context) }
}

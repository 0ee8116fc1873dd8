import { evaluate } from 'feelin'
import { parser } from 'lezer-feel'

/** A FEEL expression compiled once: JSON in, JSON out, null where FEEL finds no value. */
export interface Feel {
  evaluate(context: Readonly<Record<string, unknown>>): unknown
}

export class FeelSyntaxError extends Error {}

export function compileFeel(text: string): Feel {
  let bad = false
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) bad = true
    },
  })
  if (bad) throw new FeelSyntaxError('syntax')
  return { evaluate: (context) => evaluate(text, context as never).value }
}

import { compileExpression } from '../rules/index.ts'

/** The names that a condition sees. */
export type Scope = Readonly<Record<string, unknown>>

/** A compiled FEEL expression: names in, JSON out. */
export type Expression = (scope: Scope) => unknown

/** Compiles FEEL once. Throws, with the place in the text, when it is not FEEL. */
export function expressionOf(text: string): Expression {
  const compiled = compileExpression(text)
  return (scope) => compiled.evaluate(scope)
}

/** A condition holds only when its expression gives true: null (something is not answered yet) does not. */
export function conditionOf(when: boolean | string | undefined, otherwise: boolean): (scope: Scope) => boolean {
  if (when === undefined) return () => otherwise
  if (typeof when === 'boolean') return () => when
  const expression = expressionOf(when)
  return (scope) => expression(scope) === true
}

/**
 * The ids, among `ids`, that an expression names as answers: `kind`, `application.kind` or, with `root` `item`, `item.kind`.
 * Texts in quotes and properties of other things do not count.
 */
export function idsNamedIn(text: string, ids: ReadonlySet<string>, root: 'application' | 'item'): readonly string[] {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  return [...ids].filter((id) => isNamed(bare, id, root))
}

function isNamed(bare: string, id: string, root: 'application' | 'item'): boolean {
  const qualified = new RegExp(`(?<![\\w.])${root}\\s*\\.\\s*${id}(?!\\w)`)
  const alone = new RegExp(`(?<![\\w.])${id}(?![\\w(])(?!\\s*:)`)
  return qualified.test(bare) || (root === 'application' && alone.test(bare))
}

import { parser, trackVariables, VariableContext } from 'lezer-feel'

/** The names an expression may use; they matter for names with spaces, symbols or keywords inside. */
export interface KnownNames {
  /** Variables and functions in scope. */
  readonly variables?: readonly string[]
  /** Names of entries, which may follow a dot. */
  readonly entries?: readonly string[]
}

export type Parser = typeof parser

const NO_NAMES: KnownNames = {}
const configured = new WeakMap<KnownNames, { expression: Parser; tests: Parser }>()

/** The field's grammar, told which names there are. The same object of names gives the same parsers. */
export function parsersFor(names: KnownNames = NO_NAMES): { expression: Parser; tests: Parser } {
  const known = configured.get(names)
  if (known !== undefined) return known
  // In unary tests ? is the input, and has entries as other variables have.
  const variables = [...(names.variables ?? []), '?']
  const made = {
    expression: parser.configure({ contextTracker: trackerFor(names) }),
    tests: parser.configure({ contextTracker: trackerFor({ ...names, variables }), top: 'UnaryTests' }),
  }
  configured.set(names, made)
  return made
}

function trackerFor({ variables = [], entries = [] }: KnownNames) {
  const entryNames = asKeys(entries)

  /** Any known variable may have any known entry, besides those that the expression itself shows it to have. */
  class Names extends VariableContext {
    override get(key: string): unknown {
      if (!Object.hasOwn(this.value, key)) return undefined
      const value: unknown = this.value[key]
      if (value instanceof VariableContext) return new Names({ ...entryNames, ...value.value })
      // What the grammar finds later, the type of `partial`, is an object of its own that is no context.
      return typeof value === 'object' && value !== null ? value : new Names({ ...entryNames })
    }
  }

  return trackVariables(new Names(asKeys(variables)), Names)
}

function asKeys(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, 1]))
}

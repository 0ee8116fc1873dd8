/** A text that is not FEEL: where, what was found there, and what to do about it. */
export class FeelSyntaxError extends Error {
  override readonly name = 'FeelSyntaxError'
  /** Offset of the first character that does not fit, and the same as line and column, from 1. */
  readonly position: number
  readonly line: number
  readonly column: number
  readonly remedy: string

  constructor(text: string, position: number) {
    const before = text.slice(0, position).split('\n')
    const line = before.length
    const column = (before.at(-1)?.length ?? 0) + 1
    const found = text.slice(position).trim().split(/\s+/)[0] ?? ''
    const what = found === '' ? 'the expression ends too early' : `unexpected "${found.slice(0, 30)}"`
    super(`FEEL line ${line}, column ${column}: ${what} in ${JSON.stringify(text.slice(0, 120))}`)
    this.position = position
    this.line = line
    this.column = column
    this.remedy = remedyFor(text, position)
  }
}

function remedyFor(text: string, position: number): string {
  const opened = firstUnbalanced(text)
  if (text.trim() === '') return 'Write an expression; write null for no value, or - in a table cell for "any value".'
  if (opened !== undefined) return `Close or remove "${opened}".`
  const rest = text.slice(position)
  if (/^['‘’“”]/.test(rest.trim())) return 'Write texts between straight double quotes: "text".'
  if (/^(==|&&|\|\|)/.test(rest.trim())) return 'Use = to compare, and "and" / "or" to combine.'
  if (rest.trim() === '') return 'Complete the expression: an operand or a branch (else, return, satisfies) is missing.'
  return 'Check the operator before this place, and that a name with spaces or symbols is declared as written.'
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The first bracket or quote that stays open, or closes what was not open; ranges may use brackets the other way. */
function firstUnbalanced(text: string): string | undefined {
  const withoutStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  if (/(^|[^"])"([^"]|$)/.test(withoutStrings.replace(/""/g, ''))) return '"'
  for (const [open, close] of Object.entries(CLOSERS)) {
    if (open === '[' && withoutStrings.includes('..')) continue
    const balance = withoutStrings.split(open).length - withoutStrings.split(close).length
    if (balance !== 0 && !withoutStrings.includes('..')) return balance > 0 ? open : close
  }
  return undefined
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' }

/** The text that a string literal, quotes included, stands for. What is no escape of FEEL, such as `\d`, stays. */
export function unescapeString(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([nrt"'\\]))/g, (_, short, long, simple) => {
      if (simple !== undefined) return ESCAPES[simple] ?? simple
      return String.fromCodePoint(Number.parseInt(short ?? long, 16))
    })
}

/**
 * SQL written as SQL: a tagged template whose values become parameters, never text.
 * Nested `sql` pieces are spliced, so a query can be put together from named parts.
 */
export interface Sql {
  readonly pieces: readonly string[]
  readonly values: readonly unknown[]
}

/** A piece of SQL. Each `${value}` becomes a parameter; a nested `sql` piece is spliced in its place. */
export function sql(strings: TemplateStringsArray, ...inputs: unknown[]): Sql {
  const pieces: string[] = [strings[0] ?? '']
  const values: unknown[] = []
  inputs.forEach((input, index) => {
    const after = strings[index + 1] ?? ''
    if (isSql(input)) splice(pieces, values, input, after)
    else {
      values.push(input)
      pieces.push(after)
    }
  })
  return { pieces, values }
}

/** Pieces joined by a separator (a comma unless given): `sql.join(columns)`. Nothing gives nothing. */
sql.join = (parts: readonly Sql[], separator = ', '): Sql => {
  const pieces: string[] = ['']
  const values: unknown[] = []
  parts.forEach((part, index) => {
    if (index > 0) pieces[pieces.length - 1] += separator
    splice(pieces, values, part, '')
  })
  return { pieces, values }
}

/** A quoted identifier, for the rare table or column whose name is data. */
sql.identifier = (identifier: string): Sql => ({ pieces: [`"${identifier.replaceAll('"', '""')}"`], values: [] })

/**
 * A whole number that stands in the text, such as a limit: as a parameter it would be unknown to the plan that is kept for all values, which
 * would therefore be made anew each time.
 */
sql.whole = (number: number): Sql => {
  if (!Number.isSafeInteger(number)) throw new Error(`${number} is no whole number`)
  return { pieces: [String(number)], values: [] }
}

/** No SQL at all: the empty branch of a condition. */
sql.nothing = { pieces: [''], values: [] } as Sql

/** Several conditions joined by `and`; none at all is `true`. */
sql.all = (conditions: readonly Sql[]): Sql => (conditions.length > 0 ? sql.join(conditions, ' and ') : sql`true`)

/** The text with `$1`, `$2`… and its values, as the driver wants them. Objects and arrays of objects become JSON. */
export function toStatement(query: Sql): { text: string; values: unknown[] } {
  let text = query.pieces[0] ?? ''
  for (let index = 1; index < query.pieces.length; index += 1) text += `$${index}${query.pieces[index]}`
  return { text, values: query.values.map(toParameter) }
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && 'pieces' in value && 'values' in value
}

function splice(pieces: string[], values: unknown[], nested: Sql, after: string): void {
  pieces[pieces.length - 1] += nested.pieces[0] ?? ''
  pieces.push(...nested.pieces.slice(1))
  pieces[pieces.length - 1] += after
  values.push(...nested.values)
}

/** Objects travel as JSON; so do arrays that hold objects. Arrays of plain values stay PostgreSQL arrays. */
function toParameter(value: unknown): unknown {
  if (value === undefined) return null
  if (Array.isArray(value)) return value.some(isPlainObject) ? JSON.stringify(value) : value
  return isPlainObject(value) ? JSON.stringify(value) : value
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !Buffer.isBuffer(value)
}

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** A row to be loaded: column → value. Dates and instants are ISO text, objects become JSON, lists of text become arrays. */
export type Row = Readonly<Record<string, unknown>>

/** Loads lines made by `lineOf` in bulk (`COPY`). */
export async function copyLines(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  lines: Iterable<string>,
): Promise<void> {
  const names = columns.map((name) => `"${name}"`).join(', ')
  await pipeline(Readable.from(chunks(lines)), client.query(copyFrom(`copy finestra.${table} (${names}) from stdin`)))
}

/** A row as a line of `COPY`, its values in the order of the columns. */
export function lineOf(row: Row, columns: readonly string[]): string {
  let line = ''
  for (const column of columns) line += `${line === '' ? '' : '\t'}${field(row[column])}`
  return line
}

/** Lines gathered into pieces of some tens of kilobytes, so that the stream is not called for each. */
function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length > 65_536) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof TextArray) return escaped(arrayLiteral(value.items))
  return escaped(JSON.stringify(value))
}

/** A list that goes into a column of type `text[]`; other lists are JSON. */
export class TextArray {
  readonly items: readonly string[]
  constructor(items: readonly string[]) {
    this.items = items
  }
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : text
}

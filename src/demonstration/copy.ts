import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** A row to be loaded: column → value. Dates and instants are ISO text, objects become JSON, lists of text become arrays. */
export type Row = Readonly<Record<string, unknown>>

/** Loads rows in bulk (`COPY`). All rows have the columns of the first. */
export async function copyRows(client: pg.ClientBase, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return
  const stream = client.query(
    copyFrom(`copy finestra.${table} (${columns.map((name) => `"${name}"`).join(', ')}) from stdin`),
  )
  await pipeline(Readable.from(chunks(rows, columns)), stream)
}

/** Lines gathered into pieces of some tens of kilobytes, so that the stream is not called for each. */
function* chunks(rows: readonly Row[], columns: readonly string[]): Generator<string> {
  let chunk = ''
  for (const row of rows) {
    for (let index = 0; index < columns.length; index += 1) {
      chunk += `${index === 0 ? '' : '\t'}${field(row[columns[index]!])}`
    }
    chunk += '\n'
    if (chunk.length > 65_536) {
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return escaped(arrayLiteral(value))
  return escaped(JSON.stringify(value))
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : text
}

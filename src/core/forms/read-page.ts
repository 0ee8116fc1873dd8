import type { CompiledField, CompiledForm } from './compile-form.ts'
import type { Context } from './form.ts'
import { heldValue } from './held.ts'
import { readDate, readNumber, tidyCode, tidyText } from './read-value.ts'
import { isBlank, isPlainObject, propertyOf } from './value.ts'

/** Rows and ticks that a browser can send at most; the rest is not read. */
const MOST_ROWS = 200
const MOST_TICKS = 500
/** Characters of one answer that are read; every field allows fewer. */
const MOST_CHARACTERS = 100_000

/** What a form parser made of the body: texts, lists of texts, and for files what the upload left. */
type Body = Readonly<Record<string, unknown>>

/**
 * The answers of one page, from the body that a browser sent; to be merged over the draft: `{...draft, ...answers}`. An
 * answer that was emptied is null. What cannot be read stays as it was typed, for `validatePage` to explain. What a register
 * holds is taken from there. Never throws, whatever is sent; an unknown page gives nothing.
 */
export function readPage(
  form: CompiledForm,
  pageId: string,
  rawBody: unknown,
  context: Context = {},
): Record<string, unknown> {
  const body = isPlainObject(rawBody) ? rawBody : {}
  const answers: Record<string, unknown> = {}
  for (const field of form.pages.find(({ id }) => id === pageId)?.fields ?? []) {
    const value = heldValue(field, context.registers) ?? readField(field, body)
    if (value !== undefined) answers[field.id] = value
  }
  return answers
}

/** The answer, null when it was emptied, undefined when the body says nothing of it. */
function readField(field: CompiledField, body: Body): unknown {
  if (field.kind === 'info') return undefined
  if (field.kind === 'place') return readPlace(field.id, body)
  if (field.kind === 'list') return readRows(field, body)
  if (field.kind === 'file') return readFiles(propertyOf(body, field.id))
  if (field.kind === 'choices' || field.kind === 'people') return readTicks(field.id, body)
  if (field.kind === 'declaration') return isYes(lastText(propertyOf(body, field.id)))
  const text = field.kind === 'date' ? dateText(field.id, body) : lastText(propertyOf(body, field.id))
  if (text === undefined) return undefined
  return text.trim() === '' ? null : readText(field, text)
}

function readText(field: CompiledField, text: string): unknown {
  switch (field.kind) {
    case 'number':
    case 'integer':
    case 'money':
      return readNumber(tidyText(text), field.kind)
    case 'date':
      return readDate(tidyText(text))
    case 'yes-no':
      return isYes(text) ? true : /^(no|false|off|0)$/i.test(text.trim()) ? false : tidyText(text)
    case 'iban':
    case 'plate':
    case 'cadastral-ref':
      return tidyCode(text)
    case 'phone':
      return tidyText(text).replace(/[\s.\-()/]/g, '')
    case 'email':
    case 'choice':
    case 'text':
      return tidyText(text).replace(/\s+/g, ' ')
    default:
      return tidyText(text)
  }
}

/** A date in one box, or in three: `start.day`, `start.month`, `start.year`. */
function dateText(id: string, body: Body): string | undefined {
  const parts = ['day', 'month', 'year'].map((part) => lastText(propertyOf(body, `${id}.${part}`)))
  if (parts.every((part) => part === undefined)) return lastText(propertyOf(body, id))
  return parts.every((part) => !part?.trim()) ? '' : parts.map((part) => part?.trim() ?? '').join('/')
}

function readPlace(id: string, body: Body): unknown {
  const [address, lat, lon] = ['address', 'lat', 'lon'].map((part) => lastText(propertyOf(body, `${id}.${part}`)))
  if (address === undefined && lat === undefined && lon === undefined) return undefined
  const place = {
    ...(address?.trim() ? { address: tidyText(address).replace(/\s+/g, ' ') } : {}),
    ...(lat?.trim() ? { lat: readDegrees(lat) } : {}),
    ...(lon?.trim() ? { lon: readDegrees(lon) } : {}),
  }
  return isBlank(place) ? null : place
}

function readDegrees(text: string): number | string {
  const plain = text.trim().replace(',', '.')
  return /^-?\d{1,3}(\.\d{1,20})?$/.test(plain) ? Number(plain) : tidyText(text)
}

/** Rows `id[n].field` in order of their numbers, without the empty ones and those with `id[n].remove`. */
function readRows(list: CompiledField, body: Body): unknown {
  const rows = new Map<number, Record<string, unknown>>()
  for (const [name, value] of Object.entries(body)) {
    const match = name.startsWith(`${list.id}[`)
      ? /^\[(\d{1,4})\]\.([\w.[\]]{1,100})$/.exec(name.slice(list.id.length))
      : null
    if (!match) continue
    const number = Number(match[1])
    const row = rows.get(number) ?? {}
    rows.set(number, row)
    Object.defineProperty(row, match[2] ?? '', { value, enumerable: true, configurable: true })
  }
  const read = [...rows]
    .sort(([a], [b]) => a - b)
    .slice(0, MOST_ROWS)
    .filter(([, row]) => !Object.hasOwn(row, 'remove'))
    .map(([, row]) => readRow(list, row))
  return read.filter((row) => !Object.values(row).every((value) => isBlank(value) || value === false))
}

function readRow(list: CompiledField, row: Body): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  for (const field of list.fields) {
    const value = readField(field, row)
    if (!isBlank(value)) answers[field.id] = value
  }
  return answers
}

/** What the upload left, `{id, name, type, size}` each; anything else the browser says of files is not believed. */
function readFiles(value: unknown): unknown {
  if (value === undefined || typeof value === 'string') return undefined
  const files = (Array.isArray(value) ? value : [value]).filter(isPlainObject).slice(0, MOST_ROWS)
  return files.map((file) => ({
    id: propertyOf(file, 'id'),
    name: propertyOf(file, 'name'),
    type: propertyOf(file, 'type'),
    size: propertyOf(file, 'size'),
  }))
}

function readTicks(id: string, body: Body): readonly string[] {
  const raw = propertyOf(body, id) ?? propertyOf(body, `${id}[]`)
  const texts = (Array.isArray(raw) ? raw.slice(0, MOST_TICKS) : [raw]).filter((one) => typeof one === 'string')
  return [...new Set(texts.map(tidyText).filter((text) => text !== ''))]
}

/** A text; the last when the name was sent more than once, as for a box with a hidden "no" before it. */
function lastText(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value.at(-1) : value
  return typeof one === 'string' ? one.slice(0, MOST_CHARACTERS) : undefined
}

function isYes(text: string | undefined): boolean {
  return text !== undefined && /^(yes|true|on|1)$/i.test(text.trim())
}

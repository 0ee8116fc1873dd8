import type { CompiledField, CompiledForm } from './compile-form.ts'
import type { Answers, Context } from './form.ts'
import { optionsOf } from './options.ts'
import { isDate } from './read-value.ts'
import { isBlank, propertyOf } from './value.ts'
import { type VisibleField, visiblePages } from './walk.ts'

/** One line of what was answered, to be read by people. */
export type SummaryLine = {
  readonly page: string
  readonly field: string
  readonly label: string
  readonly text: string
  /** Sensitive: shown only to who may read it. */
  readonly sealed: boolean
}

/** The two answers to a yes-no question; a language that is not here has the English words. */
const YES_NO: Readonly<Record<string, readonly [string, string]>> = {
  ca: ['Sí', 'No'],
  it: ['Sì', 'No'],
  es: ['Sí', 'No'],
  en: ['Yes', 'No'],
}

/**
 * What was answered, shown field by shown field, in a language: for "check your answers", documents and the desk. Fields
 * without answer are left out; the rows of a list are numbered (`Firms 1 · Name`).
 */
export function summary(
  form: CompiledForm,
  answers: Answers,
  lang: string,
  context: Context = {},
): readonly SummaryLine[] {
  return visiblePages(form, answers, context).flatMap((page) =>
    page.fields.flatMap((visible) => linesOf(visible, lang).map((line) => ({ page: page.id, ...line }))),
  )
}

/** An answer as a person reads it: dates and amounts as the language writes them, options by their label. */
export function answerText(visible: VisibleField, lang: string): string {
  const { field, value, scope } = visible
  const [yes, no] = YES_NO[lang] ?? ['Yes', 'No']
  if (typeof value === 'boolean') return value ? yes : no
  if (typeof value === 'number') return numberText(field, value, lang)
  const texts = (Array.isArray(value) ? value : [value]).map((one) => wordOf(one))
  if (field.kind === 'choice' || field.kind === 'choices' || field.kind === 'people') {
    const labels = new Map(optionsOf(field, lang, scope).map(({ id, label }) => [id, label]))
    return texts.map((id) => labels.get(id) ?? id).join(', ')
  }
  if (field.kind === 'date' && typeof value === 'string' && isDate(value)) return dateText(value, lang)
  if (field.kind === 'iban') return texts.join('').replace(/(.{4})(?=.)/g, '$1 ')
  return texts.join(', ')
}

/** A value as it can be typed again in a box of a form, in a way that `readPage` reads back the same. */
export function inputText(field: Pick<CompiledField, 'kind'>, value: unknown): string {
  if (typeof value === 'number') return plainNumber(value).replace('.', ',')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : field.kind === 'place' ? wordOf(value) : ''
}

function linesOf(visible: VisibleField, lang: string): readonly Omit<SummaryLine, 'page'>[] {
  const { field, path, value, rows } = visible
  if (field.kind === 'info' || isBlank(value)) return []
  const label = field.label[lang] ?? field.id
  if (field.kind !== 'list') return [{ field: path, label, text: answerText(visible, lang), sealed: field.sealed }]
  return rows.flatMap((row, n) =>
    row
      .flatMap((one) => linesOf(one, lang))
      .map((line) => ({ ...line, label: `${label} ${n + 1} · ${line.label}`, sealed: line.sealed || field.sealed })),
  )
}

/** A text, or of a place or a file the part that names it. */
function wordOf(value: unknown): string {
  if (typeof value === 'string') return value
  const name = propertyOf(value, 'address') ?? propertyOf(value, 'name')
  return typeof name === 'string' ? name : ''
}

const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function numberText({ kind, unit }: CompiledField, value: number, lang: string): string {
  const key = `${lang} ${kind === 'money'}`
  const format =
    numberFormats.get(key) ??
    new Intl.NumberFormat(
      lang,
      kind === 'money' ? { style: 'currency', currency: 'EUR', useGrouping: 'always' } : { maximumFractionDigits: 15 },
    )
  numberFormats.set(key, format)
  return unit ? `${format.format(value)} ${unit}` : format.format(value)
}

function dateText(iso: string, lang: string): string {
  const format = dateFormats.get(lang) ?? new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  dateFormats.set(lang, format)
  return format.format(new Date(`${iso}T00:00:00Z`))
}

/** Without an exponent, which people do not type. */
function plainNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(value < 1 ? 15 : 0) : text
}

import {
  answerText,
  type CompiledField,
  inputText,
  optionsOf,
  type Problem,
  type VisibleField,
} from '../../../core/forms/index.ts'
import { formatDate, textValues } from '../../../platform/i18n/index.ts'
import type { FieldError, FieldView, KeptFile, PageContext } from '../../../ui/index.ts'
import type { FileAnswer } from '../../cases/index.ts'
import { endingsOf } from '../../documents/index.ts'
import type { Address } from '../../people/index.ts'
import { sourceInWords } from './held-source.ts'
import { addressInWords } from './place.ts'

/** What the page knows of its fields besides their answers. */
export interface FieldSurroundings {
  readonly ctx: PageContext
  readonly errors: readonly FieldError[]
  /** Where files are sent one by one; the field's id is added. */
  readonly uploadUrl: string
  /** Where a kept file can be seen again; its id is added. */
  readonly fileUrl?: string | undefined
  /** Addresses to choose from, by the field's id. */
  readonly alike: ReadonlyMap<string, readonly Address[]>
}

/** The fields of a page as the design system shows them. */
export function fieldViews(fields: readonly VisibleField[], around: FieldSurroundings): FieldView[] {
  return fields.flatMap((visible) => {
    const alike = around.alike.get(visible.path)
    return alike === undefined
      ? [fieldView(visible, around)]
      : [fieldView(visible, around), whichAddress(visible, alike, around)]
  })
}

/** What is wrong with the answers, in words, each at its field. */
export function problemsInWords(
  { t, lang }: PageContext,
  problems: readonly Problem[],
  fields: readonly VisibleField[],
) {
  const all = new Map(everyField(fields).map((visible) => [visible.path, visible]))
  return problems.map(({ field, code, data }): FieldError => {
    const visible = all.get(field)
    const dates = Object.entries(textValues(data)).map(([name, value]) => [
      name,
      isDay(value) ? formatDate(lang, value) : value,
    ])
    return {
      field: visible === undefined ? field : nameOf(visible),
      label: visible && summaryLabel(visible.field.label[lang] ?? ''),
      text: t(`forms.problem.${code}`, Object.fromEntries(dates)),
    }
  })
}

/** "Where are they?", "Budget:": what goes before the problem. A sentence that ends by itself needs no more. */
const summaryLabel = (label: string) => (/[?.!:]$/.test(label) ? label : `${label}:`)

const isDay = (value: string | number): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

function everyField(fields: readonly VisibleField[]): readonly VisibleField[] {
  return fields.flatMap((visible) => [visible, ...visible.rows.flatMap(everyField)])
}

/** A place is sent as its address. */
function nameOf({ field, path }: VisibleField): string {
  return field.kind === 'place' ? `${path}.address` : path
}

function fieldView(visible: VisibleField, around: FieldSurroundings): FieldView {
  const { field, value, scope, held } = visible
  const { lang, t } = around.ctx
  if (field.kind === 'info') return { kind: 'info', text: field.label[lang] ?? '' }
  const base = baseOf(visible, around)
  if (held && field.kind !== 'list') {
    return {
      ...base,
      kind: 'text',
      fixed: true,
      value: answerText(visible, lang),
      source: sourceInWords(around.ctx, field),
    }
  }
  const text = inputText(field, value)
  switch (field.kind) {
    case 'long-text':
      return { ...base, kind: 'long-text', value: text, maxLength: field.maxLength }
    case 'email':
    case 'phone':
    case 'money':
      return { ...base, kind: field.kind, value: text, autocomplete: AUTOCOMPLETE[field.kind] }
    case 'number':
    case 'integer':
      return { ...base, kind: 'number', value: text, unit: field.unit }
    case 'date':
      return { ...base, kind: 'date', value: text, min: dayOf(field.minIn(scope)), max: dayOf(field.maxIn(scope)) }
    case 'yes-no':
      return { ...base, kind: 'yes-no', value: text === '' ? undefined : text }
    case 'choice':
      return { ...base, kind: 'choice', value: text, options: optionViews(visible, lang) }
    case 'choices':
    case 'people':
      return { ...base, kind: 'choices', value: listOf(value), options: optionViews(visible, lang) }
    case 'declaration':
      return {
        ...base,
        kind: 'declaration',
        label: t('portal.form.declaration'),
        statement: base.label,
        value: value === true ? 'yes' : undefined,
      }
    case 'place':
      return { ...base, kind: 'place', value: text, suggest: `/addresses?name=${encodeURIComponent(base.name)}` }
    case 'file':
      return fileView(visible, around)
    case 'list':
      return listView(visible, around)
    default:
      return { ...base, kind: 'text', value: text, maxLength: field.maxLength, width: WIDTH[field.kind] }
  }
}

const AUTOCOMPLETE: Readonly<Record<string, string>> = { email: 'email', phone: 'tel' }
const WIDTH: Readonly<Record<string, 'sm' | 'md'>> = { iban: 'md', plate: 'sm', 'cadastral-ref': 'md' }

function baseOf(visible: VisibleField, { ctx, errors }: FieldSurroundings) {
  const { field, required } = visible
  const name = nameOf(visible)
  const wasRead = field.prefill !== undefined && visible.value !== undefined && visible.value !== null
  return {
    name,
    label: field.label[ctx.lang] ?? field.id,
    hint: field.help?.[ctx.lang],
    error: errors.find((error) => error.field === name)?.text,
    // What is held is not asked, so it is neither needed nor optional.
    optional: !required && !visible.held,
    source: wasRead ? sourceInWords(ctx, field) : undefined,
  }
}

function optionViews({ field, scope }: VisibleField, lang: string) {
  return optionsOf(field, lang, scope).map(({ id, label }) => ({ value: id, text: label }))
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const dayOf = (limit: number | string | undefined) => (typeof limit === 'string' ? limit : undefined)

function fileView(visible: VisibleField, around: FieldSurroundings): FieldView {
  const { field, value } = visible
  return {
    ...baseOf(visible, around),
    kind: 'file',
    files: filesIn(value).map((file) => keptFile(file, around)),
    accept: endingsOf(field.accept),
    maxBytes: field.maxMb * 1024 * 1024,
    multiple: field.many,
    uploadUrl: `${around.uploadUrl}/${field.id}`,
  }
}

function filesIn(value: unknown): FileAnswer[] {
  return Array.isArray(value) ? value.filter((one): one is FileAnswer => typeof one?.id === 'string') : []
}

function keptFile({ id, name, size }: FileAnswer, { fileUrl }: FieldSurroundings): KeptFile {
  return { id, name, bytes: size, href: fileUrl === undefined ? undefined : `${fileUrl}/${id}` }
}

function listView(visible: VisibleField, around: FieldSurroundings): FieldView {
  const { t } = around.ctx
  const { rows, scope } = visible
  const base = baseOf(visible, around)
  const most = visible.field.maxIn(scope)
  const isFull = visible.held || (typeof most === 'number' && rows.length >= most)
  return {
    ...base,
    kind: 'list',
    entries: rows.map((row) => row.map((one) => fieldView(one, around))),
    entryName: base.label,
    addText: isFull ? undefined : t('portal.form.add', { what: base.label }),
    canRemove: !visible.held,
  }
}

function whichAddress(
  { path }: VisibleField,
  alike: readonly Address[],
  { ctx, errors }: FieldSurroundings,
): FieldView {
  const name = `${path}.addressId`
  return {
    ...{ kind: 'choice', name, label: ctx.t('portal.place.which'), hint: ctx.t('portal.place.which-hint') },
    error: errors.find(({ field }) => field === name)?.text,
    options: [
      ...alike.map((one) => ({ value: one.addressId, text: addressInWords(one) })),
      { value: 'none', text: ctx.t('portal.place.none') },
    ],
  }
}

/** The names of the fields that a page shows, so that the next request knows which the person has seen. */
export function namesShown(fields: readonly VisibleField[]): string {
  return fields.map(({ path }) => path).join(',')
}

/** The answer of a field that may be shown, for "check your answers". */
export function answersOf(fields: readonly VisibleField[], ctx: PageContext) {
  return fields
    .filter(({ field }) => field.kind !== 'info')
    .flatMap((visible) => (visible.field.kind === 'list' ? rowsOf(visible, ctx) : [oneAnswer(visible, ctx)]))
}

function rowsOf(visible: VisibleField, ctx: PageContext): ReturnType<typeof oneAnswer>[] {
  const label = visible.field.label[ctx.lang] ?? visible.field.id
  return visible.rows.flatMap((row, n) =>
    row.map((one) => {
      const answer = oneAnswer(one, ctx)
      return { ...answer, question: `${label} ${n + 1} · ${answer.question}` }
    }),
  )
}

function oneAnswer(visible: VisibleField, ctx: PageContext) {
  const { field, value, held } = visible
  return {
    question: field.label[ctx.lang] ?? field.id,
    answer: value === undefined || value === null ? '' : answerText(visible, ctx.lang),
    source: held ? sourceInWords(ctx, field as CompiledField) : undefined,
  }
}

import {
  answerText,
  inputText,
  optionsOf,
  type Problem,
  type Text,
  type VisibleField,
} from '../../../core/forms/index.ts'
import { formatDate, type Lang } from '../../../platform/i18n/index.ts'
import type { PageContext } from '../../page-context.ts'
import type { FieldError } from '../error-summary/error-summary.tsx'
import type { FieldView, KeptFile, Option } from './field-view.ts'

/** What a page knows beside the form itself. */
export interface FormSurroundings {
  /** What was wrong with what was sent (`validatePage`). */
  readonly problems?: readonly Problem[] | undefined
  /** Where the files of a field are sent one by one. */
  readonly uploadUrl?: ((field: string) => string) | undefined
  /** Where a kept file can be seen. */
  readonly fileHref?: ((id: string) => string) | undefined
  /** Where addresses are suggested from. */
  readonly placeSuggest?: string | undefined
}

/** A field of a procedure's form, with its answer and what is wrong with it, as the page shows it. */
export function fieldOfForm(ctx: PageContext, visible: VisibleField, around: FormSurroundings = {}): FieldView {
  const { field, held } = visible
  if (field.kind === 'info') return { kind: 'info', text: inLang(field.label, ctx.lang) }
  const base = baseOf(ctx, visible, around)
  if (held && !asksLine(field.kind) && field.kind !== 'list') {
    return { ...base, kind: 'text', value: answerText(visible, ctx.lang) }
  }
  switch (field.kind) {
    case 'long-text':
      return { ...base, kind: 'long-text', value: inputText(field, visible.value), maxLength: field.maxLength }
    case 'yes-no':
      return { ...base, kind: 'yes-no', value: yesNo(visible.value) }
    case 'choice':
      return { ...base, kind: 'choice', options: options(ctx, visible), value: text(visible.value) }
    case 'choices':
    case 'people':
      return { ...base, kind: 'choices', options: options(ctx, visible), value: list(visible.value).map(String) }
    case 'declaration':
      return {
        ...base,
        kind: 'declaration',
        label: ctx.t('ui.field.declaration'),
        statement: base.label,
        value: yesNo(visible.value),
      }
    case 'place':
      return { ...base, kind: 'place', suggest: around.placeSuggest, value: inputText(field, visible.value) }
    case 'file':
      return fileField(base, visible, around)
    case 'list':
      return {
        ...base,
        kind: 'list',
        entryName: base.label,
        entries: visible.rows.map((row) => row.map((inner) => fieldOfForm(ctx, inner, around))),
        addText: held ? undefined : ctx.t('ui.list.add'),
        canRemove: !held,
      }
    default:
      return lineField(base, visible)
  }
}

/** What is wrong, for the summary on top of the form: each line begins with the name of its field. */
export function formErrors(
  ctx: PageContext,
  fields: readonly VisibleField[],
  problems: readonly Problem[],
): FieldError[] {
  const all = new Map(fields.flatMap(withRows).map((visible) => [visible.path, visible]))
  return problems.map((problem) => {
    const visible = all.get(problem.field)
    const words = problemText(ctx, problem)
    if (!visible) return { field: problem.field, text: words }
    return { field: nameOf(visible), text: `${titleOf(ctx, visible.field)}: ${words}` }
  })
}

const titleOf = (ctx: PageContext, { kind, label }: VisibleField['field']) =>
  kind === 'declaration' ? ctx.t('ui.field.declaration') : inLang(label, ctx.lang)

const withRows = (visible: VisibleField): VisibleField[] => [visible, ...visible.rows.flat().flatMap(withRows)]

/** What is wrong with an answer and how to put it right. */
export function problemText(ctx: PageContext, { code, data }: Problem): string {
  const words = Object.entries(data).map(([name, value]) => [name, isDay(value) ? formatDate(ctx.lang, value) : value])
  return ctx.t(`forms.problem.${code}`, Object.fromEntries(words))
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

type Base = ReturnType<typeof baseOf>

function baseOf(ctx: PageContext, visible: VisibleField, { problems }: FormSurroundings) {
  const { field, path, required, held } = visible
  const problem = problems?.find((one) => one.field === path)
  return {
    name: nameOf(visible),
    label: inLang(field.label, ctx.lang),
    hint: field.help && inLang(field.help, ctx.lang),
    error: problem && problemText(ctx, problem),
    optional: !required && !held,
    fixed: held,
    source: held ? ctx.t('ui.field.registers') : undefined,
  }
}

/** A place is sent as its address. */
const nameOf = ({ field, path }: VisibleField) => (field.kind === 'place' ? `${path}.address` : path)

const inLang = (words: Text, lang: Lang) => words[lang] ?? Object.values(words)[0] ?? ''

const lineKinds = {
  text: 'text',
  email: 'email',
  phone: 'phone',
  iban: 'text',
  plate: 'text',
  'cadastral-ref': 'text',
  number: 'number',
  integer: 'number',
  money: 'money',
  date: 'date',
} as const

const asksLine = (kind: string): kind is keyof typeof lineKinds | 'long-text' =>
  kind in lineKinds || kind === 'long-text'

function lineField(base: Base, { field, value, scope }: VisibleField): FieldView {
  const kind = lineKinds[field.kind as keyof typeof lineKinds]
  const isDate = kind === 'date'
  return {
    ...base,
    kind,
    value: inputText(field, value),
    unit: field.unit,
    maxLength: field.maxLength,
    width: field.kind === 'iban' || field.kind === 'cadastral-ref' ? 'md' : field.kind === 'plate' ? 'sm' : undefined,
    min: isDate ? text(field.minIn(scope)) : undefined,
    max: isDate ? text(field.maxIn(scope)) : undefined,
  }
}

function fileField(base: Base, { field, path, value }: VisibleField, around: FormSurroundings): FieldView {
  return {
    ...base,
    kind: 'file',
    files: list(value).map((file) => keptFile(file, around)),
    accept: field.accept.join(',') || undefined,
    maxBytes: field.maxMb * 1_000_000,
    multiple: field.many,
    uploadUrl: around.uploadUrl?.(path),
  }
}

function keptFile(file: unknown, { fileHref }: FormSurroundings): KeptFile {
  // As `validatePage` accepts them and the draft keeps them.
  const { id, name, size } = file as { id: string; name: string; size: number }
  return { id, name, bytes: size, href: fileHref?.(id) }
}

function options(ctx: PageContext, { field, scope }: VisibleField): Option[] {
  return optionsOf(field, ctx.lang, scope).map(({ id, label }) => ({ value: id, text: label }))
}

const yesNo = (value: unknown) => (value === true ? 'yes' : value === false ? 'no' : undefined)
const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

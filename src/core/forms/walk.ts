import type { CompiledField, CompiledForm, CompiledPage } from './compile-form.ts'
import type { Scope } from './expression.ts'
import type { Answers, Context, Text } from './form.ts'
import { heldValue } from './held.ts'
import { isBlank, isPlainObject, propertyOf } from './value.ts'

/** A field that is shown, with its answer, and for a list its rows. */
export type VisibleField = {
  readonly field: CompiledField
  /** `budget`, `builders[0].name`. */
  readonly path: string
  readonly value: unknown
  /** Taken from a register: shown, not asked. */
  readonly held: boolean
  readonly required: boolean
  /** The names that the conditions of this field see. */
  readonly scope: Scope
  readonly rows: readonly (readonly VisibleField[])[]
}

export type VisiblePage = { readonly id: string; readonly title: Text; readonly fields: readonly VisibleField[] }

/** More rows than any form has; what is beyond is not looked at. */
const MOST_ROWS = 500

/**
 * The pages and fields that these answers show, in order, with what was answered. An answer that is not shown is as if it had
 * not been given: a condition that names it sees null.
 */
export function visiblePages(form: CompiledForm, answers: Answers, context: Context = {}): readonly VisiblePage[] {
  const known: Record<string, unknown> = {}
  for (const page of form.pages) for (const { id } of page.fields) known[id] = null
  const scope: Record<string, unknown> = { ...context, ...known }
  if (form.isApplication) scope.application = known
  const pages: VisiblePage[] = []
  for (const page of form.pages) {
    if (page.isShown(scope)) pages.push(visiblePage(page, answers, scope, known))
  }
  return pages
}

/** The page with this id, when it is shown. */
export function visiblePageOf(
  form: CompiledForm,
  pageId: string,
  answers: Answers,
  context: Context = {},
): VisiblePage | undefined {
  return visiblePages(form, answers, context).find(({ id }) => id === pageId)
}

/** The answers without those that are not shown or not given: what may be stored. Values that are held take their place. */
export function cleanAnswers(form: CompiledForm, answers: Answers, context: Context = {}): Record<string, unknown> {
  return Object.fromEntries(visiblePages(form, answers, context).flatMap(({ fields }) => fields.flatMap(cleanEntry)))
}

function visiblePage(
  page: CompiledPage,
  answers: Answers,
  scope: Record<string, unknown>,
  known: Record<string, unknown>,
): VisiblePage {
  const fields: VisibleField[] = []
  for (const field of page.fields) {
    if (!field.isShown(scope)) continue
    const visible = visibleField(field, { answers, scope, path: field.id, held: heldValue(field, scope.registers) })
    fields.push(visible)
    const value = visible.rows.length > 0 ? visible.rows.map(rowValue) : isBlank(visible.value) ? null : visible.value
    known[field.id] = value
    scope[field.id] = value
  }
  return { id: page.id, title: page.title, fields }
}

/** Where a field stands: among which answers, with which names, at which path, and what is held for it. */
type Standing = { readonly answers: Answers; readonly scope: Scope; readonly path: string; readonly held: unknown }

function visibleField(field: CompiledField, { answers, scope, path, held }: Standing): VisibleField {
  const value = held ?? propertyOf(answers, field.id)
  const rows = field.kind === 'list' && Array.isArray(value) ? value.slice(0, MOST_ROWS) : []
  return {
    field,
    path,
    value,
    held: held !== undefined,
    required: field.isRequired(scope),
    scope,
    rows: rows.map((row, n) =>
      visibleRow(field.fields, row, { scope, path: `${path}[${n}]`, held: held !== undefined }),
    ),
  }
}

type RowStanding = { readonly scope: Scope; readonly path: string; readonly held: boolean }

function visibleRow(fields: readonly CompiledField[], row: unknown, standing: RowStanding): readonly VisibleField[] {
  const answers = isPlainObject(row) ? row : {}
  const item: Record<string, unknown> = {}
  for (const { id } of fields) item[id] = null
  const scope = { ...standing.scope, item }
  const visible: VisibleField[] = []
  for (const field of fields) {
    if (!field.isShown(scope)) continue
    const held = standing.held ? propertyOf(answers, field.id) : undefined
    const one = visibleField(field, { answers, scope, path: `${standing.path}.${field.id}`, held })
    visible.push(one)
    if (!isBlank(one.value)) item[field.id] = one.value
  }
  return visible
}

function cleanEntry(visible: VisibleField): [string, unknown][] {
  const { field, value, rows } = visible
  if (field.kind === 'info') return []
  if (field.kind === 'list') return rows.length > 0 ? [[field.id, rows.map(rowValue)]] : []
  return isBlank(value) ? [] : [[field.id, value]]
}

function rowValue(row: readonly VisibleField[]): Record<string, unknown> {
  return Object.fromEntries(row.flatMap(cleanEntry))
}

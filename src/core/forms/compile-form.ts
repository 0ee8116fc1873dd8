import { conditionOf, expressionOf, type Scope } from './expression.ts'
import type { Field, Form, Page } from './form.ts'

/** A field with its conditions compiled. */
export type CompiledField = Omit<Field, 'fields'> & {
  readonly isShown: (scope: Scope) => boolean
  readonly isRequired: (scope: Scope) => boolean
  /** The limits of a number (number) or a date (ISO date), or how many; undefined when there is none. */
  readonly minIn: (scope: Scope) => number | string | undefined
  readonly maxIn: (scope: Scope) => number | string | undefined
  readonly wholePattern?: RegExp
  /** Which rows of its register may be chosen. */
  readonly offers: (scope: Scope) => boolean
  readonly fields: readonly CompiledField[]
}

export type CompiledPage = Omit<Page, 'fields'> & {
  readonly isShown: (scope: Scope) => boolean
  readonly fields: readonly CompiledField[]
}

/** A form ready to be asked any number of times. A form of a task is such a form too, with one page. */
export type CompiledForm = {
  readonly languages: readonly string[]
  readonly pages: readonly CompiledPage[]
  readonly tasks: ReadonlyMap<string, CompiledForm>
  /** Whether its answers are the application, and so have that name in conditions. */
  readonly isApplication: boolean
}

/** Compiles every condition of a form once. */
export function compileForm(form: Form): CompiledForm {
  const { languages } = form
  const tasks = [...form.tasks].map(([key, page]): [string, CompiledForm] => [
    key,
    { languages, pages: [compilePage(page)], tasks: new Map(), isApplication: false },
  ])
  return { languages, pages: form.pages.map(compilePage), tasks: new Map(tasks), isApplication: true }
}

function compilePage(page: Page): CompiledPage {
  return { ...page, isShown: conditionOf(page.when, true), fields: page.fields.map(compileField) }
}

function compileField(field: Field): CompiledField {
  return {
    ...field,
    isShown: conditionOf(field.when, true),
    isRequired: conditionOf(field.required, false),
    minIn: limitOf(field.min),
    maxIn: limitOf(field.max),
    ...(field.pattern ? { wholePattern: new RegExp(`^(?:${field.pattern})$`, 'u') } : {}),
    offers: conditionOf(field.source?.where, true),
    fields: field.fields.map(compileField),
  }
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

function limitOf(limit: number | string | undefined): (scope: Scope) => number | string | undefined {
  if (limit === undefined || typeof limit === 'number' || ISO_DATE.test(limit)) return () => limit
  const expression = expressionOf(limit)
  return (scope) => {
    const value = expression(scope)
    if (typeof value === 'string') return value.slice(0, 10)
    return typeof value === 'number' ? value : undefined
  }
}

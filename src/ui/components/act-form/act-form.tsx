import { randomUUID } from 'node:crypto'
import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { ErrorSummary, type FieldError } from '../error-summary/error-summary.tsx'

interface ActFormProps {
  ctx: PageContext
  /** Where it is sent; the page itself when absent. */
  action?: string | undefined
  /** The key under which the act is done once, however often the form is sent; a new one when absent. */
  actKey?: string | undefined
  /** True when it sends files. */
  multipart?: boolean | undefined
  /** What was wrong with what was sent: told on top and at each field. */
  errors?: readonly FieldError[] | undefined
  id?: string | undefined
  children: ComponentChildren
}

/** A form that changes something: it carries the visitor's token (`csrf`) and the key of the act (`key`). */
export function ActForm({ ctx, action, actKey = randomUUID(), multipart, errors, id, children }: ActFormProps) {
  return (
    <form
      class="f-form"
      method="post"
      action={action}
      id={id}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate
      data-act-form
    >
      {ctx.csrf === undefined ? null : <input type="hidden" name="csrf" value={ctx.csrf} />}
      <input type="hidden" name="_key" value={actKey} />
      {errors && errors.length > 0 ? <ErrorSummary ctx={ctx} errors={errors} /> : null}
      {children}
    </form>
  )
}

/** The buttons at the end of a form: the main one first. */
export function FormActions({ children }: { children: ComponentChildren }) {
  return <div class="f-actions">{children}</div>
}

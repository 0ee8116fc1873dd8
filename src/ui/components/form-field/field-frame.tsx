import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { Icon } from '../icon/icon.tsx'
import { type AskedField, fieldId } from './field-view.ts'

interface FrameProps {
  ctx: PageContext
  field: AskedField
  children: ComponentChildren
}

/** Around a field with one control: its label, hint and error. */
export function FieldFrame({ ctx, field, children }: FrameProps) {
  return (
    <div class={frameClass(field)}>
      <label class="f-label" for={fieldId(field.name)}>
        <LabelText ctx={ctx} field={field} />
      </label>
      <HintAndError ctx={ctx} field={field} />
      {children}
    </div>
  )
}

/** Around a field with several controls: a group with its question. */
export function GroupFrame({ ctx, field, children }: FrameProps) {
  return (
    <fieldset class={frameClass(field)} aria-describedby={describedBy(field)}>
      <legend class="f-label">
        <LabelText ctx={ctx} field={field} />
      </legend>
      <HintAndError ctx={ctx} field={field} />
      {children}
    </fieldset>
  )
}

/** The ids that the control's `aria-describedby` names, or nothing. */
export function describedBy(field: AskedField): string | undefined {
  const id = fieldId(field.name)
  const ids = [
    field.hint === undefined ? '' : `${id}-hint`,
    field.source === undefined ? '' : `${id}-source`,
    field.error === undefined ? '' : `${id}-error`,
  ].filter(Boolean)
  return ids.length === 0 ? undefined : ids.join(' ')
}

const frameClass = (field: AskedField) => (field.error === undefined ? 'f-field' : 'f-field f-field-wrong')

function LabelText({ ctx, field }: { ctx: PageContext; field: AskedField }) {
  return (
    <>
      {field.label}
      {field.optional ? <span class="f-optional"> {ctx.t('ui.field.optional')}</span> : null}
    </>
  )
}

function HintAndError({ ctx, field }: { ctx: PageContext; field: AskedField }) {
  const id = fieldId(field.name)
  return (
    <>
      {field.hint === undefined ? null : (
        <p class="f-hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {field.source === undefined ? null : (
        <p class="f-source" id={`${id}-source`}>
          <Icon name="check-circle" size="sm" />
          {ctx.t('ui.field.source', { source: field.source })}
        </p>
      )}
      {field.error === undefined ? null : (
        <p class="f-error" id={`${id}-error`}>
          <Icon name="error" size="sm" />
          <span>
            <span class="visually-hidden">{ctx.t('ui.field.error')}: </span>
            {field.error}
          </span>
        </p>
      )}
    </>
  )
}

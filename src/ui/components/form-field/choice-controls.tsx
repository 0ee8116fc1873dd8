import type { PageContext } from '../../page-context.ts'
import { describedBy, FieldFrame, GroupFrame } from './field-frame.tsx'
import {
  type ChoiceField,
  type ChoicesField,
  type DeclarationField,
  fieldId,
  type Option,
  type YesNoField,
} from './field-view.ts'

/** More options than this are a list to open: all at once would fill a telephone's screen. */
const mostRadios = 7

/** One of several: buttons while they are few, a list when they are many. */
export function ChoiceControl({ ctx, field }: { ctx: PageContext; field: ChoiceField }) {
  if (field.options.length > mostRadios) return <Select ctx={ctx} field={field} />
  return (
    <GroupFrame ctx={ctx} field={field}>
      <Ticks type="radio" field={field} options={field.options} isOn={(value) => value === field.value} />
    </GroupFrame>
  )
}

/** Yes or no; neither is chosen for the person. */
export function YesNoControl({ ctx, field }: { ctx: PageContext; field: YesNoField }) {
  const options = [
    { value: 'yes', text: ctx.t('ui.field.yes') },
    { value: 'no', text: ctx.t('ui.field.no') },
  ]
  return (
    <GroupFrame ctx={ctx} field={field}>
      <Ticks type="radio" field={field} options={options} isOn={(value) => value === field.value} inLine />
    </GroupFrame>
  )
}

/** As many as apply. */
export function ChoicesControl({ ctx, field }: { ctx: PageContext; field: ChoicesField }) {
  const chosen = new Set(field.value)
  return (
    <GroupFrame ctx={ctx} field={field}>
      <Ticks type="checkbox" field={field} options={field.options} isOn={(value) => chosen.has(value)} />
    </GroupFrame>
  )
}

/** A statement that the person makes by ticking it. */
export function DeclarationControl({ ctx, field }: { ctx: PageContext; field: DeclarationField }) {
  const options = [{ value: 'yes', text: field.statement }]
  return (
    <GroupFrame ctx={ctx} field={field}>
      <Ticks type="checkbox" field={field} options={options} isOn={() => field.value === 'yes'} boxed />
    </GroupFrame>
  )
}

interface TicksProps {
  type: 'radio' | 'checkbox'
  field: ChoiceField | ChoicesField | YesNoField | DeclarationField
  options: readonly Option[]
  isOn: (value: string) => boolean
  inLine?: boolean
  boxed?: boolean
}

function Ticks({ type, field, options, isOn, inLine, boxed }: TicksProps) {
  const id = fieldId(field.name)
  return (
    <div class={`f-ticks${inLine ? ' f-ticks-line' : ''}${boxed ? ' f-ticks-boxed' : ''}`}>
      {options.map(({ value, text, hint }, index) => {
        const own = index === 0 ? id : `${id}-${index}`
        return (
          <div class="f-tick">
            <input
              id={own}
              type={type}
              name={field.name}
              value={value}
              checked={isOn(value)}
              disabled={field.fixed && !isOn(value)}
              aria-invalid={field.error === undefined || type === 'radio' ? undefined : 'true'}
              aria-describedby={hint === undefined ? undefined : `${own}-note`}
            />
            <label for={own}>
              {text}
              {hint === undefined ? null : (
                <small class="f-hint" id={`${own}-note`}>
                  {hint}
                </small>
              )}
            </label>
          </div>
        )
      })}
    </div>
  )
}

function Select({ ctx, field }: { ctx: PageContext; field: ChoiceField }) {
  return (
    <FieldFrame ctx={ctx} field={field}>
      <select
        id={fieldId(field.name)}
        name={field.name}
        class="f-input f-w-md"
        required={!field.optional}
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(field)}
      >
        <option value="">{ctx.t('ui.field.choose')}</option>
        {field.options.map(({ value, text }) => (
          <option value={value} selected={value === field.value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

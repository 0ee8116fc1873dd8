import type { PageContext } from '../../page-context.ts'
import { describedBy, FieldFrame } from './field-frame.tsx'
import { fieldId, type LineField, type LongTextField, type PlaceField } from './field-view.ts'

interface Kind {
  type: 'text' | 'email' | 'tel' | 'date'
  inputMode?: 'decimal' | 'email' | 'tel'
  width: string
}

// Numbers and amounts are text with the right keyboard: `type=number` loses what it cannot read and changes by the wheel of the mouse.
const kinds: Readonly<Record<LineField['kind'], Kind>> = {
  text: { type: 'text', width: 'full' },
  email: { type: 'email', inputMode: 'email', width: 'md' },
  phone: { type: 'tel', inputMode: 'tel', width: 'sm' },
  number: { type: 'text', inputMode: 'decimal', width: 'xs' },
  money: { type: 'text', inputMode: 'decimal', width: 'sm' },
  date: { type: 'date', width: 'sm' },
}

/** A field of one line: text, e-mail, telephone, number, amount or date. */
export function LineControl({ ctx, field }: { ctx: PageContext; field: LineField }) {
  const kind = kinds[field.kind]
  const unit = field.kind === 'money' ? '€' : field.unit
  const control = (
    <input
      id={fieldId(field.name)}
      name={field.name}
      class={`f-input f-w-${field.width ?? kind.width}`}
      // Preact's types tell inputs apart by a single type; ours is one of four that take the same attributes.
      type={kind.type as 'text'}
      inputMode={kind.inputMode}
      value={field.value}
      autocomplete={field.autocomplete}
      min={field.min}
      max={field.max}
      maxLength={field.maxLength}
      readOnly={field.fixed}
      required={!field.optional}
      aria-invalid={field.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(field)}
    />
  )
  return (
    <FieldFrame ctx={ctx} field={field}>
      {unit === undefined ? (
        control
      ) : (
        <div class="f-with-unit">
          {control}
          <span class="f-unit">{unit}</span>
        </div>
      )}
    </FieldFrame>
  )
}

/** A field of several lines; the characters that are left are counted where there is a limit. */
export function LongTextControl({ ctx, field }: { ctx: PageContext; field: LongTextField }) {
  return (
    <FieldFrame ctx={ctx} field={field}>
      <textarea
        id={fieldId(field.name)}
        name={field.name}
        class="f-input"
        rows={field.rows ?? 5}
        maxLength={field.maxLength}
        readOnly={field.fixed}
        required={!field.optional}
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(field)}
      >
        {field.value}
      </textarea>
      {field.maxLength === undefined ? null : (
        <p class="f-hint f-left" data-count-of={fieldId(field.name)} data-left={ctx.t('ui.field.left')}>
          {ctx.t('ui.field.at-most', { n: field.maxLength })}
        </p>
      )}
    </FieldFrame>
  )
}

/** An address: written freely, with the town's own addresses offered while writing. */
export function PlaceControl({ ctx, field }: { ctx: PageContext; field: PlaceField }) {
  const id = fieldId(field.name)
  return (
    <FieldFrame ctx={ctx} field={field}>
      <input
        id={id}
        name={field.name}
        class="f-input"
        type="text"
        value={field.value}
        list={`${id}-list`}
        autocomplete="street-address"
        readOnly={field.fixed}
        required={!field.optional}
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(field)}
        hx-get={field.suggest}
        hx-trigger={field.suggest === undefined ? undefined : 'input changed delay:200ms'}
        hx-target={field.suggest === undefined ? undefined : `#${id}-list`}
      />
      <datalist id={`${id}-list`} />
    </FieldFrame>
  )
}

/** The addresses for what was written so far: what a `suggest` address answers with. */
export function PlaceSuggestions({ places }: { places: readonly string[] }) {
  return (
    <>
      {places.map((place) => (
        <option value={place} />
      ))}
    </>
  )
}

import type { VNode } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { ChoiceControl, ChoicesControl, DeclarationControl, YesNoControl } from './choice-controls.tsx'
import type { FieldView } from './field-view.ts'
import { FileControl } from './file-control.tsx'
import { LineControl, LongTextControl, PlaceControl } from './line-controls.tsx'
import { ListControl } from './list-control.tsx'

interface FormFieldProps {
  ctx: PageContext
  field: FieldView
}

/**
 * One question of a form, of any kind: label, hint, error and control, tied together for whoever hears the page instead of seeing it.
 * A label is a few words or a short question; the hint says what is usual to ask about ("as in your contract"); never a placeholder instead.
 */
export function FormField({ ctx, field }: FormFieldProps): VNode {
  switch (field.kind) {
    case 'long-text':
      return <LongTextControl ctx={ctx} field={field} />
    case 'yes-no':
      return <YesNoControl ctx={ctx} field={field} />
    case 'choice':
      return <ChoiceControl ctx={ctx} field={field} />
    case 'choices':
      return <ChoicesControl ctx={ctx} field={field} />
    case 'declaration':
      return <DeclarationControl ctx={ctx} field={field} />
    case 'file':
      return <FileControl ctx={ctx} field={field} />
    case 'place':
      return <PlaceControl ctx={ctx} field={field} />
    case 'list':
      return <ListControl ctx={ctx} field={field} renderField={(inner) => <FormField ctx={ctx} field={inner} />} />
    case 'info':
      return <Info label={field.label} text={field.text} />
    default:
      return <LineControl ctx={ctx} field={field} />
  }
}

function Info({ label, text }: { label?: string | undefined; text: string }) {
  return (
    <div class="f-info">
      {label === undefined ? null : <h3>{label}</h3>}
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </div>
  )
}

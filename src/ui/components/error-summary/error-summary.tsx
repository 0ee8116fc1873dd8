import type { PageContext } from '../../page-context.ts'
import { fieldId } from '../form-field/field-view.ts'

/** What is wrong with a field, in words that say how to put it right. */
export interface FieldError {
  /** The `name` of the field; absent when it is about the whole. */
  field?: string | undefined
  /** What the field is called, where its words stand away from it. */
  label?: string | undefined
  text: string
}

/**
 * All that must be put right, at the top of the form, each line a link to its field. It takes the focus when the page opens
 * (`autofocus` on the container: without JavaScript the page opens at the top, where it stands).
 */
export function ErrorSummary({ ctx, errors }: { ctx: PageContext; errors: readonly FieldError[] }) {
  return (
    <div class="f-errors" role="alert" tabIndex={-1} data-focus aria-labelledby="errors-title">
      <h2 id="errors-title">{ctx.t('ui.errors.title', { n: errors.length })}</h2>
      <p>{ctx.t('ui.errors.kept')}</p>
      <ul>
        {errors.map(({ field, label, text }) => (
          <li>{field === undefined ? text : <a href={`#${fieldId(field)}`}>{label ? `${label} ${text}` : text}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

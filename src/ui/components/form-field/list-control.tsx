import type { VNode } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { Button } from '../act-form/button.tsx'
import { GroupFrame } from './field-frame.tsx'
import { type FieldView, fieldId, type ListField } from './field-view.ts'

interface ListControlProps {
  ctx: PageContext
  field: ListField
  /** Draws a question of an entry: given, so that lists can hold every kind of field, lists too, without a cycle of imports. */
  renderField: (field: FieldView) => VNode
}

/**
 * The same questions for each of several things or people. The buttons send the form as it is (`add` = name of the list,
 * `remove` = name of the list and number of the entry, "builders.1"), so that nothing written is lost and no JavaScript is needed.
 */
export function ListControl({ ctx, field, renderField }: ListControlProps) {
  return (
    <GroupFrame ctx={ctx} field={field}>
      <div id={fieldId(field.name)} class="f-entries" tabIndex={-1}>
        {field.entries.map((fields, index) => (
          <fieldset class="f-entry">
            <legend>
              {field.entryName} {index + 1}
            </legend>
            {fields.map(renderField)}
            {field.canRemove === false ? null : (
              <Button look="quiet" icon="delete" name="remove" value={`${field.name}.${index}`} skipChecks>
                {ctx.t('ui.list.remove', { entry: `${field.entryName} ${index + 1}` })}
              </Button>
            )}
          </fieldset>
        ))}
      </div>
      {field.addText === undefined ? null : (
        <Button look="secondary" icon="plus" name="add" value={field.name} skipChecks>
          {field.addText}
        </Button>
      )}
    </GroupFrame>
  )
}

import { Confirm, type FieldView, FormField, type PageContext } from '../../../ui/index.ts'
import type { Case } from '../../cases/index.ts'
import { caseCrumbs, Desk, NotDone } from '../desk-view.tsx'

interface AskProps {
  ctx: PageContext
  one: Pick<Case, 'caseId' | 'number'>
  /** Key of the page's texts, under `desk`. */
  key: string
  fields: readonly FieldView[]
  error: string | undefined
}

/** One question before an act on a case: what it does, what it needs, one button. */
export function AskPage({ ctx, one, key, fields, error }: AskProps) {
  const { t } = ctx
  const question = t(`desk.${key}.question`)
  return (
    <Desk ctx={ctx} title={question} active="work" crumbs={caseCrumbs(ctx, one, t(`desk.${key}.link`))}>
      <NotDone ctx={ctx} error={error} />
      <Confirm
        ctx={ctx}
        question={question}
        consequence={t(`desk.${key}.consequence`)}
        confirm={t(`desk.${key}.confirm`)}
        backHref={`/desk/cases/${one.caseId}`}
      >
        {fields.map((field) => (
          <FormField ctx={ctx} field={field} />
        ))}
      </Confirm>
    </Desk>
  )
}

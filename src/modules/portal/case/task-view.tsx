import type { VisibleField } from '../../../core/forms/index.ts'
import { formatDate } from '../../../platform/i18n/index.ts'
import {
  ActForm,
  Button,
  ButtonLink,
  Callout,
  FormActions,
  FormField,
  PageTitle,
  PortalPage,
} from '../../../ui/index.ts'
import type { Case, Task } from '../../cases/index.ts'
import type { Service } from '../../catalogue/index.ts'
import { type FieldSurroundings, fieldViews } from '../application/field-views.ts'
import { FirstButton } from '../application/fill-view.tsx'

interface TaskProps {
  task: Task
  one: Case
  sheet: Service
  fields: readonly VisibleField[]
  /** Of the form; the drawing's name of the step where there is none. */
  title: string | undefined
  /** What the office asked to be put right. */
  defects: readonly string[]
  around: FieldSurroundings
}

/** Something that the person was asked to do in the middle of their case. */
export function TaskPage({ task, one, sheet, fields, title, defects, around }: TaskProps) {
  const { ctx } = around
  const { t, lang } = ctx
  const heading = title ?? sheet.steps[task.element]?.[lang] ?? t('portal.todo.task')
  const service = sheet.title[lang] ?? sheet.id
  return (
    <PortalPage
      ctx={ctx}
      title={heading}
      crumbs={[
        { text: t('ui.menu.folder'), href: '/folder' },
        { text: one.number, href: `/folder/cases/${one.caseId}` },
        { text: heading },
      ]}
      noSearch
    >
      <PageTitle
        over={`${service} · ${one.number}`}
        title={heading}
        lead={task.dueOn === null ? undefined : t('portal.task.until', { date: formatDate(lang, task.dueOn) })}
      />
      {defects.length === 0 ? null : (
        <Callout ctx={ctx} kind="warning" title={t('portal.task.defects')} level={2}>
          {defects.map((line) => (
            <p>{line}</p>
          ))}
        </Callout>
      )}
      <ActForm ctx={ctx} errors={around.errors} multipart>
        <FirstButton />
        {fieldViews(fields, around).map((field) => (
          <FormField ctx={ctx} field={field} />
        ))}
        <FormActions>
          <Button icon="check">{t('portal.task.send')}</Button>
          <ButtonLink look="secondary" href={`/folder/cases/${one.caseId}`} text={t('portal.task.later')} />
        </FormActions>
      </ActForm>
    </PortalPage>
  )
}

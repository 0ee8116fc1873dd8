import type { Problem, VisibleField } from '../../../core/forms/index.ts'
import {
  ActForm,
  Button,
  ButtonLink,
  DeskPage,
  type FieldError,
  FormActions,
  FormField,
  fieldOfForm,
  KeyValues,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import { Reasons } from '../case/case-view.tsx'
import type { Reason } from '../case/reasons.ts'
import { type Names, stepName } from '../names.ts'
import type { TaskInHand } from './task-in-hand.ts'

interface TaskProps {
  ctx: PageContext
  hand: TaskInHand
  names: Names
  fields: readonly VisibleField[]
  /** Of the form; the drawing's name of the step where there is none. */
  title: string | undefined
  errors: readonly FieldError[]
  problems: readonly Problem[]
  reasons: readonly Reason[]
  application: readonly { key: string; value: string }[]
  minutes: string
}

/** A task of an officer: its form, and beside it all that it is about. */
export function TaskPage({
  ctx,
  hand,
  names,
  fields,
  title,
  errors,
  problems,
  reasons,
  application,
  minutes,
}: TaskProps) {
  const { t, lang } = ctx
  const { file, task } = hand
  const heading = title ?? stepName(file.procedure.service, task.element, lang)
  const service = names.procedure(file.case.procedure)
  return (
    <DeskPage
      ctx={ctx}
      title={`${heading} ${file.case.number}`}
      active="work"
      crumbs={[
        { text: t('desk.work.title'), href: '/desk' },
        { text: file.case.number, href: `/desk/cases/${task.caseId}` },
        { text: heading },
      ]}
    >
      <PageTitle over={`${service} · ${file.case.number} · ${file.case.applicantName}`} title={heading} />
      <div class="f-columns">
        <div>
          <ActForm ctx={ctx} action={`/desk/tasks/${task.taskId}`} errors={errors}>
            {fields.map((field) => (
              <FormField ctx={ctx} field={fieldOfForm(ctx, field, { problems })} />
            ))}
            <FormField
              ctx={ctx}
              field={{
                kind: 'number',
                name: 'minutes',
                label: t('desk.task.minutes'),
                hint: t('desk.task.minutes-hint'),
                optional: true,
                value: minutes,
              }}
            />
            <FormActions>
              <Button>{t(task.role === 'councillor' ? 'desk.task.sign' : 'desk.task.finish')}</Button>
              <Button look="secondary" formAction={`/desk/tasks/${task.taskId}/preview`} skipChecks>
                {t('desk.task.preview')}
              </Button>
              <ButtonLink href={`/desk/cases/${task.caseId}`} text={t('desk.task.later')} look="quiet" />
            </FormActions>
          </ActForm>
        </div>
        <aside class="f-stack f-section" aria-label={t('desk.task.about')}>
          <section>
            <h2>{t('desk.task.application')}</h2>
            <KeyValues items={application.filter(({ value }) => value !== '')} />
          </section>
          <Reasons ctx={ctx} reasons={reasons.slice(0, 4)} />
        </aside>
      </div>
    </DeskPage>
  )
}

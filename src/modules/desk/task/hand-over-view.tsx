import {
  ActForm,
  Button,
  ButtonLink,
  Callout,
  DeskPage,
  FormActions,
  FormField,
  type Option,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import type { Case, Task } from '../../cases/index.ts'

interface HandOverProps {
  ctx: PageContext
  task: Task
  one: Case
  offices: readonly Option[]
  /** Empty for who may not assign. */
  colleagues: readonly Option[]
  error: string | undefined
}

/** Who should do it instead: a colleague, or another office. */
export function HandOverPage({ ctx, task, one, offices, colleagues, error }: HandOverProps) {
  const { t } = ctx
  const title = t('desk.hand-over.title')
  return (
    <DeskPage
      ctx={ctx}
      title={title}
      active="work"
      crumbs={[
        { text: t('desk.work.title'), href: '/desk' },
        { text: one.number, href: `/desk/cases/${one.caseId}` },
        { text: title },
      ]}
    >
      <PageTitle title={title} lead={t('desk.hand-over.lead')} />
      {error === undefined ? null : (
        <Callout ctx={ctx} kind="danger">
          <p>{error}</p>
        </Callout>
      )}
      {colleagues.length === 0 ? null : (
        <section class="f-section">
          <h2>{t('desk.hand-over.colleague')}</h2>
          <ActForm ctx={ctx} action={`/desk/tasks/${task.taskId}/assign`}>
            <FormField
              ctx={ctx}
              field={{ kind: 'choice', name: 'officer', label: t('desk.hand-over.who'), options: colleagues }}
            />
            <Button look="secondary">{t('desk.hand-over.assign')}</Button>
          </ActForm>
        </section>
      )}
      <section class="f-section">
        <h2>{t('desk.hand-over.office')}</h2>
        <ActForm ctx={ctx} action={`/desk/tasks/${task.taskId}/hand-over`}>
          <FormField
            ctx={ctx}
            field={{ kind: 'choice', name: 'office', label: t('desk.hand-over.which'), options: offices }}
          />
          <FormField
            ctx={ctx}
            field={{ kind: 'long-text', name: 'reason', label: t('desk.hand-over.reason'), rows: 4, maxLength: 2000 }}
          />
          <FormActions>
            <Button>{t('desk.hand-over.do')}</Button>
            <ButtonLink href={`/desk/cases/${one.caseId}`} text={t('desk.task.later')} look="quiet" />
          </FormActions>
        </ActForm>
      </section>
    </DeskPage>
  )
}

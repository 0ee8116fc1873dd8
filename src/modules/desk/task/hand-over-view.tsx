import {
  ActForm,
  Button,
  ButtonLink,
  FormActions,
  FormField,
  type Option,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import type { Case, Task } from '../../cases/index.ts'
import { caseCrumbs, Desk, NotDone } from '../desk-view.tsx'

interface HandOverProps {
  ctx: PageContext
  task: Task
  one: Case
  offices: readonly Option[]
  /** Empty for who may not assign. */
  colleagues: readonly Option[]
  mayHandOver: boolean
  /** What was chosen and written before, where it could not be done. */
  written: { readonly office: string; readonly officer: string; readonly reason: string }
  error: string | undefined
}

/** Who should do it instead: a colleague, or another office. */
export function HandOverPage({ ctx, task, one, offices, colleagues, mayHandOver, written, error }: HandOverProps) {
  const { t } = ctx
  const title = t('desk.hand-over.title')
  return (
    <Desk ctx={ctx} title={title} active="work" crumbs={caseCrumbs(ctx, one, title)}>
      <PageTitle title={title} lead={t('desk.hand-over.lead')} />
      <NotDone ctx={ctx} error={error} />
      {colleagues.length === 0 ? null : (
        <section class="f-panel">
          <h2>{t('desk.hand-over.colleague')}</h2>
          <ActForm ctx={ctx} action={`/desk/tasks/${task.taskId}/assign`}>
            <FormField
              ctx={ctx}
              field={{
                ...{ kind: 'choice', name: 'officer', label: t('desk.hand-over.who') },
                ...{ options: colleagues, value: written.officer },
              }}
            />
            <Button look="secondary">{t('desk.hand-over.assign')}</Button>
          </ActForm>
        </section>
      )}
      {mayHandOver ? <AnotherOffice ctx={ctx} task={task} one={one} offices={offices} written={written} /> : null}
    </Desk>
  )
}

type AnotherOfficeProps = Pick<HandOverProps, 'ctx' | 'task' | 'one' | 'offices' | 'written'>

function AnotherOffice({ ctx, task, one, offices, written }: AnotherOfficeProps) {
  const { t } = ctx
  return (
    <section class="f-panel">
      <h2>{t('desk.hand-over.office')}</h2>
      <ActForm ctx={ctx} action={`/desk/tasks/${task.taskId}/hand-over`}>
        <FormField
          ctx={ctx}
          field={{
            kind: 'choice',
            name: 'office',
            label: t('desk.hand-over.which'),
            options: offices,
            value: written.office,
          }}
        />
        <FormField
          ctx={ctx}
          field={{
            ...{ kind: 'long-text', name: 'reason', label: t('desk.hand-over.reason') },
            ...{ rows: 4, maxLength: 2000, value: written.reason },
          }}
        />
        <FormActions>
          <Button>{t('desk.hand-over.do')}</Button>
          <ButtonLink href={`/desk/cases/${one.caseId}`} text={t('desk.task.later')} look="quiet" />
        </FormActions>
      </ActForm>
    </section>
  )
}

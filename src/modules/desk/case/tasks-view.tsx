import { formatDate } from '../../../platform/i18n/index.ts'
import { ActForm, Button, ButtonLink, Callout, TaskCard } from '../../../ui/index.ts'
import { mayDo, type Task } from '../../cases/index.ts'
import { stepName } from '../names.ts'
import type { CaseProps } from './case-view.tsx'

/** What waits in this case, the officer's own first. */
export function Tasks(props: CaseProps) {
  const { ctx, view, me } = props
  const { t } = ctx
  const open = view.file.tasks.filter(({ closedAt }) => closedAt === null)
  const mine = open.filter((task) => mayDo(me, task))
  const others = open.filter((task) => !mine.includes(task))
  return (
    <section class="f-section">
      <h2>{t('desk.case.now')}</h2>
      {open.length === 0 ? (
        <Callout ctx={ctx} kind="info">
          <p>
            {t(
              view.file.case.status === 'closed'
                ? 'desk.case.closed'
                : `desk.case.waiting.${view.file.case.waitingFor}`,
            )}
          </p>
        </Callout>
      ) : null}
      {mine.map((task, index) => (
        <MyTask {...props} task={task} isMain={index === 0} />
      ))}
      {others.map((task) => (
        <Callout ctx={ctx} kind="info">
          <p>
            <strong>{stepName(view.file.procedure.service, task.element, ctx.lang)}</strong>
            {' · '}
            {task.citizen ? t('desk.case.with-applicant') : view.names.office(task.officeId)}
            {task.role === null ? '' : ` · ${t(`desk.role.${task.role}`)}`}
          </p>
        </Callout>
      ))}
    </section>
  )
}

function MyTask({ ctx, view, me, task, isMain }: CaseProps & { task: Task; isMain: boolean }) {
  const { t, lang } = ctx
  const claimed =
    task.officerId === null
      ? t('desk.task.free')
      : task.officerId === me.id
        ? t('desk.task.yours')
        : t('desk.task.of', { name: view.names.officer(task.officerId) ?? '' })
  return (
    <div class="f-stack">
      <TaskCard
        title={stepName(view.file.procedure.service, task.element, lang)}
        about={[view.names.office(task.officeId), claimed].join(' · ')}
        due={task.dueOn === null ? undefined : t('desk.work.task-by', { date: formatDate(lang, task.dueOn, 'long') })}
        action={{ href: `/desk/tasks/${task.taskId}`, text: t('desk.task.do') }}
        isMain={isMain}
      />
      <div class="f-actions">
        {task.officerId === null ? (
          <ActForm ctx={ctx} action={`/desk/tasks/${task.taskId}/claim`}>
            <Button look="secondary">{t('desk.task.claim')}</Button>
          </ActForm>
        ) : null}
        {task.officerId === me.id ? (
          <ActForm ctx={ctx} action={`/desk/tasks/${task.taskId}/release`}>
            <Button look="quiet">{t('desk.task.release')}</Button>
          </ActForm>
        ) : null}
        <ButtonLink href={`/desk/tasks/${task.taskId}/hand-over`} text={t('desk.task.hand-over')} look="quiet" />
      </div>
    </div>
  )
}

/** What else the officer may do with the case now: exactly what would be accepted. */
export function MayDo({ ctx, view, me }: CaseProps) {
  const { t } = ctx
  const { case: one, awaited, notifications } = view.file
  const links = [
    ...(awaited.includes('request-correction') && me.permissions.has('case.handle')
      ? [{ href: `/desk/cases/${one.caseId}/correction`, text: t('desk.correction.link') }]
      : []),
    ...(one.dueOn !== null && me.permissions.has('case.extend')
      ? [{ href: `/desk/cases/${one.caseId}/extension`, text: t('desk.extension.link') }]
      : []),
    ...notifications
      .filter(({ mode, endedAt }) => mode === 'paper' && endedAt === null)
      .map(({ notificationId }) => ({
        href: `/desk/cases/${one.caseId}/paper/${notificationId}`,
        text: t('desk.paper.link'),
      })),
  ]
  if (links.length === 0) return null
  return (
    <section class="f-section">
      <h2>{t('desk.case.may-do')}</h2>
      <div class="f-actions">
        {links.map(({ href, text }) => (
          <ButtonLink href={href} text={text} look="secondary" />
        ))}
      </div>
    </section>
  )
}

import { formatDate } from '../../../platform/i18n/index.ts'
import { ActForm, Badge, Button, ButtonLink, Callout } from '../../../ui/index.ts'
import { mayDo, type Task } from '../../cases/index.ts'
import { stepName } from '../names.ts'
import type { CaseProps } from './case-view.tsx'

/** What officers must do in this case, the reader's own first. */
export function Tasks(props: CaseProps) {
  const { ctx, view, me } = props
  const { t } = ctx
  const { case: one } = view.file
  const open = view.file.tasks.filter(({ closedAt, citizen }) => closedAt === null && !citizen)
  const mine = open.filter((task) => mayDo(me, task))
  const others = open.filter((task) => !mine.includes(task))
  return (
    <section>
      <h2 class="visually-hidden">{t('desk.case.now')}</h2>
      {open.length > 0 ? null : (
        <div {...(one.status === 'open' && one.waitingFor === 'system' ? looksAgain(ctx) : {})}>
          <Callout ctx={ctx} kind={one.status === 'closed' ? 'success' : 'info'}>
            <p>{t(one.status === 'closed' ? 'desk.case.closed' : `desk.case.waiting.${one.waitingFor}`)}</p>
          </Callout>
        </div>
      )}
      {mine.map((task, index) => (
        <OpenTask {...props} task={task} isMine isMain={index === 0} />
      ))}
      {others.map((task) => (
        <OpenTask {...props} task={task} isMine={false} isMain={false} />
      ))}
    </section>
  )
}

/** While the machine is at work the page looks again by itself, where there is JavaScript. */
function looksAgain({ path, query }: CaseProps['ctx']) {
  const again = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return {
    'hx-get': `${path}?${again}`,
    'hx-trigger': 'load delay:2s',
    'hx-select': '#content',
    'hx-target': '#content',
    'hx-swap': 'outerMorph',
  }
}

interface OpenTaskProps extends CaseProps {
  task: Task
  isMine: boolean
  isMain: boolean
}

function OpenTask({ ctx, view, me, task, isMine, isMain }: OpenTaskProps) {
  const { t, lang } = ctx
  const at = `/desk/tasks/${task.taskId}`
  const role = task.role === null ? undefined : t(`desk.role.${task.role}`)
  return (
    <article class={isMain ? 'f-task f-task-main' : 'f-task'}>
      <div class="f-task-text">
        <p class="f-over">{[view.names.office(task.officeId), role].filter(Boolean).join(' · ')}</p>
        <h3>{stepName(view.file.procedure.service, task.element, lang)}</h3>
        <p class="f-task-due">
          <Badge tone={task.officerId === me.id ? 'success' : 'neutral'}>{whoHas({ ctx, view, me, task })}</Badge>{' '}
          {task.dueOn === null ? null : t('desk.work.task-by', { date: formatDate(lang, task.dueOn, 'long') })}
        </p>
      </div>
      {isMine ? (
        <ButtonLink href={at} text={t('desk.task.do')} look={isMain ? 'primary' : 'secondary'} data-key="d" />
      ) : null}
      <div class="d-after">
        {isMine && task.officerId === null ? (
          <ActForm ctx={ctx} action={`${at}/claim`}>
            <Button look="quiet" data-key="c">
              {t('desk.task.claim')}
            </Button>
          </ActForm>
        ) : null}
        {task.officerId === me.id ? (
          <ActForm ctx={ctx} action={`${at}/release`}>
            <Button look="quiet">{t('desk.task.release')}</Button>
          </ActForm>
        ) : null}
        {me.permissions.has('case.assign') || me.permissions.has('case.handle') ? (
          <ButtonLink href={`${at}/hand-over`} text={t('desk.task.hand-over')} look="quiet" />
        ) : null}
      </div>
    </article>
  )
}

function whoHas({ ctx: { t }, view, me, task }: Pick<OpenTaskProps, 'ctx' | 'view' | 'me' | 'task'>): string {
  if (task.officerId === null) return t('desk.task.free')
  if (task.officerId === me.id) return t('desk.task.yours')
  return t('desk.task.of', { name: view.names.officer(task.officerId) ?? t('desk.work.somebody') })
}

/** What the applicant, the bank or the machine still has to do. */
export function Waits({ ctx, view }: CaseProps) {
  const { t } = ctx
  if (view.waits.length === 0) return null
  return (
    <section class="f-panel">
      <h2>{t('desk.wait.title')}</h2>
      <ul class="d-list">
        {view.waits.map(({ text, note, action }) => (
          <li>
            <p>
              <strong>{text}</strong>
            </p>
            <p class="f-muted">{note}</p>
            {action === undefined ? null : (
              <p>
                <a href={action.href}>{action.text}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What else the officer may do with the case now: exactly what would be accepted. */
export function MayDo({ ctx, view, me }: CaseProps) {
  const { t } = ctx
  const { case: one, awaited } = view.file
  const isUndecided = one.status === 'open' && one.outcome === null && one.dueOn !== null
  const wasExtended = (one.state.term?.extended ?? []).length > 0
  const links = [
    ...(awaited.includes('request-correction') && me.permissions.has('case.handle')
      ? [{ href: `/desk/cases/${one.caseId}/correction`, text: t('desk.correction.link') }]
      : []),
    ...(isUndecided && !wasExtended && me.permissions.has('case.extend')
      ? [{ href: `/desk/cases/${one.caseId}/extension`, text: t('desk.extension.link') }]
      : []),
  ]
  if (links.length === 0) return null
  return (
    <section class="f-panel">
      <h2>{t('desk.case.may-do')}</h2>
      <div class="d-row">
        {links.map(({ href, text }) => (
          <ButtonLink href={href} text={text} look="secondary" />
        ))}
      </div>
    </section>
  )
}

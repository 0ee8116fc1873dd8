import type { Problem, VisibleField } from '../../../core/forms/index.ts'
import {
  ActForm,
  type AnswerGroup,
  Badge,
  Button,
  ButtonLink,
  Callout,
  DocumentList,
  type FieldError,
  FormActions,
  FormField,
  fieldOfForm,
  type PageContext,
  PageTitle,
  TermBox,
  type TermView,
} from '../../../ui/index.ts'
import type { Task } from '../../cases/index.ts'
import { Answers } from '../case/answers-view.tsx'
import type { CaseDocuments } from '../case/documents.ts'
import type { Reason } from '../case/reasons.ts'
import { Reasons } from '../case/reasons-view.tsx'
import { caseCrumbs, Desk } from '../desk-view.tsx'
import { type Names, stepName } from '../names.ts'
import type { TermBadge } from '../term-badge.ts'
import { KeepWhileWriting, KeptBefore } from './kept-view.tsx'
import type { TaskInHand } from './task-in-hand.ts'

interface FieldsProps {
  ctx: PageContext
  task: Pick<Task, 'taskId'>
  fields: readonly VisibleField[]
  problems: readonly Problem[]
  uploadUrl: (field: string) => string
}

interface TaskProps extends Omit<FieldsProps, 'task'> {
  hand: TaskInHand
  names: Names
  /** Of the form; the drawing's name of the step where there is none. */
  title: string | undefined
  errors: readonly FieldError[]
  hasMore: boolean
  isDrafted: boolean
  /** When what is shown was kept, where the officer comes back to it. */
  keptOn: string | undefined
  /** The task ends in a document that can be read before. */
  canPreview: boolean
  /** How the term stands. */
  badges: readonly TermBadge[]
  minutes: string
  /** The officer's identifier. */
  me: string
  term: TermView | undefined
  reasons: readonly Reason[]
  documents: CaseDocuments
  application: readonly AnswerGroup[]
  reports: readonly AnswerGroup[]
}

/** A task of an officer: its form, and beside it all that it is about. */
export function TaskPage(props: TaskProps) {
  const { ctx, hand, names } = props
  const { t, lang } = ctx
  const { file, task } = hand
  const heading = props.title ?? stepName(file.procedure.service, task.element, lang)
  return (
    <Desk ctx={ctx} title={`${heading} ${file.case.number}`} active="work" crumbs={caseCrumbs(ctx, file.case, heading)}>
      <PageTitle
        over={[names.procedure(file.case.procedure), file.case.number].join(' · ')}
        title={heading}
        lead={[file.case.applicantName, file.case.title].filter(Boolean).join(' · ')}
        beside={props.badges.map(({ tone, text }) => <Badge tone={tone}>{text}</Badge>)}
      />
      <div class="f-columns">
        <div class="d-panels">
          <ClaimedByAnother {...props} />
          <TaskForm {...props} />
          <Answers ctx={ctx} title={t('desk.case.reports')} groups={props.reports} />
          <Answers ctx={ctx} title={t('desk.task.application')} groups={props.application} />
        </div>
        <aside class="d-panels" aria-label={t('desk.task.about')}>
          <About {...props} />
        </aside>
      </div>
    </Desk>
  )
}

function ClaimedByAnother({ ctx, hand: { task }, names, me }: TaskProps) {
  if (task.officerId === null || task.officerId === me) return null
  return (
    <Callout ctx={ctx} kind="warning">
      <p>{ctx.t('desk.task.others', { name: names.officer(task.officerId) ?? ctx.t('desk.work.somebody') })}</p>
    </Callout>
  )
}

function TaskForm(props: TaskProps) {
  const { ctx, hand, fields, problems, uploadUrl, errors, hasMore, isDrafted, keptOn, canPreview, minutes } = props
  const { t } = ctx
  const { task } = hand
  const label = { label: t('desk.task.minutes'), hint: t('desk.task.minutes-hint') }
  return (
    <section class="f-panel">
      {hasMore ? (
        <Callout ctx={ctx}>
          <p>{t('desk.task.more')}</p>
        </Callout>
      ) : null}
      {isDrafted ? <p class="f-muted">{t('desk.task.drafted')}</p> : null}
      {keptOn === undefined ? null : <KeptBefore ctx={ctx} taskId={task.taskId} keptOn={keptOn} />}
      <ActForm
        ctx={ctx}
        action={`/desk/tasks/${task.taskId}`}
        errors={errors}
        multipart={fields.some(({ field }) => field.kind === 'file')}
      >
        <FirstButton />
        <TaskFields ctx={ctx} task={task} fields={fields} problems={problems} uploadUrl={uploadUrl} />
        <FormField
          ctx={ctx}
          field={{ kind: 'number', name: '_minutes', ...label, optional: true, value: minutes, width: 'xs' }}
        />
        <FormActions>
          <Button>{t('desk.task.finish')}</Button>
          {canPreview ? <PreviewButton ctx={ctx} task={task} /> : null}
          {hand.form === undefined ? (
            <ButtonLink href={`/desk/cases/${task.caseId}`} text={t('desk.task.later')} look="quiet" />
          ) : (
            <Button look="quiet" formAction={`/desk/tasks/${task.taskId}/keep`} skipChecks>
              {t('desk.kept.later')}
            </Button>
          )}
        </FormActions>
        {hand.form === undefined ? null : <KeepWhileWriting ctx={ctx} taskId={task.taskId} />}
      </ActForm>
    </section>
  )
}

/** In a window of its own, so that nothing written is left behind. */
function PreviewButton({ ctx, task }: { ctx: PageContext; task: Task }) {
  return (
    <button
      type="submit"
      class="f-btn f-btn-secondary"
      formaction={`/desk/tasks/${task.taskId}/preview`}
      formtarget="_blank"
      formnovalidate
      data-key="p"
    >
      <span>{ctx.t('desk.task.preview')}</span>
    </button>
  )
}

/** The questions of a task; with JavaScript, those that an answer makes appear come at once. */
export function TaskFields({ ctx, task, fields, problems, uploadUrl }: FieldsProps) {
  return (
    <div
      id="task-fields"
      hx-post={`/desk/tasks/${task.taskId}/fields`}
      hx-trigger="change"
      hx-include="closest form"
      hx-swap="outerMorph"
    >
      <input type="hidden" name="_shown" value={fields.map(({ path }) => path).join(',')} />
      {fields.map((field) => (
        <FormField ctx={ctx} field={fieldOfForm(ctx, field, { problems, uploadUrl })} />
      ))}
    </div>
  )
}

/** The key Enter presses a form's first button: it must be the one that goes on, and not one that removes a file. */
function FirstButton() {
  return <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />
}

/** Everything that the officer needs before their eyes while they write. */
function About({ ctx, term, documents, reasons }: TaskProps) {
  const { t } = ctx
  const all = [...documents.received, ...documents.issued]
  return (
    <>
      {term === undefined ? null : <TermBox ctx={ctx} term={term} />}
      {all.length === 0 ? null : (
        <section class="f-panel">
          <h2>{t('desk.case.part.documents')}</h2>
          <DocumentList ctx={ctx} documents={all.map(({ code: _, ...document }) => document)} />
        </section>
      )}
      <Reasons ctx={ctx} reasons={reasons} />
    </>
  )
}

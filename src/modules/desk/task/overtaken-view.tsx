import {
  ActForm,
  Button,
  ButtonLink,
  Callout,
  FormActions,
  FormField,
  KeyValues,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import { caseCrumbs, Desk } from '../desk-view.tsx'
import { stepName } from '../names.ts'
import { ThrowAway } from './kept-view.tsx'
import type { TaskInHand } from './task-in-hand.ts'

type Lines = readonly { readonly label: string; readonly text: string }[]

interface OvertakenProps {
  ctx: PageContext
  hand: TaskInHand
  /** Who ended the task; absent where the case left it behind by itself. */
  by: { readonly isYou: boolean; readonly name: string; readonly at: string; readonly said: Lines } | undefined
  written: Lines
  mayNote: boolean
}

/** Two officers did the same task: whose answers count, and what becomes of the other's. */
export function OvertakenPage({ ctx, hand, by, written, mayNote }: OvertakenProps) {
  const { t, lang } = ctx
  const { task, file } = hand
  const { caseId, number, applicantName } = file.case
  const step = stepName(file.procedure.service, task.element, lang)
  const title = titleOf({ ctx, by, step })
  return (
    <Desk ctx={ctx} title={title} active="work" crumbs={caseCrumbs(ctx, file.case, step)}>
      <PageTitle over={[number, applicantName].join(' · ')} title={title} lead={by?.at} />
      <Callout ctx={ctx} kind="warning">
        <p>{t(by === undefined ? 'desk.overtaken.moved-text' : 'desk.overtaken.text')}</p>
      </Callout>
      <div class="d-pair d-section">
        {by === undefined || by.said.length === 0 ? null : (
          <section class="f-panel">
            <h2>{by.isYou ? t('desk.overtaken.you-said') : t('desk.overtaken.they-said', { name: by.name })}</h2>
            <KeyValues items={by.said.map(({ label, text }) => ({ key: label, value: text }))} />
          </section>
        )}
        {written.length === 0 ? null : (
          <section class="f-panel">
            <h2>{t('desk.overtaken.written')}</h2>
            {mayNote ? (
              <NoteOf ctx={ctx} caseId={caseId} text={noteText(step, written)} />
            ) : (
              <KeyValues items={written.map(({ label, text }) => ({ key: label, value: text }))} />
            )}
            <ThrowAway ctx={ctx} taskId={task.taskId} />
          </section>
        )}
      </div>
      <p class="d-row d-section">
        <ButtonLink href={`/desk/cases/${caseId}`} text={t('desk.overtaken.case')} look="secondary" />
        <ButtonLink href="/desk" text={t('desk.case.to-list')} look="quiet" />
      </p>
    </Desk>
  )
}

function titleOf({ ctx: { t }, by, step }: Pick<OvertakenProps, 'ctx' | 'by'> & { step: string }): string {
  if (by === undefined) return t('desk.overtaken.moved', { step })
  return by.isYou ? t('desk.overtaken.you', { step }) : t('desk.overtaken.title', { name: by.name, step })
}

/** What was written becomes a note of the file, if the officer wants: a click, and nothing is typed again. */
function NoteOf({ ctx, caseId, text }: { ctx: PageContext; caseId: string; text: string }) {
  const { t } = ctx
  const words = { label: t('desk.notes.label'), hint: t('desk.notes.hint') }
  return (
    <ActForm ctx={ctx} action={`/desk/cases/${caseId}/notes`}>
      <FormField
        ctx={ctx}
        field={{ kind: 'long-text', name: 'text', ...words, rows: 6, maxLength: 10_000, value: text }}
      />
      <FormActions>
        <Button>{t('desk.overtaken.keep')}</Button>
      </FormActions>
    </ActForm>
  )
}

const noteText = (step: string, written: Lines) =>
  [step, ...written.map(({ label, text }) => `${label}: ${text}`)].join('\n')

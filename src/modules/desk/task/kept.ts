import { randomUUID } from 'node:crypto'
import { readPosted, textsAt } from '../../../platform/http/index.ts'
import { formatDateTime, formatTime } from '../../../platform/i18n/index.ts'
import { renderFragment } from '../../../ui/index.ts'
import { discardTaskDraft, keepTaskDraft, taskDraftOf } from '../../cases/index.ts'
import { nothingHere, param, perform, reading, refusalText, type Visit } from '../visit.ts'
import { KeptText } from './kept-view.tsx'
import { takeForm } from './take-form.ts'
import { type TaskInHand, taskOfVisit } from './task-in-hand.ts'

/** What the officer wrote in the form of a task and has not sent, with the moment it was kept, in words. */
export interface KeptWriting {
  readonly answers: Readonly<Record<string, unknown>>
  readonly minutes: string
  readonly keptOn: string
}

/** What the officer had kept of this task; the files are those that the task has now. */
export async function keptOf(visit: Visit, { task, form, kept }: TaskInHand): Promise<KeptWriting | undefined> {
  const draft = await reading(visit, (db) => taskDraftOf(db, { taskId: task.taskId, officerId: visit.actor.id }))
  if (!draft) return undefined
  const { lang, municipality } = visit.ctx
  const fields = form?.pages.flatMap((page) => page.fields) ?? []
  const files = fields.filter(({ kind }) => kind === 'file').map(({ id }) => [id, kept.get(id) ?? []])
  return {
    answers: { ...draft.answers, ...Object.fromEntries(files) },
    minutes: draft.minutes,
    keptOn: formatDateTime(lang, draft.savedAt, municipality.zone),
  }
}

/** Keeps what is written so far. Each time it is another act, whatever becomes of the form: its key is its own. */
export async function keepWriting(
  visit: Visit,
  { task, form }: TaskInHand,
  { answers, minutes }: Pick<KeptWriting, 'answers' | 'minutes'>,
) {
  if (!form) return undefined
  const input = { taskId: task.taskId, answers: { ...answers }, minutes: minutes.slice(0, 20) }
  return await perform(visit, keepTaskDraft, input, randomUUID())
}

/** "Keep for later", and what htmx sends while the officer writes: the moment is told, and nothing is judged. */
export async function keepForm(visit: Visit) {
  const hand = await reading(visit, (db) => taskOfVisit(db, visit))
  if (!hand?.form) return nothingHere(visit)
  const posted = await readPosted(visit.request)
  const isWhileWriting = visit.request.headers['hx-request'] !== undefined
  // Files go with a form that is sent as a whole; while writing they are sent by themselves.
  const { answers } = await takeForm(visit, hand, isWhileWriting ? { ...posted, files: [] } : posted)
  const outcome = await keepWriting(visit, hand, { answers, minutes: textsAt(posted.values, '_minutes')[0] ?? '' })
  const { caseId } = hand.task
  if (!isWhileWriting) {
    const done = outcome?.ok ? 'desk.task-kept' : 'desk.task-was-done'
    return visit.reply.redirect(`/desk/cases/${caseId}?done=${done}`, 303)
  }
  if (!outcome) return nothingHere(visit)
  const { t, lang, municipality } = visit.ctx
  const text = outcome.ok
    ? t('desk.kept.now', { time: formatTime(lang, outcome.result.savedAt, municipality.zone) })
    : refusalText(visit, outcome.refused)
  // Said again only when it is another minute: a screen reader reads it out each time it changes.
  if (textsAt(posted.values, '_kept')[0] === text) return visit.reply.code(204).send()
  return visit.reply.type('text/html; charset=utf-8').send(renderFragment(KeptText({ text })))
}

/** The officer throws away what they had written, and begins again with what is known from the steps before. */
export async function discardForm(visit: Visit) {
  const taskId = param(visit, 'taskId')
  const outcome = await perform(visit, discardTaskDraft, { taskId })
  if (!outcome.ok && outcome.refused.code !== 'not-found') return nothingHere(visit)
  return visit.reply.redirect(`/desk/tasks/${taskId}?done=desk.task-thrown-away`, 303)
}

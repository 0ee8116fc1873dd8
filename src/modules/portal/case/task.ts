import {
  type CompiledForm,
  type Context,
  isBlank,
  type VisiblePage,
  validateForm,
  visiblePages,
} from '../../../core/forms/index.ts'
import { readPosted } from '../../../platform/http/index.ts'
import type { FieldError } from '../../../ui/index.ts'
import { answerTask, type CaseFile, portsOf, receiveFile, type Task } from '../../cases/index.ts'
import { uploadsOf } from '../../documents/index.ts'
import { type FieldSurroundings, problemsInWords } from '../application/field-views.ts'
import { takePage } from '../application/take-page.ts'
import { nothingHere, param, perform, reading, refusalText, senderOf, type Visit } from '../visit.ts'
import { defectsFor } from './defects.ts'
import { ownCase } from './own-case.ts'
import { TaskPage } from './task-view.tsx'

/** A task that is the person's to do, with its form. */
interface TaskInHand {
  readonly file: CaseFile
  readonly task: Task
  readonly form: CompiledForm | undefined
  readonly context: Context
  /** The files that were sent before, as answers. */
  readonly answers: Record<string, unknown>
}

export async function taskPage(visit: Visit) {
  const hand = await handOf(visit)
  if (!hand) return nothingHere(visit)
  // Done already, here or by somebody who represents them: the case says how it goes on.
  if (hand.task.closedAt !== null) return visit.reply.redirect(`/folder/cases/${hand.task.caseId}`, 303)
  return show(visit, hand, { answers: hand.answers, errors: [], alike: new Map() })
}

/** Does the task with what was written. What is wrong is told at its field, and the files that came stay. */
export async function taskForm(visit: Visit) {
  const hand = await handOf(visit)
  if (!hand) return nothingHere(visit)
  const posted = await readPosted(visit.request)
  const { task, form, context } = hand
  const { taskId, caseId } = task
  const pageId = form?.pages[0]?.id
  const taken =
    form === undefined || pageId === undefined
      ? { answers: {}, errors: [], alike: new Map(), again: false }
      : await takePage(visit, { form, pageId, answers: hand.answers, context, belongsTo: taskId }, posted)
  if (taken.again) return show(visit, hand, taken)
  const problems = form === undefined ? [] : validateForm(form, taken.answers, context)
  const fields = form === undefined ? [] : visiblePages(form, taken.answers, context).flatMap((page) => page.fields)
  const errors = [...taken.errors, ...problemsInWords(visit.ctx, problems, fields)]
  if (errors.length > 0) return show(visit, hand, { ...taken, errors })
  // Sent by mistake: the town hall would go on as if it had been answered.
  if (fields.length > 0 && isBlank(taken.answers))
    return show(visit, hand, { ...taken, errors: [{ text: visit.ctx.t('portal.task.empty') }] })
  const outcome = await perform(visit, answerTask, { taskId, answers: taken.answers }, posted.key)
  if (!outcome.ok) return show(visit, hand, { ...taken, errors: [{ text: refusalText(visit, outcome.refused) }] })
  return visit.reply.redirect(`/folder/cases/${caseId}?done=portal.task-done`, 303)
}

/** Takes one file while the page stays open. */
export async function uploadToTask(visit: Visit) {
  const hand = await handOf(visit)
  const field = hand?.form?.pages
    .flatMap(({ fields }) => fields)
    .find(({ id, kind }) => id === param(visit, 'field') && kind === 'file')
  if (!hand || !field || hand.task.closedAt !== null) return nothingHere(visit)
  const { files, key } = await readPosted(visit.request)
  const [file] = files
  if (!file) return visit.reply.code(422).send({ error: visit.ctx.t('forms.problem.required-file') })
  const received = await receiveFile(senderOf(visit), { belongsTo: hand.task.taskId, field, key }, file)
  if ('problem' in received) return visit.reply.code(422).send({ error: received.problem })
  const { id, name, size } = received.file
  return visit.reply.send({ id, name, bytes: size })
}

async function handOf(visit: Visit): Promise<TaskInHand | undefined> {
  return await reading(visit, async (db) => {
    const file = await ownCase(db, visit)
    const task = file?.tasks.find(({ taskId, citizen }) => citizen && taskId === param(visit, 'taskId'))
    if (!file || !task) return undefined
    const form = task.form === null ? undefined : file.procedure.form.tasks.get(task.form)
    const uploads = await uploadsOf(db, task.taskId)
    const byField = Map.groupBy(uploads, ({ field }) => field)
    const answers = [...byField].map(([field, files]) => [
      field,
      files.map(({ uploadId, name, mediaType, size }) => ({ id: uploadId, name, type: mediaType, size })),
    ])
    const { context } = portsOf(file.procedure, visit.request.municipality, file.case)
    return {
      file,
      task,
      form,
      answers: Object.fromEntries(answers),
      context: { ...context, ...file.case.state.variables },
    }
  })
}

interface Shown {
  readonly answers: Record<string, unknown>
  readonly errors: readonly FieldError[]
  readonly alike: FieldSurroundings['alike']
}

function show(visit: Visit, hand: TaskInHand, { answers, errors, alike }: Shown) {
  const { file, task, form, context } = hand
  const pages: readonly VisiblePage[] = form === undefined ? [] : visiblePages(form, answers, context)
  const page = TaskPage({
    task,
    one: file.case,
    sheet: file.procedure.service,
    fields: pages.flatMap(({ fields }) => fields),
    title: pages[0]?.title[visit.ctx.lang],
    defects: defectsFor(file, task, visit.ctx.lang),
    around: { ctx: visit.ctx, errors, alike, uploadUrl: `/folder/cases/${task.caseId}/tasks/${task.taskId}/files` },
  })
  return visit.reply.header('cache-control', 'no-store').page(page, errors.length > 0 ? 422 : 200)
}

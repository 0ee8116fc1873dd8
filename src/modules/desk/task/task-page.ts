import { cleanAnswers, readPage, summary, validateForm, visiblePages } from '../../../core/forms/index.ts'
import { formErrors } from '../../../ui/index.ts'
import { completeTask, portsOf, previewDocument } from '../../cases/index.ts'
import { reasonsOf } from '../case/reasons.ts'
import { readNames } from '../names.ts'
import { can, nothingHere, perform, reading, refusalText, sent, type Visit } from '../visit.ts'
import { type TaskInHand, taskOfVisit } from './task-in-hand.ts'
import { TaskPage } from './task-view.tsx'

/** A task with its form, beside what was applied for and what the rules say. */
export async function taskPage(visit: Visit) {
  const hand = await reading(visit, (db) => taskOfVisit(db, visit))
  if (!hand) return nothingHere(visit)
  if (hand.task.closedAt !== null) return visit.reply.redirect(`/desk/cases/${hand.task.caseId}`, 303)
  return await show(visit, hand, {}, [])
}

/** Ends the task with what was written; what is wrong is told at its field. */
export async function taskForm(visit: Visit) {
  const hand = await reading(visit, (db) => taskOfVisit(db, visit))
  if (!hand) return nothingHere(visit)
  const answers = answersIn(visit, hand)
  const problems = hand.form === undefined ? [] : validateForm(hand.form, answers, hand.context)
  if (problems.length > 0) {
    const fields = hand.form ? visiblePages(hand.form, answers, hand.context).flatMap((page) => page.fields) : []
    return await show(visit, hand, answers, formErrors(visit.ctx, fields, problems), problems)
  }
  const { taskId, caseId } = hand.task
  const outcome = await perform(visit, completeTask, { taskId, answers, minutes: minutesIn(visit) })
  if (!outcome.ok) return await show(visit, hand, answers, [{ text: refusalText(visit, outcome.refused) }])
  return visit.reply.redirect(`/desk/cases/${caseId}?done=desk.task-done`, 303)
}

/** The document as it would be issued if the task ended with what is written now. */
export async function previewForm(visit: Visit) {
  const hand = await reading(visit, (db) => taskOfVisit(db, visit))
  if (!hand) return nothingHere(visit)
  const answers = hand.form ? cleanAnswers(hand.form, answersIn(visit, hand), hand.context) : {}
  const { municipality } = visit.request
  const preview = await previewDocument(visit.platform, municipality, {
    taskId: hand.task.taskId,
    answers,
    actor: visit.actor,
  })
  if (!preview) return await show(visit, hand, answers, [{ text: visit.ctx.t('desk.task.no-preview') }])
  return visit.reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(preview.title)}.pdf`)
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(preview.pdf))
}

function answersIn({ request }: Visit, { form, context }: TaskInHand): Record<string, unknown> {
  const page = form?.pages[0]
  return form && page ? readPage(form, page.id, (request.body ?? {}) as Record<string, unknown>, context) : {}
}

function minutesIn(visit: Visit): number {
  const written = Number(sent(visit, 'minutes'))
  return Number.isInteger(written) && written >= 0 && written <= 10_000 ? written : 0
}

type Shown = Parameters<typeof TaskPage>[0]

async function show(
  visit: Visit,
  hand: TaskInHand,
  answers: Record<string, unknown>,
  errors: Shown['errors'],
  problems: Shown['problems'] = [],
) {
  const { file, form, context } = hand
  const names = await reading(visit, (db) => readNames(db, visit))
  const pages = form === undefined ? [] : visiblePages(form, answers, context)
  const ports = portsOf(file.procedure, visit.request.municipality, file.case)
  const lines = summary(file.procedure.form, file.case.answers, visit.ctx.lang, ports.context)
  const page = TaskPage({
    ...{ ctx: visit.ctx, hand, names, errors, problems },
    fields: pages.flatMap(({ fields }) => fields),
    title: pages[0]?.title[visit.ctx.lang],
    reasons: reasonsOf(file),
    application: lines
      .filter(({ sealed }) => !sealed || can(visit, 'sensitive.read'))
      .map(({ label, text }) => ({ key: label, value: text })),
    minutes: sent(visit, 'minutes'),
  })
  return visit.reply.header('cache-control', 'no-store').page(page, errors.length > 0 ? 422 : 200)
}

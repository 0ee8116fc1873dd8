import { cleanAnswers, type Problem, prefill, summary, validateForm, visiblePages } from '../../../core/forms/index.ts'
import { type Posted, readPosted, sendFile, textsAt } from '../../../platform/http/index.ts'
import { type FieldError, formErrors, renderFragment } from '../../../ui/index.ts'
import { completeTask, previewDocument, receiveFile } from '../../cases/index.ts'
import { answersOf } from '../case/case-page.ts'
import { documentViews } from '../case/documents.ts'
import { reasonsOf } from '../case/reasons.ts'
import { reportGroups } from '../case/reports.ts'
import { reportsOfCase } from '../case/store.ts'
import { termBadges, termOf } from '../case/term.ts'
import { readNames } from '../names.ts'
import { nothingHere, param, perform, reading, refusalText, senderOf, type Visit } from '../visit.ts'
import { keepWriting, keptOf } from './kept.ts'
import { overtaken } from './overtaken.ts'
import { SignPage } from './sign-view.tsx'
import { type TakenForm, takeForm } from './take-form.ts'
import { type TaskInHand, taskOfVisit } from './task-in-hand.ts'
import { TaskFields, TaskPage } from './task-view.tsx'
import { type IssuedNext, issuedNext, mayIssue } from './what-follows.ts'

/** A task with its form, beside what was applied for and what the rules say. */
export async function taskPage(visit: Visit) {
  const hand = await handOf(visit)
  if (!hand) return nothingHere(visit)
  const written = await keptOf(visit, hand)
  if (hand.task.closedAt !== null) {
    if (written) return await overtaken(visit, hand, written.answers)
    return visit.reply.redirect(`/desk/cases/${hand.task.caseId}?done=desk.task-was-done`, 303)
  }
  if (written) return await show(visit, hand, written)
  const drafted = hand.form ? prefill(hand.form, hand.context) : {}
  const isDrafted = Object.keys(drafted).length > 0
  return await show(visit, hand, { answers: { ...drafted, ...Object.fromEntries(hand.kept) }, minutes: '', isDrafted })
}

/** Ends the task with what was written, after asking once more where it signs a document. What is wrong is told at its field. */
export async function taskForm(visit: Visit) {
  const hand = await handOf(visit)
  if (!hand) return nothingHere(visit)
  const posted = await readPosted(visit.request)
  const taken = await takeForm(visit, hand, posted)
  const minutes = textsAt(posted.values, '_minutes')[0] ?? ''
  if (taken.again) {
    await keepWriting(visit, hand, { ...taken, minutes })
    return await show(visit, hand, { ...taken, minutes })
  }
  // Of a task that somebody ended meanwhile nothing is judged or asked any more: the act says whose answers count.
  if (hand.task.closedAt === null) {
    const judged = judge(visit, hand, taken, posted)
    const next = judged ? undefined : issuedNext(visit, hand, taken.answers)
    const asksMore = next?.isSigned && textsAt(posted.values, 'confirm')[0] !== 'yes'
    if (judged || asksMore) await keepWriting(visit, hand, { ...taken, minutes })
    if (judged) return await show(visit, hand, { ...taken, ...judged, minutes })
    if (asksMore) return sign(visit, hand, taken, posted, next)
  }
  const { taskId, caseId } = hand.task
  const input = { taskId, answers: { ...taken.answers }, minutes: wholeMinutes(minutes) }
  const outcome = await perform(visit, completeTask, input, posted.key)
  if (outcome.ok) return visit.reply.redirect(`/desk/cases/${caseId}?done=desk.task-done`, 303)
  if (OVERTAKEN.has(outcome.refused.code)) return await overtaken(visit, hand, taken.answers)
  return await show(visit, hand, { ...taken, minutes, errors: [{ text: refusalText(visit, outcome.refused) }] })
}

/** The task was done, or the case left it behind, while the officer was writing. */
const OVERTAKEN: ReadonlySet<string> = new Set(['task-done', 'case-moved-on'])

/** The questions as the answers so far make them: what a change of an answer asks for while the page stays open. */
export async function fieldsForm(visit: Visit) {
  const hand = await handOf(visit)
  if (!hand?.form) return nothingHere(visit)
  const { answers } = await takeForm(visit, hand, { ...(await readPosted(visit.request)), files: [] })
  const fields = visiblePages(hand.form, answers, hand.context).flatMap((page) => page.fields)
  const fragment = TaskFields({ ctx: visit.ctx, task: hand.task, fields, problems: [], uploadUrl: uploadUrl(hand) })
  return visit.reply.type('text/html; charset=utf-8').send(renderFragment(fragment))
}

/** The document as it would be issued if the task ended with what is written now. */
export async function previewForm(visit: Visit) {
  const hand = await handOf(visit)
  if (!hand) return nothingHere(visit)
  const posted = await readPosted(visit.request)
  const taken = await takeForm(visit, hand, posted)
  const answers = hand.form ? cleanAnswers(hand.form, taken.answers, hand.context) : {}
  const asked = { taskId: hand.task.taskId, answers, actor: visit.actor }
  const preview = await previewDocument(visit.platform, visit.request.municipality, asked)
  if (preview) {
    const content = Buffer.from(preview.pdf)
    return sendFile(visit, { name: `${preview.title}.pdf`, mediaType: 'application/pdf', content })
  }
  const errors = [{ text: visit.ctx.t('desk.task.no-preview') }]
  return await show(visit, hand, { ...taken, errors, minutes: textsAt(posted.values, '_minutes')[0] ?? '' })
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

const handOf = (visit: Visit) => reading(visit, (db) => taskOfVisit(db, visit))

const uploadUrl =
  ({ task }: TaskInHand) =>
  (field: string) =>
    `/desk/tasks/${task.taskId}/files/${field}`

interface Judged {
  readonly errors: readonly FieldError[]
  readonly problems: readonly Problem[]
  /** Questions appeared because of what was answered. */
  readonly hasMore: boolean
}

/** What is wrong with the answers; a question that they made appear was not seen yet, and is asked before it is judged. */
function judge(visit: Visit, { form, context }: TaskInHand, taken: TakenForm, posted: Posted): Judged | undefined {
  if (!form) return undefined
  const problems = validateForm(form, taken.answers, context)
  const [shown] = textsAt(posted.values, '_shown')
  const seen = new Set(shown?.split(','))
  const told = problems.filter(({ field }) => shown === undefined || seen.has(field.split('[')[0] ?? field))
  if (problems.length === 0 && taken.errors.length === 0) return undefined
  const fields = visiblePages(form, taken.answers, context).flatMap((page) => page.fields)
  const errors = [...taken.errors, ...formErrors(visit.ctx, fields, told)]
  return { errors, problems: told, hasMore: told.length < problems.length }
}

function wholeMinutes(text: string): number {
  const written = Number(text)
  return Number.isInteger(written) && written >= 0 && written <= 10_000 ? written : 0
}

/** Asks once more: who signs, what is signed, and what it says. */
function sign(visit: Visit, hand: TaskInHand, { answers }: TakenForm, posted: Posted, next: IssuedNext) {
  const lines = hand.form ? summary(hand.form, answers, visit.ctx.lang, hand.context) : []
  const page = SignPage({
    ...{ ctx: visit.ctx, hand, next, signer: visit.actor.name },
    answers: lines.map(({ label, text }) => ({ key: label, value: text })),
    values: Object.entries(posted.values).filter(([name]) => !name.startsWith('_') || name === '_minutes'),
    actKey: posted.key,
  })
  return visit.reply.header('cache-control', 'no-store').page(page)
}

interface Shown extends Partial<Judged> {
  readonly answers: Readonly<Record<string, unknown>>
  readonly minutes: string
  /** Answers were put in that come from the work before: a proposal, a report. */
  readonly isDrafted?: boolean
  /** When it was kept, in words, where it was written on another day or page. */
  readonly keptOn?: string
}

async function show(
  visit: Visit,
  hand: TaskInHand,
  { answers, minutes, errors = [], problems = [], hasMore = false, isDrafted = false, keptOn }: Shown,
) {
  const { file, form, context } = hand
  const [names, reports] = await reading(
    visit,
    async (db) => [await readNames(db, visit), await reportsOfCase(db, file.case.caseId)] as const,
  )
  const pages = form === undefined ? [] : visiblePages(form, answers, context)
  const page = TaskPage({
    ...{ ctx: visit.ctx, hand, names, errors, problems, hasMore, isDrafted, keptOn, minutes },
    canPreview: mayIssue(file.procedure.graph, hand.task.element),
    ...{ me: visit.actor.id, uploadUrl: uploadUrl(hand), term: termOf(visit, file) },
    fields: pages.flatMap(({ fields }) => fields),
    title: pages[0]?.title[visit.ctx.lang],
    reasons: reasonsOf(visit, file),
    badges: termBadges(visit, file),
    documents: documentViews(visit, file),
    application: answersOf(visit, file),
    reports: reportGroups(visit, file, names, reports),
  })
  return visit.reply.header('cache-control', 'no-store').page(page, errors.length > 0 ? 422 : 200)
}

import { type SummaryLine, summary } from '../../../core/forms/index.ts'
import { formatDateTime } from '../../../platform/i18n/index.ts'
import { reportsOfCase } from '../case/store.ts'
import { readNames } from '../names.ts'
import { can, reading, type Visit } from '../visit.ts'
import { OvertakenPage } from './overtaken-view.tsx'
import type { TaskInHand } from './task-in-hand.ts'

/** Somebody else was first: who, when and with what, beside what the officer wrote, which is not lost. */
export async function overtaken(visit: Visit, hand: TaskInHand, answers: Readonly<Record<string, unknown>>) {
  const { task, file } = hand
  const { lang, municipality } = visit.ctx
  const { ended, names } = await reading(visit, async (db) => ({
    ended: (await reportsOfCase(db, file.case.caseId)).find(({ taskId }) => taskId === task.taskId),
    names: await readNames(db, visit),
  }))
  const officerId = ended?.closedBy.replace(/^officer:/, '')
  const page = OvertakenPage({
    ctx: visit.ctx,
    hand,
    by: ended && {
      isYou: officerId === visit.actor.id,
      name: names.officer(officerId ?? null) ?? visit.ctx.t('desk.work.somebody'),
      at: formatDateTime(lang, ended.closedAt, municipality.zone),
      said: linesOf(visit, hand, ended.answers),
    },
    written: linesOf(visit, hand, answers),
    mayNote: can(visit, 'case.handle'),
  })
  return visit.reply.header('cache-control', 'no-store').page(page, 409)
}

/** Answers in words, without those that are empty. */
function linesOf(
  { ctx }: Visit,
  { form, context }: TaskInHand,
  answers: Readonly<Record<string, unknown>>,
): SummaryLine[] {
  const lines = form ? summary(form, answers, ctx.lang, context) : []
  return lines.filter(({ text }) => text !== '')
}

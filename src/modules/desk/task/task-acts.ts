import { assignTask, claimTask, handOver, releaseTask } from '../../cases/index.ts'
import { officers, offices } from '../../people/index.ts'
import { showCase } from '../case/case-page.ts'
import { can, nothingHere, param, perform, reading, refusalText, sent, type Visit } from '../visit.ts'
import { filterQuery } from '../work/filter.ts'
import { HandOverPage } from './hand-over-view.tsx'
import { taskSeen } from './task-in-hand.ts'

/** The officer takes the task. */
export async function claimForm(visit: Visit) {
  const outcome = await perform(visit, claimTask, { taskId: param(visit, 'taskId') })
  if (!outcome.ok) return await atCase(visit, refusalText(visit, outcome.refused))
  const list = sent(visit, 'list')
  if (list.startsWith('?')) return visit.reply.redirect(`/desk?${listQuery(list)}done=desk.claimed`, 303)
  return visit.reply.redirect(`/desk/cases/${outcome.result.caseId}?done=desk.claimed`, 303)
}

/** The officer gives the task back to the office. */
export async function releaseForm(visit: Visit) {
  const outcome = await perform(visit, releaseTask, { taskId: param(visit, 'taskId') })
  if (!outcome.ok) return await atCase(visit, refusalText(visit, outcome.refused))
  return visit.reply.redirect(`/desk/cases/${outcome.result.caseId}?done=desk.released`, 303)
}

/** Why it was not done, at the case as it is now. */
async function atCase(visit: Visit, error: string) {
  const hand = await reading(visit, (db) => taskSeen(db, visit))
  return hand ? await showCase(visit, hand.task.caseId, error) : nothingHere(visit)
}

/** The filter of the list that one came from, ready for more to follow. */
function listQuery(list: string): string {
  const query = filterQuery(Object.fromEntries(new URLSearchParams(list)))
  return query === '' ? '' : `${query}&`
}

/** To whom a task may go: a colleague, or another office. */
export async function handOverPage(visit: Visit, error?: string) {
  const written = { office: sent(visit, 'office'), officer: sent(visit, 'officer'), reason: sent(visit, 'reason') }
  const view = await reading(visit, async (db) => {
    const hand = await taskSeen(db, visit)
    return hand && { hand, offices: await offices(db), colleagues: await officers(db, hand.task.officeId ?? undefined) }
  })
  if (!view) return nothingHere(visit)
  const { lang } = visit.ctx
  const page = HandOverPage({
    ctx: visit.ctx,
    task: view.hand.task,
    one: view.hand.file.case,
    offices: view.offices
      .filter(({ officeId }) => officeId !== view.hand.task.officeId)
      .map(({ officeId, name }) => ({ value: officeId, text: name[lang] ?? officeId })),
    mayHandOver: can(visit, 'case.handle'),
    colleagues: can(visit, 'case.assign')
      ? view.colleagues
          .filter(({ roles }) => view.hand.task.role === null || roles.includes(view.hand.task.role))
          .map(({ officerId, name }) => ({ value: officerId, text: name }))
      : [],
    written,
    error,
  })
  return visit.reply.page(page, error === undefined ? 200 : 422)
}

/** Hands the task over to another office, with the reason. */
export async function handOverForm(visit: Visit) {
  const input = { taskId: param(visit, 'taskId'), officeId: sent(visit, 'office'), reason: sent(visit, 'reason') }
  const outcome = await perform(visit, handOver, input)
  if (!outcome.ok) return await handOverPage(visit, refusalText(visit, outcome.refused))
  return visit.reply.redirect('/desk?done=desk.handed-over', 303)
}

/** A head gives the task to somebody of the office. */
export async function assignForm(visit: Visit) {
  const officerId = sent(visit, 'officer')
  if (!/^[0-9a-f-]{36}$/.test(officerId)) return await handOverPage(visit, visit.ctx.t('desk.hand-over.choose'))
  const outcome = await perform(visit, assignTask, { taskId: param(visit, 'taskId'), officerId })
  if (!outcome.ok) return await handOverPage(visit, refusalText(visit, outcome.refused))
  return visit.reply.redirect(`/desk/cases/${outcome.result.caseId}?done=desk.assigned`, 303)
}

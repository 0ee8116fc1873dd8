import { callInHand, publishedList, publishList } from '../../cases/index.ts'
import { publishedProcedures } from '../../catalogue/index.ts'
import { can, nothingHere, param, perform, reading, refusalText, today, type Visit } from '../visit.ts'
import { CallPage, CallsPage } from './calls-view.tsx'

/** The calls of this year, and how far their lists have come. */
export async function callsPage(visit: Visit) {
  const year = Number(today(visit).slice(0, 4))
  const calls = await reading(visit, async (db) => {
    const procedures = await publishedProcedures(db, visit.request.municipality)
    const found = await Promise.all(
      procedures
        .filter(({ service }) => service.call !== undefined)
        .map(({ id }) => callInHand(db, { procedure: id, year }, { municipality: visit.request.municipality })),
    )
    return found.filter((one) => one !== undefined)
  })
  return visit.reply.page(CallsPage({ ctx: visit.ctx, calls }))
}

/** A call with its list as it would be published now, or as it was. */
export async function callPage(visit: Visit, error?: string) {
  const asked = callOf(visit)
  const view = await reading(visit, async (db) => {
    const hand = await callInHand(db, asked, { municipality: visit.request.municipality })
    if (!hand) return undefined
    const { stage } = hand.call
    const published = stage === 'open' ? [] : await publishedList(db, asked.procedure, asked.year, stage)
    return { hand, published }
  })
  if (!view) return nothingHere(visit)
  const page = CallPage({ ctx: visit.ctx, ...view, mayPublish: can(visit, 'call.rank'), error })
  return visit.reply.page(page, error === undefined ? 200 : 422)
}

/** Publishes the next list. */
export async function publishForm(visit: Visit) {
  const { procedure, year } = callOf(visit)
  const outcome = await perform(visit, publishList, { procedure, year })
  if (!outcome.ok) return await callPage(visit, refusalText(visit, outcome.refused))
  return visit.reply.redirect(`/desk/calls/${procedure}/${year}?done=desk.list-published`, 303)
}

function callOf(visit: Visit): { procedure: string; year: number } {
  const year = Number(param(visit, 'year'))
  return {
    procedure: param(visit, 'procedure'),
    year: Number.isInteger(year) ? Math.min(Math.max(year, 2000), 2200) : 2000,
  }
}

import type { Queries } from '../../../platform/database/index.ts'
import { formatMoney } from '../../../platform/i18n/index.ts'
import { offsetOf } from '../../../ui/index.ts'
import { type CallInHand, type CallPlace, callInHand, publishedList, publishList } from '../../cases/index.ts'
import { publishedServices } from '../../catalogue/index.ts'
import { csvOf } from '../csv.ts'
import { nothingHere, param, perform, reading, refusalText, today, type Visit } from '../visit.ts'
import { CallPage, CallsPage, PublishPage } from './calls-view.tsx'

/** The calls of this year and the last, and how far their lists have come. */
export async function callsPage(visit: Visit) {
  const year = Number(today(visit).slice(0, 4))
  const { municipality } = visit.request
  const calls = await reading(visit, async (db) => {
    const withCall = (await publishedServices(db, municipality)).filter(({ service }) => service.call !== undefined)
    const asked = withCall.flatMap(({ id }) => [year, year - 1].map((one) => ({ procedure: id, year: one })))
    return await Promise.all(asked.map((one) => callInHand(db, one, { municipality })))
  })
  return visit.reply.page(CallsPage({ ctx: visit.ctx, calls: calls.filter((one) => one !== undefined) }))
}

const PAGE = 50

/** A call with its list as it would be published now, or as it was, a page at a time. */
export async function callPage(visit: Visit) {
  const view = await reading(visit, (db) => viewOf(db, visit))
  if (!view) return nothingHere(visit)
  const from = offsetOf(visit.ctx)
  const next = from + PAGE < view.list.length ? String(from + PAGE) : undefined
  const page = { ...view, shown: view.list.slice(from, from + PAGE), next }
  return visit.reply.page(CallPage({ ctx: visit.ctx, ...page }))
}

/** The whole list, for the board and for the intervention. */
export async function callCsv(visit: Visit) {
  const { t, lang } = visit.ctx
  const view = await reading(visit, (db) => viewOf(db, visit))
  if (!view) return nothingHere(visit)
  const heads = [t('desk.calls.place'), t('desk.column.case'), t('desk.column.applicant'), t('desk.calls.points')]
  const rows = view.list.map(({ position, number, applicantName, points, amount, reason }) => [
    ...[String(position ?? ''), number, applicantName, String(points)],
    ...[formatMoney(lang, amount), t(`desk.calls.reason.${reason.kind}`)],
  ])
  return visit.reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="list.csv"')
    .send(csvOf([[...heads, t('desk.calls.amount'), t('desk.calls.result')], ...rows]))
}

/** Asks before the list goes out to everybody. */
export async function publishPage(visit: Visit, error?: string) {
  const hand = await reading(visit, (db) => handOf(db, visit))
  if (!hand || hand.call.stage === 'final') return nothingHere(visit)
  return visit.reply.page(PublishPage({ ctx: visit.ctx, hand, error }), error === undefined ? 200 : 422)
}

/** Publishes the next list. */
export async function publishForm(visit: Visit) {
  const { procedure, year } = callOf(visit)
  const outcome = await perform(visit, publishList, { procedure, year })
  if (!outcome.ok) return await publishPage(visit, refusalText(visit, outcome.refused))
  return visit.reply.redirect(`/desk/calls/${procedure}/${year}?done=desk.list-published`, 303)
}

interface CallView {
  readonly hand: CallInHand
  readonly list: readonly CallPlace[]
  /** Whether the list is one that was published, or one that would be. */
  readonly isPublished: boolean
}

async function viewOf(db: Queries, visit: Visit): Promise<CallView | undefined> {
  const hand = await handOf(db, visit)
  if (!hand) return undefined
  const { procedure, year, stage } = hand.call
  const published = stage === 'open' ? [] : await publishedList(db, procedure, year, stage)
  const isPublished = stage === 'final' || (hand.places.length === 0 && published.length > 0)
  return { hand, isPublished, list: isPublished ? published : hand.places }
}

const handOf = (db: Queries, visit: Visit) =>
  callInHand(db, callOf(visit), { municipality: visit.request.municipality })

function callOf(visit: Visit): { procedure: string; year: number } {
  const year = Number(param(visit, 'year'))
  return {
    procedure: param(visit, 'procedure').slice(0, 80),
    year: Number.isInteger(year) ? Math.min(Math.max(year, 2000), 2200) : 2000,
  }
}

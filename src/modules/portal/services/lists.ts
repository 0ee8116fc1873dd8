import { offsetOf } from '../../../ui/index.ts'
import {
  type ListTotals,
  type PublicPlace,
  type PublishedCall,
  publicPlaces,
  publishedCalls,
  totalsOfList,
} from '../../cases/index.ts'
import { procedureOf, publishedVersion } from '../../catalogue/index.ts'
import { type Document, documentById } from '../../documents/index.ts'
import { today } from '../today.ts'
import { nothingHere, param, reading, type Visit } from '../visit.ts'
import { ListPage } from './list-view.tsx'

/** A list of a call as everybody sees it. */
export interface PublicList {
  readonly procedure: string
  readonly service: string
  readonly call: PublishedCall
  readonly stage: PublishedCall['stage']
  readonly totals: ListTotals
  readonly document: Document | undefined
  /** The number of a case that was looked for. */
  readonly asked: string
  readonly places: readonly PublicPlace[]
  /** Where the rest begins. */
  readonly next: string | undefined
}

const PAGE = 100

/** The list of a year: the final one as soon as there is one, the provisional one beside it. */
export async function listPage(visit: Visit) {
  const list = await publicList(visit)
  return list ? visit.reply.page(ListPage({ ctx: visit.ctx, list })) : nothingHere(visit)
}

async function publicList(visit: Visit): Promise<PublicList | undefined> {
  const { municipality, lang } = visit.request
  const [id, year] = [param(visit, 'id'), Number(param(visit, 'year'))]
  const asked = (visit.ctx.query.case ?? '').trim().slice(0, 40)
  const from = offsetOf(visit.ctx)
  return await reading(visit, async (db) => {
    const version = await publishedVersion(db, id)
    const call = (await publishedCalls(db, id, thisYear(visit))).find((one) => one.year === year)
    if (version === undefined || !call) return undefined
    const stage = visit.ctx.query.list === 'provisional' ? 'provisional' : call.stage
    const list = { procedure: id, year, stage }
    const documentId = stage === 'final' ? call.finalDocument : call.provisionalDocument
    const [procedure, totals, places, document] = await Promise.all([
      procedureOf(db, municipality, id, version),
      totalsOfList(db, list),
      publicPlaces(db, { ...list, number: asked === '' ? undefined : asked, from, limit: PAGE + 1 }),
      documentId === null ? undefined : documentById(db, documentId),
    ])
    return {
      ...{ procedure: id, service: procedure.service.title[lang] ?? id, call, stage, totals, document, asked },
      places: places.slice(0, PAGE),
      next: places.length > PAGE ? String(from + PAGE) : undefined,
    }
  })
}

export const thisYear = (visit: Visit): number => Number(today(visit).slice(0, 4))

import { placeOfCase } from '../../cases/index.ts'
import { drawnIn } from '../../catalogue/index.ts'
import { findOfficer, findPerson, offices } from '../../people/index.ts'
import { nothingHere, ownerOf, reading, type Visit } from '../visit.ts'
import { CasePage } from './case-view.tsx'
import { ownCase } from './own-case.ts'
import { ReceiptPage } from './receipt-view.tsx'
import { caseView } from './view-of-case.ts'

export async function pageOfCase(visit: Visit) {
  const view = await viewOf(visit)
  if (!view) return nothingHere(visit)
  return visit.reply.header('cache-control', 'no-store').page(CasePage({ ctx: visit.ctx, view }))
}

/** What a person keeps in hand after filing: number, date, term, and what happens next. */
export async function receipt(visit: Visit) {
  const view = await viewOf(visit)
  if (!view) return nothingHere(visit)
  return visit.reply.header('cache-control', 'no-store').page(ReceiptPage({ ctx: visit.ctx, view }))
}

/** The procedure as it is drawn, for the viewer. */
export async function drawing(visit: Visit) {
  const file = await reading(visit, (db) => ownCase(db, visit))
  if (!file) return nothingHere(visit)
  return visit.reply.type('application/xml; charset=utf-8').send(drawnIn(file.procedure, visit.request.lang))
}

async function viewOf(visit: Visit) {
  return await reading(visit, async (db) => {
    const file = await ownCase(db, visit)
    if (!file) return undefined
    const { officerId, officeId } = file.case
    const [officer, all, person, place] = await Promise.all([
      officerId === null ? undefined : findOfficer(db, officerId),
      offices(db),
      findPerson(db, ownerOf(visit)),
      file.procedure.service.call === undefined ? undefined : placeOfCase(db, file.case.caseId),
    ])
    const names = new Map(all.map((office) => [office.officeId, office.name[visit.request.lang] ?? office.officeId]))
    const view = caseView(visit, file, {
      office: names.get(officeId),
      officer: officer?.name,
      officeNames: names,
      hasEmail: !!person?.email,
    })
    return { ...view, place }
  })
}

import { randomUUID } from 'node:crypto'
import { prefill } from '../../../core/forms/index.ts'
import { type Draft, draftsOf, saveDraft } from '../../cases/index.ts'
import { type Procedure, procedureOf, publishedVersion } from '../../catalogue/index.ts'
import { callWindow } from '../services/call-window.ts'
import { today } from '../today.ts'
import { nothingHere, ownerOf, param, perform, reading, refusalText, type Visit } from '../visit.ts'
import { BeginPage } from './begin-view.tsx'
import { contextFor } from './draft-in-hand.ts'

interface Beginning {
  readonly procedure: Procedure
  /** Drafts of the same procedure, begun before. */
  readonly drafts: readonly Draft[]
}

/** Before beginning: for whom, with what at hand, and whether there is a draft to go on with. */
export async function beginPage(visit: Visit) {
  const beginning = await reading(visit, async (db): Promise<Beginning | undefined> => {
    const id = param(visit, 'id')
    const version = await publishedVersion(db, id)
    if (version === undefined) return undefined
    const procedure = await procedureOf(db, visit.request.municipality, id, version)
    const drafts = (await draftsOf(db, ownerOf(visit))).filter((draft) => draft.procedure === id)
    return { procedure, drafts }
  })
  if (!beginning) return nothingHere(visit)
  const { procedure, drafts } = beginning
  const window = callWindow(procedure.service, today(visit))
  return visit.reply.page(BeginPage({ ctx: visit.ctx, sheet: procedure.service, drafts, window }))
}

/** Begins a draft, with everything in it that is held already. */
export async function beginForm(visit: Visit) {
  const id = param(visit, 'id')
  const begun = await reading(visit, async (db) => {
    const version = await publishedVersion(db, id)
    if (version === undefined) return undefined
    const procedure = await procedureOf(db, visit.request.municipality, id, version)
    const context = await contextFor(db, visit, procedure, { personId: ownerOf(visit), answers: {} })
    const page = procedure.form.pages[0]?.id ?? ''
    return { answers: prefill(procedure.form, context.registers as Record<string, unknown>), page }
  })
  if (!begun) return nothingHere(visit)
  const outcome = await perform(visit, saveDraft, { draftId: randomUUID(), procedure: id, ...begun })
  if (outcome.ok) return visit.reply.redirect(`/drafts/${outcome.result.draftId}/${begun.page}`, 303)
  visit.request.log.warn({ refused: outcome.refused }, 'a draft could not be begun')
  throw Object.assign(new Error(refusalText(visit, outcome.refused)), { statusCode: 409 })
}

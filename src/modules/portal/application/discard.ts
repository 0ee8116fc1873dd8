import { discardDraft } from '../../cases/index.ts'
import { nothingHere, param, perform, reading, type Visit } from '../visit.ts'
import { DiscardPage } from './discard-view.tsx'
import { draftInHand } from './draft-in-hand.ts'

export async function discardPage(visit: Visit) {
  const hand = await reading(visit, (db) => draftInHand(db, visit, param(visit, 'draftId')))
  if (!hand) return nothingHere(visit)
  return visit.reply.page(DiscardPage({ ctx: visit.ctx, draftId: hand.draft.draftId, sheet: hand.procedure.service }))
}

export async function discardForm(visit: Visit) {
  const outcome = await perform(visit, discardDraft, { draftId: param(visit, 'draftId') })
  return outcome.ok ? visit.reply.redirect('/folder?done=portal.draft-discarded', 303) : nothingHere(visit)
}

import { type Problem, validateForm } from '../../../core/forms/index.ts'
import { apply } from '../../cases/index.ts'
import { nothingHere, param, perform, reading, refusalText, type Visit } from '../visit.ts'
import { type DraftInHand, draftInHand } from './draft-in-hand.ts'
import { ReviewPage } from './review-view.tsx'

/** Everything that was answered, as the officer will read it. */
export async function reviewPage(visit: Visit) {
  const hand = await handOf(visit)
  return hand ? show(visit, hand, {}) : nothingHere(visit)
}

/** Files the application. Sent twice it is filed once, and leads to the same receipt. */
export async function reviewForm(visit: Visit) {
  const outcome = await fileOnce(visit)
  if (outcome.ok) return visit.reply.redirect(`/folder/cases/${outcome.result.caseId}/receipt`, 303)
  const hand = await handOf(visit)
  if (!hand) return nothingHere(visit)
  const { code } = outcome.refused
  return show(visit, hand, code === 'form-incomplete' ? {} : { refused: refusalText(visit, outcome.refused) })
}

/** Of two clicks at once the second finds the draft gone, and asked again it gets the answer of the first. */
async function fileOnce(visit: Visit) {
  const key = visit.request.formKey()
  const input = { draftId: param(visit, 'draftId') }
  const outcome = await perform(visit, apply, input, key)
  return outcome.ok || outcome.refused.code !== 'not-found' ? outcome : await perform(visit, apply, input, key)
}

function show(visit: Visit, hand: DraftInHand, { refused }: { refused?: string }) {
  const { draft, procedure, context, pages } = hand
  const problems: readonly Problem[] = validateForm(procedure.form, draft.answers, context)
  const view = ReviewPage({
    ctx: visit.ctx,
    draftId: draft.draftId,
    sheet: procedure.service,
    pages,
    problems,
    refused,
  })
  return visit.reply.header('cache-control', 'no-store').page(view, refused === undefined ? 200 : 409)
}

function handOf(visit: Visit): Promise<DraftInHand | undefined> {
  return reading(visit, (db) => draftInHand(db, visit, param(visit, 'draftId')))
}

import Type from 'typebox'
import { type Act, act, refuse } from '../../../platform/acts/index.ts'
import { mayRead } from '../access.ts'
import { caseInHand } from '../hand.ts'
import { saveTurn, tasksOf } from '../store.ts'
import { awaits, takeTurn } from '../turn.ts'

/**
 * Asks the applicant to correct the application; the procedure sends the request, and its notification suspends the term
 * (Ley 39/2015, art. 68 and 22.1.a; Legge 241/1990, art. 2 c. 7).
 */
export const requestCorrection: Act<{ caseId: string; defects: string }, { caseId: string }> = act({
  name: 'case.request-correction',
  permission: 'case.handle',
  input: Type.Object({ caseId: Type.String({ format: 'uuid' }), defects: Type.String({ maxLength: 5000 }) }),
  async load(db, { caseId }, context) {
    const [hand, tasks] = await Promise.all([caseInHand(db, caseId, context.municipality), tasksOf(db, caseId)])
    return hand && { ...hand, tasks }
  },
  may: ({ case: one, tasks }, _, { actor }) => mayRead(actor, one, tasks),
  decide(hand, { defects }, context) {
    if (defects.trim() === '') return refuse('text-missing')
    if (!awaits(hand, 'request-correction')) return refuse('not-awaited', { message: 'request-correction' })
    const turn = takeTurn(hand, { message: 'request-correction', with: { defects: defects.trim() } }, context)
    if ('refused' in turn) return turn
    const fact = {
      kind: 'case.correction-requested',
      objects: [`case:${hand.case.caseId}`, `person:${hand.case.applicantId}`],
      data: { defects },
    }
    return { change: turn, facts: [fact, ...turn.facts], effects: turn.effects }
  },
  async save(db, turn, context) {
    await saveTurn(db, turn, context)
    return { result: { caseId: turn.case.caseId } }
  },
})

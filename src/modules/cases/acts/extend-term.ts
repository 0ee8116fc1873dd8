import Type from 'typebox'
import { extensionAllowed, parseTerm, TermError } from '../../../core/deadlines/index.ts'
import { type Act, act, refuse } from '../../../platform/acts/index.ts'
import { mayRead } from '../access.ts'
import { caseInHand } from '../hand.ts'
import { saveTurn, tasksOf } from '../store.ts'
import { takeTurn } from '../turn.ts'

/** Extends the term to decide: exceptional, with reasons, at most by the original term, before it ends (Ley 39/2015, art. 23). */
export const extendTerm: Act<{ caseId: string; by: string; reason: string }, { dueOn: string | null }> = act({
  name: 'case.extend-term',
  permission: 'case.extend',
  input: Type.Object({
    caseId: Type.String({ format: 'uuid' }),
    by: Type.String({ maxLength: 30 }),
    reason: Type.String({ maxLength: 5000 }),
  }),
  async load(db, { caseId }, context) {
    const [hand, tasks] = await Promise.all([caseInHand(db, caseId, context.municipality), tasksOf(db, caseId)])
    return hand && { ...hand, tasks }
  },
  may: ({ case: one, tasks }, _, { actor }) => mayRead(actor, one, tasks),
  decide(hand, { by, reason }, context) {
    const term = hand.case.state?.term
    if (!term || hand.case.status === 'closed') return refuse('no-term')
    if (reason.trim() === '') return refuse('text-missing')
    if ((term.extended ?? []).length > 0) return refuse('extended-before')
    if (!isAllowed(by, term.length)) return refuse('extension-too-long', { term: term.length })
    const turn = takeTurn(hand, { extendTerm: by }, context)
    if ('refused' in turn) return turn
    const fact = {
      kind: 'case.term-extended',
      objects: [`case:${hand.case.caseId}`, `person:${hand.case.applicantId}`],
      data: { by, reason, from: term.due, to: turn.case.dueOn },
    }
    return { change: turn, facts: [fact, ...turn.facts], effects: turn.effects }
  },
  async save(db, turn, context) {
    await saveTurn(db, turn, context)
    return { result: { dueOn: turn.case.dueOn } }
  },
})

function isAllowed(by: string, term: string): boolean {
  try {
    return extensionAllowed({ term: parseTerm(term), extension: parseTerm(by) }, 'whole')
  } catch (error) {
    if (error instanceof TermError) return false
    throw error
  }
}

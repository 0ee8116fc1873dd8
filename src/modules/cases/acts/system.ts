import Type from 'typebox'
import { type Act, act } from '../../../platform/acts/index.ts'
import { caseInHand } from '../hand.ts'
import { saveTurn } from '../store.ts'
import { takeTurn, wantsResult } from '../turn.ts'

const uuid = Type.String({ format: 'uuid' })

/** Time alone moves the case: a timer of the drawing, or the end of the legal term with what silence means. */
export const advance: Act<{ caseId: string }, { status: string }> = act({
  name: 'case.advance',
  permission: 'system',
  input: Type.Object({ caseId: uuid }),
  load: (db, { caseId }, context) => caseInHand(db, caseId, context.municipality),
  may: (_, __, { actor }) => actor.kind === 'system',
  decide(hand, _, context) {
    const turn = takeTurn(hand, { advanceTo: context.now }, context)
    if ('refused' in turn) return turn
    return { change: turn, facts: turn.facts, effects: turn.effects }
  },
  async save(db, turn, context) {
    await saveTurn(db, turn, context)
    return { result: { status: turn.case.status } }
  },
})

/** What a worker did is told to the procedure, which goes on from there. */
export const effectDone: Act<{ caseId: string; token: number; result: Record<string, unknown> }, { status: string }> =
  act({
    name: 'case.effect-done',
    permission: 'system',
    input: Type.Object({ caseId: uuid, token: Type.Integer(), result: Type.Record(Type.String(), Type.Unknown()) }),
    load: (db, { caseId }, context) => caseInHand(db, caseId, context.municipality),
    may: (_, __, { actor }) => actor.kind === 'system',
    decide(hand, { token, result }, context) {
      const turn = takeTurn(hand, { complete: token, with: wantsResult(hand, token) ? { result } : {} }, context)
      if ('refused' in turn) return turn
      return { change: turn, facts: turn.facts, effects: turn.effects }
    },
    async save(db, turn, context) {
      await saveTurn(db, turn, context)
      return { result: { status: turn.case.status } }
    },
  })

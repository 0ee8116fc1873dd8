import { createHash } from 'node:crypto'
import Type from 'typebox'
import { type Act, act, type Fact, refuse } from '../../../platform/acts/index.ts'
import { enter } from '../../register/index.ts'
import { isTheirs } from '../access.ts'
import { caseInHand } from '../hand.ts'
import { messageSubject } from '../register-subject.ts'
import { saveTurn } from '../store.ts'
import { awaits, takeTurn } from '../turn.ts'

/** What a person may do with their case besides its tasks, when the procedure awaits it. */
export const CITIZEN_MESSAGES = [
  'withdraw',
  'appeal',
  'allegations',
  'change-of-circumstances',
  'works-started',
  'works-finished',
] as const

/**
 * Withdrawal (Ley 39/2015, art. 94), allegations (art. 76 and 82; Legge 241/1990, art. 10-bis), appeal (art. 112 and following), and the
 * notices that a procedure draws. Each is registered as an entry and moves the case as its drawing says.
 */
export const citizenMessage: Act<{ caseId: string; message: string; text: string }, { registerLabel: string }> = act({
  name: 'case.citizen-message',
  permission: 'case.answer',
  input: Type.Object({
    caseId: Type.String({ format: 'uuid' }),
    message: Type.Union(CITIZEN_MESSAGES.map((name) => Type.Literal(name))),
    text: Type.String({ maxLength: 20_000 }),
  }),
  load: (db, { caseId }, context) => caseInHand(db, caseId, context.municipality),
  may: ({ case: one }, _, { actor }) => isTheirs(actor, one),
  decide(hand, { message, text }, context) {
    if (!awaits(hand, message)) return refuse('not-awaited', { message })
    if (NEEDS_TEXT.has(message) && text.trim() === '') return refuse('text-missing')
    const turn = takeTurn(
      hand,
      { message, with: text === '' ? {} : { [WORD[message] ?? 'text']: text.slice(0, KEPT_IN_STATE) } },
      context,
    )
    if ('refused' in turn) return turn
    const fact: Fact = {
      kind: `case.${message}`,
      objects: [`case:${hand.case.caseId}`, `person:${hand.case.applicantId}`],
      data: { text },
    }
    return { change: { turn, message, text }, facts: [fact, ...turn.facts], effects: turn.effects }
  },
  async save(db, { turn, message, text }, context) {
    const { entry, fact } = await enter(
      db,
      {
        register: 'entry',
        sender: turn.case.applicantName,
        addressee: context.municipality.name,
        officeId: turn.case.officeId,
        subject: messageSubject(turn.case.number, message, context.municipality.defaultLanguage),
        caseId: turn.case.caseId,
        personId: turn.case.applicantId,
        contentHash: createHash('sha256').update(text).digest('hex'),
      },
      context,
    )
    await saveTurn(db, turn, context)
    return { result: { registerLabel: entry.label }, facts: [fact] }
  },
})

/** Messages that are words: without them there is nothing to send. */
export const NEEDS_TEXT: ReadonlySet<string> = new Set(['appeal', 'allegations', 'change-of-circumstances'])

/** The variable that carries the words; the whole text is in the journal, the state keeps its beginning for the drawing's conditions. */
const WORD: Readonly<Record<string, string>> = { appeal: 'grounds', allegations: 'text' }
const KEPT_IN_STATE = 200

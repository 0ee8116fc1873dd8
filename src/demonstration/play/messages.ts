import { messageSubject } from '../../modules/cases/index.ts'
import { messagesAwaited } from '../../modules/cases/turn.ts'
import { valueFor } from '../answers.ts'
import type { MessageBehaviour } from '../behaviour.ts'
import type { CasePlayer } from './case-player.ts'
import { sha256 } from './sha256.ts'

/** What the drawing may keep of the words, by message; the whole text stands in the journal. */
const WORD: Readonly<Record<string, string>> = { appeal: 'grounds', 'request-correction': 'defects' }
const KEPT_IN_STATE = 200

/** The person, or the office, does what the procedure awaits; `false` where it does not await it now, and nothing was done. */
export function registerMessage(player: CasePlayer, message: string, behaviour: MessageBehaviour, at: number): boolean {
  if (!player.isOpen || !messagesAwaited(player.hand).includes(message)) return false
  const { one, stage, plan } = player
  const lang = behaviour.office ? stage.municipality.defaultLanguage : one.lang
  const text = behaviour.text === undefined ? '' : String(valueFor(behaviour.text, player.ground(at, lang)))
  const kept = text === '' ? {} : { [WORD[message] ?? 'text']: text.slice(0, KEPT_IN_STATE) }
  if (behaviour.office) {
    const [officer] = stage.workers(one.officeId, null)
    const doer = { actor: `officer:${officer?.officerId}`, channel: 'desk' }
    const objects = [`case:${one.caseId}`, `person:${one.applicantId}`]
    const fact = { kind: 'case.correction-requested', objects, data: { defects: text } }
    return player.turn({ message, with: kept }, at, doer, { facts: [fact] })
  }
  const doer = player.person
  const contentHash = sha256(text)
  const { fact } = player.ledger.enter({
    ...{ register: 'entry', at, person: plan.applicant, officeId: one.officeId, caseId: one.caseId, contentHash },
    subject: messageSubject(one.number, message, stage.municipality.defaultLanguage),
    ...{ channel: doer.channel, actor: doer.actor },
  })
  const said = { kind: `case.${message}`, objects: [`case:${one.caseId}`, `person:${one.applicantId}`], data: { text } }
  return player.turn({ message, with: kept }, at, doer, { facts: [said], after: [fact] })
}

import { lastDayBeforeRejection, localDate, startOfDayAfter } from '../../core/deadlines/index.ts'
import { verificationCode } from '../../modules/cases/acts/issue-document.ts'
import { drawOf } from '../../modules/cases/effects/draw-sample.ts'
import { messageSubject } from '../../modules/cases/index.ts'
import { wantsResult } from '../../modules/cases/turn.ts'
import type { Effect } from '../../platform/acts/index.ts'
import type { Row } from '../copy.ts'
import type { CasePlayer } from './case-player.ts'
import { iso } from './ledger.ts'
import { sha256 } from './sha256.ts'

const DAY = 86_400_000

/** What a drawing asks for with `f:do`. */
interface Asked {
  readonly element: string
  readonly token: number
  readonly wait: boolean
  readonly with: Readonly<Record<string, unknown>>
}

type Work = (player: CasePlayer, asked: Asked, at: number) => void

/** Does what the workers of the real thing do (`src/modules/cases/effects`), on the clock of the history. */
export function doEffect(player: CasePlayer, effect: Effect, at: number): void {
  const work = DOES[effect.task]
  if (!work) throw new Error(`the history cannot do ${effect.task}`)
  work(player, effect.payload as unknown as Asked, at) // written by takeTurn
}

const DOES: Readonly<Record<string, Work>> = {
  'case.document.issue': issueDocument,
  'case.notification.send': sendNotification,
  'case.payment.request': (player, asked, at) => requestPayment(player, asked, 1, at),
  'case.refund.request': (player, asked, at) => requestPayment(player, asked, -1, at),
  'case.message.send': sendMessage,
  'case.register.read'(player, asked, at) {
    const { register, of, scope } = asked.with as { register: string; of?: string; scope?: unknown }
    const on = localDate(iso(at), player.stage.municipality.zone)
    const person = of === undefined || of === 'applicant' ? player.one.applicantId : of
    player.done(asked, { ...player.stage.registers.read({ register, of: person, scope: scope ?? null, on }) }, at)
  },
  'case.sample.draw'(player, asked, at) {
    const { share, always } = asked.with as { share?: unknown; always?: unknown }
    const drawn = always === true || drawOf(player.caseId, asked.element) < Number(share ?? 0)
    player.done(asked, { drawn }, at)
  },
  'case.case.archive': (player, asked, at) => player.done(asked, {}, at),
}

/** Its file is made when somebody first opens it: the source keeps what will not be known then. */
function issueDocument(player: CasePlayer, asked: Asked, at: number): void {
  const { one, hand, stage, plan } = player
  const given = asked.with as { template: string; title?: string; sign?: string; register?: boolean; data?: object }
  const documentId = player.chance.uuid()
  const kind = given.title ?? given.template
  const title = hand.procedure.service.documents[kind]?.title[one.lang] ?? given.template
  const signer = given.sign === 'officer' ? player.lastSigner : null
  const data = {
    variables: one.state.variables,
    signer: signer && { name: signer.name, role: signer.role },
    today: localDate(iso(at), stage.municipality.zone),
    data: given.data ?? {},
  }
  const source = { procedure: one.procedure, version: one.version, template: given.template, data }
  const doer = { actor: 'system:case.issue-document', channel: 'system' }
  const exit = given.register
    ? player.ledger.enter({
        ...{ register: 'exit', at, person: plan.applicant, officeId: one.officeId, caseId: one.caseId },
        ...{ subject: `${one.number}: ${title}`, channel: 'system', actor: doer.actor },
        contentHash: sha256(JSON.stringify(source)),
      })
    : undefined
  const code = verificationCode(documentId)
  player.documents.set(documentId, {
    ...{ document_id: documentId, case_id: one.caseId, origin: 'issued', kind, title, lang: one.lang },
    ...{ media_type: 'application/pdf', file_hash: null, size: null, source, code, sealed: false },
    ...{ signed_by: signer?.name ?? null, register_label: exit?.label ?? null, shown: !given.register },
    ...{ created_at: iso(at), created_by: doer.actor },
  })
  const issued = {
    kind: 'document.issued',
    objects: [`case:${one.caseId}`, `document:${documentId}`],
    data: { kind, title, signedBy: signer?.name ?? null },
  }
  player.ledger.facts({ actId: documentId, at, ...doer }, exit ? [issued, exit.fact] : [issued])
  player.done(asked, { document: documentId, code }, at + 1000)
}

function showDocument(player: CasePlayer, documentId: string): void {
  const row = player.documents.get(documentId)
  if (row) player.documents.set(documentId, { ...row, shown: true })
}

function sendNotification(player: CasePlayer, asked: Asked, at: number): void {
  const { one, stage, plan } = player
  const { municipality, calendars } = stage
  const documentId = documentIn(asked.with.document)
  const notificationId = player.chance.uuid()
  const mode = plan.applicant.notification
  const isElectronic = mode === 'electronic'
  const accessUntil = isElectronic
    ? (lastDayBeforeRejection(calendars, localDate(iso(at), municipality.zone)) ?? null)
    : null
  const doer = { actor: 'system:case.send-notification', channel: 'system' }
  const title = player.documents.get(documentId)?.title ?? ''
  const { label, fact } = player.ledger.enter({
    ...{ register: 'exit', at, person: plan.applicant, officeId: one.officeId, caseId: one.caseId },
    ...{
      subject: `${messageSubject(one.number, 'notification', municipality.defaultLanguage)} · ${title}`,
      channel: isElectronic ? 'web' : 'post',
      actor: doer.actor,
    },
    contentHash: sha256(documentId),
  })
  const objects = [
    ...[`case:${one.caseId}`, `person:${one.applicantId}`, `document:${documentId}`],
    `notification:${notificationId}`,
  ]
  const available = { kind: 'notification.available', objects, data: { mode, accessUntil } }
  player.ledger.facts({ actId: notificationId, at, ...doer }, [available, fact])
  player.notifications.set(notificationId, {
    ...{ notification_id: notificationId, case_id: one.caseId, token: asked.token, element: asked.element },
    ...{ person_id: one.applicantId, document_id: documentId, mode, available_at: iso(at) },
    ...{ access_until: accessUntil, ended_at: null, ended_how: null, exit_label: label },
  })
  awaitEnding(player, { notificationId, documentId, token: asked.token, accessUntil, at })
}

interface Delivery {
  readonly notificationId: string
  readonly documentId: string
  readonly token: number
  readonly accessUntil: string | null
  readonly at: number
}

/** On paper it is delivered; electronically it is opened, or rejected when the days for access are over. */
function awaitEnding(player: CasePlayer, delivery: Delivery): void {
  const { accessUntil, at, notificationId } = delivery
  const { stage, plan } = player
  if (plan.applicant.notification === 'paper') {
    deliverLetter(player, delivery, player.habits.deliveredAt(at))
    return
  }
  const opensAt = player.habits.opensAt(at)
  if (opensAt !== undefined)
    player.agenda.add(opensAt, () => endNotification(player, delivery, 'accessed', player.person, opensAt))
  // Where no law ends the waiting (Italy), the office sends a letter to who has not opened it in two weeks.
  else if (accessUntil === null && plan.script === null)
    deliverLetter(player, delivery, player.habits.deliveredAt(at + 14 * DAY))
  if (accessUntil === null) return
  const runAt = startOfDayAfter(accessUntil, stage.municipality.zone)
  const rejectedAt = Date.parse(runAt)
  const doer = { actor: 'system:notification.reject', channel: 'system' }
  player.agenda.add(rejectedAt, () => endNotification(player, delivery, 'rejected', doer, rejectedAt), {
    ...{ task: 'case.notification-unread', payload: { notificationId }, key: `unread:${notificationId}`, runAt },
  })
}

function deliverLetter(player: CasePlayer, delivery: Delivery, at: number): void {
  const [officer] = player.stage.workers(player.one.officeId, null)
  const doer = { actor: `officer:${officer?.officerId}`, channel: 'desk' }
  player.agenda.add(at, () => endNotification(player, delivery, 'paper', doer, at))
}

function endNotification(
  player: CasePlayer,
  { notificationId, documentId, token }: Delivery,
  how: 'accessed' | 'rejected' | 'paper',
  doer: { actor: string; channel: string },
  at: number,
): void {
  const row = player.notifications.get(notificationId)
  if (!row || row.ended_at !== null) return
  player.notifications.set(notificationId, { ...row, ended_at: iso(at), ended_how: how })
  showDocument(player, documentId)
  const { one, stage } = player
  const result = { notifiedOn: localDate(iso(at), stage.municipality.zone), how }
  const objects = [`case:${one.caseId}`, `person:${one.applicantId}`, `notification:${notificationId}`]
  const fact = { kind: `notification.${how}`, objects, data: result }
  const goesOn = player.isOpen && one.state.tokens.some(({ id }) => id === token)
  const answer = goesOn && wantsResult(player.hand, token) ? { result } : {}
  const taken = goesOn && player.turn({ complete: token, with: answer }, at, doer, { facts: [fact] })
  if (!taken) player.ledger.facts({ actId: player.chance.uuid(), at, ...doer }, [fact])
}

function requestPayment(player: CasePlayer, asked: Asked, sign: 1 | -1, at: number): void {
  const { amount, concept } = asked.with as { amount?: unknown; concept?: unknown }
  const euros = sign * Number(amount ?? 0)
  const doer = { actor: 'system:case.request-payment', channel: 'system' }
  if (euros > 0) {
    askPayment(player, asked, paymentRow(player, asked, { euros, concept, status: 'requested', at }), at)
    return
  }
  const row = euros < 0 ? paymentRow(player, asked, { euros, concept, status: 'ordered', at }) : undefined
  if (row) player.payments.set(String(row.payment_id), row)
  const paidOn = localDate(iso(at), player.stage.municipality.zone)
  const answer = wantsResult(player.hand, asked.token) ? { result: { paidOn, amount: 0 } } : {}
  player.turn({ complete: asked.token, with: answer }, at, doer, { facts: row ? [paymentFact(player, row)] : [] })
}

function askPayment(player: CasePlayer, { token }: Asked, row: Row, at: number): void {
  const paymentId = String(row.payment_id)
  player.payments.set(paymentId, row)
  const doer = { actor: 'system:case.request-payment', channel: 'system' }
  player.ledger.facts({ actId: paymentId, at, ...doer }, [paymentFact(player, row)])
  const paidAt = player.habits.paysAt(at)
  if (paidAt !== undefined) player.agenda.add(paidAt, () => pay(player, { paymentId, token }, paidAt))
}

function pay(player: CasePlayer, { paymentId, token }: { paymentId: string; token: number }, at: number): void {
  const row = player.payments.get(paymentId)
  const { one } = player
  const awaited = player.isOpen && one.state.tokens.some(({ id }) => id === token)
  // Nobody pays for a case that was closed meanwhile.
  if (!row || !awaited) return
  const reference = `B${paymentId.slice(0, 8).toUpperCase()}`
  const amount = Number(row.amount)
  const settled = { status: 'paid', paid_at: iso(at), provider: 'sandbox', provider_reference: reference }
  player.payments.set(paymentId, { ...row, ...settled })
  const result = { paidOn: localDate(iso(at), player.stage.municipality.zone), amount }
  const objects = [`case:${one.caseId}`, `person:${one.applicantId}`, `payment:${paymentId}`]
  const fact = {
    kind: 'payment.paid',
    objects,
    data: { amount: row.amount, provider: 'sandbox', reference, late: false },
  }
  const answer = wantsResult(player.hand, token) ? { result } : {}
  player.turn({ complete: token, with: answer }, at, player.person, { facts: [fact] })
}

function paymentRow(
  player: CasePlayer,
  { token, element }: Asked,
  { euros, concept, status, at }: { euros: number; concept: unknown; status: string; at: number },
): Row {
  const { one } = player
  return {
    ...{ payment_id: player.chance.uuid(), case_id: one.caseId, token, element, person_id: one.applicantId },
    ...{
      amount: euros.toFixed(2),
      concept: String(concept ?? ''),
      reference: `${one.number.replace('/', '')}-${token}`,
    },
    ...{ status, requested_at: iso(at), paid_at: null, provider: null, provider_reference: null },
  }
}

function paymentFact({ one }: CasePlayer, row: Row) {
  return {
    kind: row.status === 'ordered' ? 'payment.return-ordered' : 'payment.requested',
    objects: [`case:${one.caseId}`, `person:${one.applicantId}`, `payment:${String(row.payment_id)}`],
    data: { amount: row.amount, concept: row.concept },
  }
}

function sendMessage(player: CasePlayer, asked: Asked, at: number): void {
  const { one, hand, chance } = player
  const { text, data } = asked.with as { text: string; data?: Readonly<Record<string, unknown>> }
  const message = hand.procedure.service.messages[text]
  if (!message) throw new Error(`the package ${hand.procedure.id} has no message "${text}"`)
  const fill = (words = '') =>
    words.replace(/\{(\w+)\}/g, (_, name: string) => String(name === 'case' ? one.number : (data?.[name] ?? '')))
  const messageId = chance.uuid()
  const readAt = at + chance.whole(1, 60) * 3_600_000
  const isRead = readAt < player.stage.now && chance.happens(0.85)
  const subject = fill(message.subject[one.lang])
  player.ledger.row('message', {
    ...{ message_id: messageId, person_id: one.applicantId, case_id: one.caseId, subject },
    ...{ body: fill(message.body[one.lang]), lang: one.lang, at: iso(at), read_at: isRead ? iso(readAt) : null },
  })
  const objects = [`case:${one.caseId}`, `person:${one.applicantId}`]
  const doer = { actor: 'system:case.keep-message', channel: 'system' }
  player.ledger.facts({ actId: messageId, at, ...doer }, [{ kind: 'message.sent', objects, data: { subject } }])
  if (data?.document !== undefined) showDocument(player, documentIn(data.document))
  player.done(asked, {}, at)
}

/** A document is named by what `document.issue` answered, or by its identifier. */
function documentIn(document: unknown): string {
  return typeof document === 'object' && document !== null && 'document' in document
    ? String(document.document)
    : String(document)
}

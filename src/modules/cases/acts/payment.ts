import Type from 'typebox'
import { localDate } from '../../../core/deadlines/index.ts'
import { type Act, act, refuse } from '../../../platform/acts/index.ts'
import { isTheirs } from '../access.ts'
import { caseInHand } from '../hand.ts'
import { caseOfPayment, insertPayment, type Payment, paymentForUpdate, settlePayment } from '../payment.ts'
import { saveTurn } from '../store.ts'
import { type Turn, takeTurn, wantsResult } from '../turn.ts'

const uuid = Type.String({ format: 'uuid' })

interface Asked {
  readonly caseId: string
  readonly token: number
  readonly element: string
  /** Euros with two decimals; negative when the municipality owes them. */
  readonly amount: string
  readonly concept: string
}

/** Asks the person for a payment, or orders a return to them. Nothing to pay is paid at once. */
export const requestPayment: Act<Asked, { paymentId: string | null }> = act({
  name: 'case.request-payment',
  permission: 'system',
  input: Type.Object({
    caseId: uuid,
    token: Type.Integer(),
    element: Type.String(),
    amount: Type.String({ pattern: '^-?\\d{1,10}\\.\\d{2}$' }),
    concept: Type.String({ maxLength: 200 }),
  }),
  load: (db, { caseId }, context) => caseInHand(db, caseId, context.municipality),
  may: (_, __, { actor }) => actor.kind === 'system',
  decide(hand, { token, element, amount, concept }, context) {
    const paidOn = localDate(context.now, context.municipality.zone)
    if (Number(amount) <= 0) {
      const turn = takeTurn(
        hand,
        { complete: token, with: wantsResult(hand, token) ? { result: { paidOn, amount: 0 } } : {} },
        context,
      )
      if ('refused' in turn) return turn
      const returned = Number(amount) < 0 ? paymentOf(hand.case, 'ordered') : undefined
      return {
        change: { payment: returned, turn },
        facts: [...(returned ? [asked(returned)] : []), ...turn.facts],
        effects: turn.effects,
      }
    }
    const payment = paymentOf(hand.case, 'requested')
    const notice = {
      task: 'case.notice',
      payload: { personId: payment.personId, caseId: payment.caseId, kind: 'payment' },
      key: `notice:${context.actId}`,
    }
    return { change: { payment, turn: undefined }, facts: [asked(payment)], effects: [notice] }

    function paymentOf(
      one: { applicantId: string; caseId: string; number: string },
      status: Payment['status'],
    ): Payment {
      return {
        paymentId: context.actId,
        caseId: one.caseId,
        token,
        element,
        personId: one.applicantId,
        amount,
        concept,
        reference: `${one.number.replace('/', '')}-${token}`,
        status,
        requestedAt: context.now,
        paidAt: null,
        provider: null,
        providerReference: null,
      }
    }
  },
  async save(db, { payment, turn }: { payment: Payment | undefined; turn: Turn | undefined }, context) {
    if (payment) await insertPayment(db, payment)
    if (turn) await saveTurn(db, turn, context)
    return { result: { paymentId: payment?.paymentId ?? null } }
  },
})

/** The provider says that it was paid: once, whoever tells it and however often. The case goes on. */
export const confirmPayment: Act<{ paymentId: string; provider: string; reference: string }, { caseId: string }> = act({
  name: 'payment.confirm',
  permission: 'payment.pay',
  input: Type.Object({
    paymentId: uuid,
    provider: Type.String({ maxLength: 60 }),
    reference: Type.String({ maxLength: 200 }),
  }),
  async load(db, { paymentId }, context) {
    const [payment, hand] = await Promise.all([
      paymentForUpdate(db, paymentId),
      caseInHand(db, caseOfPayment(paymentId), context.municipality),
    ])
    return payment && hand && { ...hand, payment }
  },
  may: ({ case: one }, _, { actor }) => actor.kind === 'system' || isTheirs(actor, one),
  decide(hand, { provider, reference }, context) {
    const { payment } = hand
    if (payment.status === 'paid') return refuse('paid-before')
    const paid: Payment = { ...payment, status: 'paid', paidAt: context.now, provider, providerReference: reference }
    const result = { paidOn: localDate(context.now, context.municipality.zone), amount: Number(payment.amount) }
    const awaited =
      hand.case.state?.status === 'active' && hand.case.state.tokens.some(({ id }) => id === payment.token)
    const turn = awaited
      ? takeTurn(hand, { complete: payment.token, with: wantsResult(hand, payment.token) ? { result } : {} }, context)
      : undefined
    if (turn && 'refused' in turn) return turn
    const fact = {
      kind: 'payment.paid',
      objects: [`case:${payment.caseId}`, `person:${payment.personId}`, `payment:${payment.paymentId}`],
      data: { amount: payment.amount, provider, reference, late: !awaited },
    }
    return { change: { paid, turn }, facts: [fact, ...(turn?.facts ?? [])], effects: turn?.effects ?? [] }
  },
  async save(db, { paid, turn }: { paid: Payment; turn: Turn | undefined }, context) {
    await settlePayment(db, paid)
    if (turn) await saveTurn(db, turn, context)
    return { result: { caseId: paid.caseId } }
  },
})

function asked(payment: Payment) {
  return {
    kind: payment.status === 'ordered' ? 'payment.return-ordered' : 'payment.requested',
    objects: [`case:${payment.caseId}`, `person:${payment.personId}`, `payment:${payment.paymentId}`],
    data: { amount: payment.amount, concept: payment.concept },
  }
}

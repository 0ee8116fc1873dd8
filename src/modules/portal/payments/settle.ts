import { type Actor, runAct } from '../../../platform/acts/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { confirmPayment, paymentById } from '../../cases/index.ts'
import type { Answer, PaymentProvider } from './provider.ts'

export type Settled = 'paid' | 'not-paid' | 'mismatch'

/**
 * Writes down what a provider says, once, however often and by whichever way it is said. An answer about another amount than was
 * asked settles nothing: somebody must look.
 */
export async function settle(platform: Platform, provider: PaymentProvider, answer: Answer): Promise<Settled> {
  if (answer.status !== 'paid') return 'not-paid'
  const municipality = await platform.municipalities.bySlug(answer.slug)
  if (!municipality) return 'mismatch'
  const { municipalityId } = municipality
  const { paymentId, amount, reference } = answer
  const payment = await platform.db.within(municipalityId, (db) => paymentById(db, paymentId), { readOnly: true })
  if (!payment || Number(payment.amount) !== Number(amount)) {
    platform.log.warn({ provider: provider.name, paymentId, amount }, 'a payment does not match what was asked')
    return 'mismatch'
  }
  const outcome = await runAct(platform, confirmPayment, {
    ...{ municipality, actor: THE_BANK, channel: 'api' },
    key: `payment:${provider.name}:${reference}`,
    input: { paymentId, provider: provider.name, reference },
  })
  if (outcome.ok || outcome.refused.code === 'paid-before') return 'paid'
  throw new Error(`a payment could not be written down: ${JSON.stringify(outcome.refused)}`)
}

/** A signed answer is the proof, whoever carries it: the person who comes back, or the bank itself. */
const THE_BANK: Actor = {
  ...{ kind: 'system', id: 'payments', name: 'payments', roles: [], offices: [] },
  permissions: new Set(['payment.pay']),
}

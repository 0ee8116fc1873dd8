import { createHash } from 'node:crypto'
import type { Answer, Order, PaymentProvider } from './provider.ts'
import type { Signed, Signer } from './signature.ts'

/** Where the bank of the demonstration is. It moves no money. */
export const SANDBOX_PATH = '/sandbox-bank'

/** The provider of the demonstration: a bank of our own, to which orders go signed and from which answers come signed. */
export function sandboxProvider(signer: Signer): PaymentProvider {
  return {
    name: 'sandbox',
    async begin(order) {
      const { data, signature } = signer.sign(order)
      return { url: `${SANDBOX_PATH}/pay?${new URLSearchParams({ data, signature })}` }
    },
    read(message) {
      const said = signer.read(message)
      return said !== undefined && isAnswer(said) ? said : undefined
    },
  }
}

/** What the bank says of an order. Its number depends on the order alone: paid twice, it is one payment. */
export function sandboxAnswer(signer: Signer, order: Order, status: Answer['status']): Signed {
  const number = createHash('sha256')
    .update(`${order.slug}/${order.paymentId}`)
    .digest('hex')
    .slice(0, 12)
    .toUpperCase()
  const { slug, paymentId, amount } = order
  const answer: Answer = { slug, paymentId, amount, status, reference: `SB-${number}` }
  return signer.sign(answer)
}

const STATUSES = new Set<unknown>(['paid', 'refused', 'left'])

function isAnswer(said: Record<string, unknown>): said is Record<string, unknown> & Answer {
  const texts = [said.slug, said.paymentId, said.amount, said.reference]
  return texts.every((text) => typeof text === 'string') && STATUSES.has(said.status)
}

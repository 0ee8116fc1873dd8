import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../../../platform/platform.ts'
import { resource } from '../../../platform/root.ts'
import type { Answer, Order } from './provider.ts'
import { SANDBOX_PATH, sandboxAnswer } from './sandbox.ts'
import { BankProblem, BankQuestion } from './sandbox-bank-view.tsx'
import type { Signer } from './signature.ts'

/**
 * The bank of the demonstration: a page of its own, as a real one would be, where one pays, is refused, or leaves. It tells the
 * town hall twice, as real ones do: from server to server, and by the person who goes back.
 */
export function sandboxBankRoutes(server: FastifyInstance, platform: Platform, signer: Signer): void {
  const stylesheet = readFileSync(resource('src/modules/portal/payments/sandbox-bank.css'))
  server.get(`${SANDBOX_PATH}/bank.css`, (_, reply) => reply.type('text/css; charset=utf-8').send(stylesheet))
  server.get(`${SANDBOX_PATH}/pay`, async (request, reply) => {
    const order = orderIn(signer, request.query)
    if (!order) return reply.page(BankProblem({ t: request.t, lang: request.lang }), 400)
    const { data, signature } = request.query as { data: string; signature: string }
    return reply
      .header('cache-control', 'no-store')
      .page(BankQuestion({ t: request.t, lang: request.lang, order, data, signature }))
  })
  server.post(`${SANDBOX_PATH}/pay`, (request, reply) => answer(server, platform, { signer, request, reply }))
}

interface Sent {
  readonly signer: Signer
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

const CHOICES: Readonly<Record<string, Answer['status']>> = { pay: 'paid', refuse: 'refused', leave: 'left' }

async function answer(server: FastifyInstance, platform: Platform, { signer, request, reply }: Sent) {
  const order = orderIn(signer, request.body)
  const status = CHOICES[String((request.body as Record<string, unknown> | null)?.choice)]
  if (!order || status === undefined) return reply.page(BankProblem({ t: request.t, lang: request.lang }), 400)
  const signed = sandboxAnswer(signer, order, status)
  // The bank lives in the same program, so its call takes the way of every call but the wire.
  const told = await server.inject({ method: 'POST', url: '/payments/sandbox/confirmation', payload: { ...signed } })
  if (told.statusCode !== 200)
    platform.log.warn({ paymentId: order.paymentId, status: told.statusCode }, 'the sandbox bank was not heard')
  return reply.redirect(`${order.returnUrl}?${new URLSearchParams({ ...signed })}`, 303)
}

/** An order that the town hall signed. Answers are signed with the same secret, and lead nowhere: they are no orders. */
function orderIn(signer: Signer, sent: unknown): Order | undefined {
  const said = signer.read((sent ?? {}) as Record<string, unknown>)
  // Made by our own code, so the rest of its shape is known.
  return typeof said?.returnUrl === 'string' ? (said as unknown as Order) : undefined
}

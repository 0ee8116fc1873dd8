import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { actorOf, requirePerson } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { caseById, isTheirs, paymentById } from '../../cases/index.ts'
import { procedureOf } from '../../catalogue/index.ts'
import { conceptInWords } from '../concept.ts'
import { nothingHere, param, reading, type Visit, visited } from '../visit.ts'
import { PaymentPage } from './payment-view.tsx'
import type { PaymentProvider } from './provider.ts'
import { sandboxProvider } from './sandbox.ts'
import { sandboxBankRoutes } from './sandbox-bank.ts'
import { settle } from './settle.ts'
import { secretAt, signerWith } from './signature.ts'

/** Paying: to the provider, back, and the provider's own word. */
export function paymentRoutes(server: FastifyInstance, platform: Platform): void {
  const signer = signerWith(secretAt(join(platform.config.dataFolder, 'sandbox-bank.key')))
  const provider = sandboxProvider(signer)
  const people = { preHandler: requirePerson }
  server.get('/pay/:paymentId', people, visited(platform, paymentPage))
  server.post(
    '/pay/:paymentId',
    people,
    visited(platform, (visit) => toProvider(visit, provider)),
  )
  server.get(
    '/pay/:paymentId/back',
    people,
    visited(platform, (visit) => comeBack(visit, provider)),
  )
  server.post('/payments/sandbox/confirmation', { config: { crossSite: true } }, async (request, reply) => {
    const answer = provider.read((request.body ?? {}) as Record<string, unknown>)
    if (!answer) return reply.code(400).send({ error: 'the signature is not ours' })
    return { settled: await settle(platform, provider, answer) }
  })
  sandboxBankRoutes(server, platform, signer)
}

async function paymentPage(visit: Visit) {
  const found = await ownPayment(visit)
  if (!found) return nothingHere(visit)
  return visit.reply.header('cache-control', 'no-store').page(PaymentPage({ ctx: visit.ctx, ...found }))
}

async function toProvider(visit: Visit, provider: PaymentProvider) {
  const found = await ownPayment(visit)
  if (!found) return nothingHere(visit)
  const { concept } = found
  const { paymentId, reference, amount, status } = found.payment
  if (status !== 'requested') return visit.reply.redirect(`/pay/${paymentId}`, 303)
  const { slug, name: town } = visit.request.municipality
  const order = {
    slug,
    town,
    paymentId,
    reference,
    amount,
    concept,
    lang: visit.ctx.lang,
    returnUrl: `/pay/${paymentId}/back`,
  }
  const { url } = await provider.begin(order)
  return visit.reply.redirect(url, 303)
}

/** The person is back with the provider's answer. What the bank already told itself is not told twice. */
async function comeBack(visit: Visit, provider: PaymentProvider) {
  const found = await ownPayment(visit)
  if (!found) return nothingHere(visit)
  const answer = provider.read(visit.ctx.query)
  const { paymentId } = found.payment
  if (!answer || answer.paymentId !== paymentId) return visit.reply.redirect(`/pay/${paymentId}?how=altered`, 303)
  const settled = await settle(visit.platform, provider, answer)
  if (settled === 'paid') return visit.reply.redirect(`/pay/${paymentId}?done=portal.paid`, 303)
  const how = settled === 'mismatch' ? 'altered' : answer.status
  return visit.reply.redirect(`/pay/${paymentId}?how=${how}`, 303)
}

async function ownPayment(visit: Visit) {
  return await reading(visit, async (db) => {
    const payment = await paymentById(db, param(visit, 'paymentId'))
    const one = payment && (await caseById(db, payment.caseId))
    if (!payment || !one || !isTheirs(actorOf(visit.request.visitor), one)) return undefined
    const procedure = await procedureOf(db, visit.request.municipality, one.procedure, one.version)
    const { lang } = visit.ctx
    const concept = conceptInWords(procedure, payment, lang)
    return { payment, one, concept, service: procedure.service.title[lang] ?? procedure.id }
  })
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ActingForPage } from './acting-for-view.tsx'
import { forbidden, requirePerson } from './guards.ts'
import type { IdentityHouse } from './house.ts'
import { localPath } from './next-path.ts'
import { SESSION_COOKIE } from './sessions.ts'

/** Choosing whom one acts for: oneself, or somebody who gave a mandate (Ley 39/2015, art. 5 and 6). */
export function actingForRoutes(server: FastifyInstance, house: IdentityHouse): void {
  const guarded = { preHandler: requirePerson }
  server.get('/me/acting-for', guarded, (request, reply) => choosePage(house, request, reply))
  server.post('/me/acting-for', guarded, (request, reply) => choose(house, request, reply))
}

async function choosePage(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const { visitor } = request
  if (visitor.kind !== 'person') return forbidden(request, reply, 'people-only')
  const mandates = await house.ports.mandatesOf(request.municipality.municipalityId, visitor.personId)
  const next = localPath((request.query as Record<string, unknown>).next, house.homes.person)
  const page = ActingForPage({ ctx: house.context(request), visitor, mandates, next })
  return reply.header('cache-control', 'no-store').page(page)
}

async function choose(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const { visitor } = request
  const token = request.cookies[SESSION_COOKIE]
  if (visitor.kind !== 'person' || !token) return forbidden(request, reply, 'people-only')
  const { municipalityId } = request.municipality
  const { person, next } = (request.body ?? {}) as Record<string, unknown>
  const mandates = await house.ports.mandatesOf(municipalityId, visitor.personId)
  const mandate = mandates.find(({ personId }) => personId === person)
  // Whoever is asked for without a mandate is nobody that this person may know of.
  if (person !== '' && !mandate) return forbidden(request, reply, 'permission')
  const actsFor = mandate?.personId ?? null
  const holder = { municipality: request.municipality, kind: visitor.kind, id: visitor.personId }
  await house.sessions.actFor(holder, token, actsFor)
  house.visitors.forget(municipalityId, token)
  return reply.redirect(localPath(next, house.homes.person), 303)
}

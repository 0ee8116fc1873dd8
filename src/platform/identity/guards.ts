import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { problem } from '../http/index.ts'
import { localPath } from './next-path.ts'
import type { Reason } from './reasons.ts'
import { ForbiddenPage } from './views.tsx'
import { type Level, permissionsOf } from './visitor.ts'

const RANK: Readonly<Record<Level, number>> = { low: 1, substantial: 2, high: 3 }

/** Lets people pass (a `preHandler`): others are led to the sign-in and come back, programs get 401 or 403. */
export const requirePerson: preHandlerAsyncHookHandler = async (request, reply) => {
  if (request.visitor.kind === 'anonymous') return toSignIn(request, reply, 'person')
  if (request.visitor.kind !== 'person') return forbidden(request, reply, 'people-only')
  return undefined
}

/** Lets people pass who proved their identity at least this surely (eIDAS, art. 8). */
export function requireLevel(level: Level): preHandlerAsyncHookHandler {
  return async function requireThisLevel(request, reply) {
    if (request.visitor.kind === 'anonymous') return toSignIn(request, reply, 'person')
    if (RANK[request.visitor.level] < RANK[level]) return forbidden(request, reply, 'level')
    return undefined
  }
}

/** Lets officers pass who have the permission; any officer when none is named. */
export function requireOfficer(permission?: string): preHandlerAsyncHookHandler {
  return async function requireThisOfficer(request, reply) {
    if (request.visitor.kind === 'anonymous') return toSignIn(request, reply, 'staff')
    if (request.visitor.kind !== 'officer') return forbidden(request, reply, 'staff-only')
    if (permission !== undefined && !permissionsOf(request.visitor).has(permission)) {
      return forbidden(request, reply, 'permission')
    }
    return undefined
  }
}

/** Answers 403: a page that says why and what to do now, or a problem for programs. */
export function forbidden(request: FastifyRequest, reply: FastifyReply, reason: Reason): FastifyReply {
  if (isForPrograms(request)) {
    return problem(reply, 403, request.t('identity.forbidden.title'), request.t(`identity.forbidden.${reason}`), {
      reason,
    })
  }
  const { context, homes } = request.server.identity
  const home = request.visitor.kind === 'anonymous' ? '/' : homes[request.visitor.kind]
  return reply.page(ForbiddenPage({ ctx: context(request), reason, home }), 403)
}

function toSignIn(request: FastifyRequest, reply: FastifyReply, as: 'person' | 'staff'): FastifyReply {
  if (isForPrograms(request)) {
    reply.header('www-authenticate', 'Session')
    return problem(reply, 401, request.t('identity.unauthorized.title'), request.t('identity.unauthorized.detail'))
  }
  const address = `/sign-in?as=${as}&next=${encodeURIComponent(pathToComeBackTo(request))}`
  // A part of a page cannot be replaced by a sign-in: the whole page goes there.
  if (request.headers['hx-request']) return reply.code(401).header('hx-redirect', address).send()
  return reply.redirect(address, 303)
}

/** The page itself, or for a form that was sent the page that held it: a POST cannot be repeated after signing in. */
function pathToComeBackTo(request: FastifyRequest): string {
  if (request.method === 'GET' && !request.headers['hx-request']) return request.url
  const page = URL.parse(request.headers['hx-current-url']?.toString() ?? request.headers.referer ?? '')
  return page && page.host === request.host ? localPath(page.pathname + page.search) : '/'
}

function isForPrograms(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/') || (request.headers.accept ?? '').startsWith('application/json')
}

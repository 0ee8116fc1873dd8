import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actingForRoutes } from './acting-for.ts'
import { demoProvider } from './demo-provider/routes.ts'
import { countFailures } from './failures.ts'
import { forbidden } from './guards.ts'
import {
  contextOf,
  type IdentityHouse,
  type IdentityOptions,
  type IdentityPlatform,
  type IdentityPorts,
} from './house.ts'
import { discoverer, issuersFrom } from './issuers.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { isForgeable } from './same-origin.ts'
import { secretsIn } from './secrets.ts'
import { SESSION_COOKIE, sessionsIn } from './sessions.ts'
import { signInRoutes } from './sign-in.ts'
import { ANONYMOUS, type Visitor } from './visitor.ts'
import { visitorsOf } from './visitors.ts'

/**
 * Puts identity into the server: `request.visitor` on every request, refusal of requests forged by other sites,
 * `/sign-in`, `/sign-out`, `/me/acting-for`, passkeys, and the demonstration identity service where no real one is configured.
 * To be called after the cookie parser and the choice of municipality, before the routes that need a visitor.
 */
export async function identity(
  server: FastifyInstance,
  platform: IdentityPlatform,
  ports: IdentityPorts,
  options: IdentityOptions = {},
): Promise<void> {
  if (!server.hasRequestDecorator('cookies')) await server.register(cookie)
  const house = await build(server, platform, ports, options)
  server.decorate('identity', house)
  decorateVisitor(server)
  server.addHook('onRequest', async (request, reply) => {
    request.visitor = await visitorBehind(house, request)
    if (isForgeable(request, request.cookies[SESSION_COOKIE] !== undefined)) {
      if (!request.routeOptions.config?.crossSite) return forbidden(request, reply, 'cross-site')
      request.visitor = ANONYMOUS
    }
    return undefined
  })
  server.addHook('onSend', async (request, reply) => {
    // What somebody saw while signed in is not left in the browser for who comes after.
    if (request.visitor.kind !== 'anonymous' && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'private, no-store')
  })
  signInRoutes(server, house)
  actingForRoutes(server, house)
  passkeyRoutes(server, house)
  if (house.issuers.person.isDemonstration || house.issuers.officer.isDemonstration) {
    await server.register(demoProvider(house))
  }
}

/** Until the visitor has been looked for, and when that fails, nobody is there: an error page must be able to ask. */
function decorateVisitor(server: FastifyInstance): void {
  const found = new WeakMap<FastifyRequest, Visitor>()
  server.decorateRequest('visitor', {
    getter(this: FastifyRequest) {
      return found.get(this) ?? ANONYMOUS
    },
    setter(this: FastifyRequest, visitor: Visitor) {
      found.set(this, visitor)
    },
  })
}

async function build(
  server: FastifyInstance,
  platform: IdentityPlatform,
  ports: IdentityPorts,
  options: IdentityOptions,
): Promise<IdentityHouse> {
  const secrets = await secretsIn(platform.config.dataFolder)
  const sessions = sessionsIn(platform)
  const now = () => new Date(platform.now())
  const { perAddress = 30, perAccount = 8 } = options.failures ?? {}
  return {
    platform,
    ports,
    secrets,
    sessions,
    context: options.context ?? contextOf,
    homes: options.homes ?? { person: '/folder', officer: '/desk' },
    visitors: visitorsOf(sessions, ports, platform.now),
    issuers: issuersFrom(options.env ?? process.env, {
      baseUrl: platform.config.baseUrl,
      clientSecret: secrets.demo.clientSecret,
    }),
    discover: discoverer(() => internalOrigin(server)),
    failuresOfAddress: countFailures({ limit: perAddress, minutes: 10, now }),
    failuresOfAccount: countFailures({ limit: perAccount, minutes: 10, now }),
  }
}

async function visitorBehind(house: IdentityHouse, request: FastifyRequest): Promise<Visitor> {
  const token = request.cookies[SESSION_COOKIE]
  // Files of the design system are the same for everybody.
  if (!token || request.url.startsWith('/assets/')) return ANONYMOUS
  return await house.visitors.visitorOf(request.municipality.municipalityId, token)
}

/** Where this very server listens, for its calls to itself. */
function internalOrigin(server: FastifyInstance): string {
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('the server does not listen yet, so nobody can sign in')
  const host = address.family === 'IPv6' ? '[::1]' : '127.0.0.1'
  const isAny = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(address.address)
  return `http://${isAny ? host : address.address}:${address.port}`
}

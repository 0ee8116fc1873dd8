import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Platform } from '../platform.ts'
import { actingForRoutes } from './acting-for.ts'
import type { ProvenIdentity } from './claims.ts'
import type { DemoAccount } from './demo-provider/accounts.ts'
import { demoProvider } from './demo-provider/routes.ts'
import { countFailures, type Failures } from './failures.ts'
import { forbidden } from './guards.ts'
import { discoverer, type Issuer, issuersFrom, type SignInKind } from './issuers.ts'
import { type Layout, plainLayout } from './layout.tsx'
import { passkeyRoutes } from './passkeys/routes.ts'
import { isForgeable } from './same-origin.ts'
import { type Secrets, secretsIn } from './secrets.ts'
import { SESSION_COOKIE, type Sessions, sessionsIn } from './sessions.ts'
import { signInRoutes } from './sign-in.ts'
import { ANONYMOUS, type Visitor } from './visitor.ts'
import { type Directory, type Visitors, visitorsOf } from './visitors.ts'

/** What signing in needs from the keeper of people and officers. */
export interface IdentityPorts extends Directory {
  /** Whom the demonstration identity service offers; asked at each visit to its page. */
  accounts(): Promise<readonly DemoAccount[]>
  /** The person with this proven identity, made on the first visit if the town wishes; `undefined` refuses the sign-in. */
  findPerson(municipalityId: number, identity: ProvenIdentity): Promise<string | undefined>
  /** The officer with this proven identity; `undefined` when nobody such works here. */
  findOfficer(municipalityId: number, identity: ProvenIdentity): Promise<string | undefined>
  /** Told of each sign-in, sign-out and change of whom somebody acts for, so that the host can journal it. */
  record?(municipalityId: number, happening: Happening): Promise<void>
}

/** Something about signing in that the audit wants to know. */
export interface Happening {
  readonly kind:
    | 'identity.signed-in'
    | 'identity.signed-out'
    | 'identity.acts-for'
    | 'identity.passkey-added'
    | 'identity.passkey-removed'
  readonly visitor: Visitor
  readonly data: Readonly<Record<string, unknown>>
}

/** The parts of the platform that are used here. */
export type IdentityPlatform = Pick<Platform, 'db' | 'now' | 'texts' | 'log'> & {
  readonly config: Pick<Platform['config'], 'baseUrl' | 'dataFolder'>
}

export interface IdentityOptions {
  readonly layout?: Layout
  /** Where `OIDC_*` are read. */
  readonly env?: NodeJS.ProcessEnv
  /** Failed attempts per address, and per account, in ten minutes before one has to wait. */
  readonly failures?: { readonly perAddress?: number; readonly perAccount?: number }
}

/** What the routes of this part share. */
export interface IdentityHouse {
  readonly platform: IdentityPlatform
  readonly ports: IdentityPorts
  readonly layout: Layout
  readonly secrets: Secrets
  readonly sessions: Sessions
  readonly visitors: Visitors
  readonly issuers: Readonly<Record<SignInKind, Issuer>>
  readonly discover: ReturnType<typeof discoverer>
  readonly failuresOfAddress: Failures
  readonly failuresOfAccount: Failures
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. */
    visitor: Visitor
  }
  interface FastifyInstance {
    identity: IdentityHouse
  }
}

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
  server.decorateRequest('visitor')
  server.addHook('onRequest', async (request, reply) => {
    request.visitor = await visitorBehind(house, request)
    if (isForgeable(request, request.cookies[SESSION_COOKIE] !== undefined)) {
      if (!request.routeOptions.config.crossSite) return forbidden(request, reply, 'cross-site')
      request.visitor = ANONYMOUS
    }
    return undefined
  })
  server.addHook('onSend', async (request, reply) => {
    // What somebody saw while signed in is not left in the browser for who comes after.
    const isPersonal = request.visitor !== undefined && request.visitor.kind !== 'anonymous'
    if (isPersonal && !reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store')
  })
  signInRoutes(server, house)
  actingForRoutes(server, house)
  passkeyRoutes(server, house)
  if (house.issuers.person.isDemonstration || house.issuers.officer.isDemonstration) {
    await server.register(demoProvider(house))
  }
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
    layout: options.layout ?? plainLayout,
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

import type { FastifyRequest } from 'fastify'
import type { Configuration } from 'openid-client'
import type { PageContext } from '../../ui/index.ts'
import type { Platform } from '../platform.ts'
import type { ProvenIdentity } from './claims.ts'
import type { DemoAccount } from './demo-provider/accounts.ts'
import type { Failures } from './failures.ts'
import type { Issuer, SignInKind } from './issuers.ts'
import type { Secrets } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import type { Visitor } from './visitor.ts'
import type { Directory, Visitors } from './visitors.ts'

/** What signing in needs from the keeper of people and officers. */
export interface IdentityPorts extends Directory {
  /** Whom the demonstration identity service offers: invented people only. Asked at each visit to its page. */
  accounts(): Promise<readonly DemoAccount[]>
  /** The person with this proven identity, made on the first visit if the town wishes; `undefined` refuses the sign-in. */
  findPerson(municipalityId: number, identity: ProvenIdentity): Promise<string | undefined>
  /** The officer with this proven identity; `undefined` when nobody such works here. */
  findOfficer(municipalityId: number, identity: ProvenIdentity): Promise<string | undefined>
}

/** The parts of the platform that are used here. */
export type IdentityPlatform = Pick<Platform, 'db' | 'now' | 'log'> & {
  readonly config: Pick<Platform['config'], 'baseUrl' | 'dataFolder'>
}

export interface IdentityOptions {
  /** What the layouts know of a request; without it, what can be read from the request itself. */
  readonly context?: (request: FastifyRequest) => PageContext
  /** Where people and officers go when they asked for nothing else. */
  readonly homes?: Readonly<Record<SignInKind, string>>
  /** Where `OIDC_*` are read. */
  readonly env?: NodeJS.ProcessEnv
  /** Failed attempts per address, and per account, in ten minutes before one has to wait. */
  readonly failures?: { readonly perAddress?: number; readonly perAccount?: number }
}

/** What the routes of this part share. */
export interface IdentityHouse {
  readonly platform: IdentityPlatform
  readonly ports: IdentityPorts
  readonly context: (request: FastifyRequest) => PageContext
  readonly homes: Readonly<Record<SignInKind, string>>
  readonly secrets: Secrets
  readonly sessions: Sessions
  readonly visitors: Visitors
  readonly issuers: Readonly<Record<SignInKind, Issuer>>
  readonly discover: (issuer: Issuer) => Promise<Configuration>
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

/** Cookies travel over TLS only wherever the site's public address is one of TLS. */
export function isSecure(house: IdentityHouse): boolean {
  return house.platform.config.baseUrl.startsWith('https:')
}

/** The context of a page made from the request alone. */
export function contextOf(request: FastifyRequest): PageContext {
  const { lang, t, municipality, visitor } = request
  const query = Object.fromEntries(
    Object.entries(request.query as Record<string, unknown>).filter((entry) => typeof entry[1] === 'string'),
  ) as Record<string, string>
  return { lang, t, municipality, visitor, path: request.url.split('?')[0] ?? '/', query }
}

import type * as oidc from 'openid-client'
import { DEMO_CLIENTS, DEMO_PATH } from './demo-provider/address.ts'
import { isPrivate } from './origin.ts'

/** An identity service that Finestra relies on, and how Finestra is known to it. */
export interface Issuer {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  /** Levels asked for, in order of preference (`acr_values`). */
  readonly acrValues?: string
  /** What people call it ("Cl@ve", "SPID"), for the button. Without it the button says what it is. */
  readonly name?: string
  /** The one inside this program. */
  readonly isDemonstration: boolean
}

export type SignInKind = 'person' | 'officer'

/**
 * The services in the environment: `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`, `OIDC_SCOPE`, `OIDC_ACR`,
 * `OIDC_NAME` for people, the same with `OIDC_STAFF_` for staff. Where none is named, the demonstration's, which lets
 * everybody in as anybody: a site that others can see must ask for it with `FINESTRA_DEMONSTRATION=yes`.
 */
export function issuersFrom(
  env: NodeJS.ProcessEnv,
  demonstration: { baseUrl: string; clientSecret: string },
): Readonly<Record<SignInKind, Issuer>> {
  return {
    person: configured(env, 'OIDC_') ?? demonstrationIssuer('person', env, demonstration),
    officer: configured(env, 'OIDC_STAFF_') ?? demonstrationIssuer('officer', env, demonstration),
  }
}

function configured(env: NodeJS.ProcessEnv, prefix: string): Issuer | undefined {
  const url = env[`${prefix}ISSUER`]
  if (!url) return undefined
  const clientId = env[`${prefix}CLIENT_ID`]
  if (!clientId) throw new Error(`${prefix}ISSUER is set but ${prefix}CLIENT_ID is not: both are needed to sign in`)
  const [acrValues, name] = [env[`${prefix}ACR`], env[`${prefix}NAME`]]
  return {
    url,
    clientId,
    clientSecret: env[`${prefix}CLIENT_SECRET`] ?? '',
    scope: env[`${prefix}SCOPE`] ?? 'openid profile email',
    isDemonstration: false,
    ...(acrValues && { acrValues }),
    ...(name && { name }),
  }
}

function demonstrationIssuer(
  kind: SignInKind,
  env: NodeJS.ProcessEnv,
  { baseUrl, clientSecret }: { baseUrl: string; clientSecret: string },
): Issuer {
  if (!isPrivate(baseUrl) && env.FINESTRA_DEMONSTRATION !== 'yes') {
    const name = kind === 'person' ? 'OIDC_ISSUER' : 'OIDC_STAFF_ISSUER'
    throw new Error(
      `${name} is not set, and ${baseUrl} is not this machine alone: name the identity service, ` +
        'or set FINESTRA_DEMONSTRATION=yes if everybody may sign in as anybody',
    )
  }
  return {
    url: new URL(DEMO_PATH, baseUrl).href,
    clientId: DEMO_CLIENTS[kind],
    clientSecret,
    scope: 'openid profile',
    isDemonstration: true,
  }
}

/** What an issuer publishes about itself, fetched once; a failure is not remembered. */
export function discoverer(internalOrigin: () => string): (issuer: Issuer) => Promise<oidc.Configuration> {
  const found = new Map<string, Promise<oidc.Configuration>>()
  return (issuer) => {
    const key = `${issuer.url} ${issuer.clientId}`
    let configuration = found.get(key)
    if (!configuration) {
      configuration = discover(issuer, internalOrigin)
      found.set(key, configuration)
      configuration.catch(() => found.delete(key))
    }
    return configuration
  }
}

async function discover(issuer: Issuer, internalOrigin: () => string): Promise<oidc.Configuration> {
  const oidc = await import('openid-client')
  const authentication = issuer.clientSecret ? oidc.ClientSecretBasic(issuer.clientSecret) : oidc.None()
  const isPlainHttp = issuer.url.startsWith('http:')
  return await oidc.discovery(new URL(issuer.url), issuer.clientId, undefined, authentication, {
    timeout: 10,
    // Plain HTTP is for a service on this machine only.
    execute: isPlainHttp && (issuer.isDemonstration || isLocal(issuer.url)) ? [oidc.allowInsecureRequests] : [],
    ...(issuer.isDemonstration && { [oidc.customFetch]: overLoopback(internalOrigin) }),
  })
}

/** This program asks itself at the address where it listens, whatever name the public one has. */
function overLoopback(internalOrigin: () => string): oidc.CustomFetch {
  return (address, options) => {
    const url = new URL(address)
    return fetch(new URL(url.pathname + url.search, internalOrigin()), options as RequestInit)
  }
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
}

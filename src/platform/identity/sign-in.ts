import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ATTEMPT_MINUTES, type Attempt, attemptFor, dropAttempt, keepAttempt } from './attempt.ts'
import { identityFrom } from './claims.ts'
import { type IdentityHouse, isSecure } from './house.ts'
import type { SignInKind } from './issuers.ts'
import { localPath } from './next-path.ts'
import { publicOrigin } from './origin.ts'
import type { Failure } from './reasons.ts'
import { SESSION_COOKIE, type SignedIn } from './sessions.ts'
import { spendChallenge } from './store.ts'
import { SignedOutPage, SignInFailedPage, SignInPage } from './views.tsx'

const STATUS: Readonly<Record<Failure, number>> = {
  expired: 400,
  denied: 403,
  service: 502,
  'unknown-person': 403,
  'unknown-officer': 403,
  wait: 429,
  passkey: 403,
}

/** Signing in and out: the pages, the way to the identity service and back. */
export function signInRoutes(server: FastifyInstance, house: IdentityHouse): void {
  server.get('/sign-in', (request, reply) => chooserPage(house, request, reply))
  server.get('/sign-in/person', (request, reply) => depart(house, 'person', request, reply))
  server.get('/sign-in/staff', (request, reply) => depart(house, 'officer', request, reply))
  server.get('/sign-in/callback', (request, reply) => arriveBack(house, request, reply))
  server.get('/sign-out', (request, reply) => signedOutPage(house, request, reply))
  server.post('/sign-out', (request, reply) => signOut(house, request, reply))
}

/** Opens the session of somebody who has just proved who they are, in place of the browser's earlier one. */
export async function welcome(
  house: IdentityHouse,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: Omit<SignedIn, 'userAgent'>,
): Promise<void> {
  await endSession(house, request)
  const userAgent = request.headers['user-agent'] ?? ''
  const token = await house.sessions.open(request.municipality, { ...signedIn, userAgent })
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(house),
  })
}

function chooserPage(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The header of every page says `return`, and means the same.
  const { as, return: back, next = back } = request.query as Record<string, unknown>
  const path = localPath(next, '')
  const isStaff = as === 'staff' || (as !== 'person' && /^\/desk(\/|$|\?)/.test(path))
  const first = isStaff ? 'officer' : 'person'
  const page = SignInPage({ ctx: house.context(request), next: path, first, issuers: house.issuers })
  return reply.header('cache-control', 'no-store').page(page)
}

/** Sends the browser to the identity service with a fresh state, nonce and PKCE challenge. */
async function depart(house: IdentityHouse, kind: SignInKind, request: FastifyRequest, reply: FastifyReply) {
  const origin = publicOrigin(request, house.platform.config.baseUrl)
  // The cookie of the attempt must be set under the name to which the browser will come back.
  if (new URL(origin).host !== request.host) return reply.redirect(origin + request.url, 303)
  if (house.failuresOfAddress.waitFor(request.ip) > 0) return failed(house, request, reply, 'wait')
  const issuer = house.issuers[kind]
  const configuration = await house.discover(issuer).catch((error: Error) => {
    house.platform.log.error({ error, issuer: issuer.url }, 'the identity service does not answer')
  })
  if (!configuration) return failed(house, request, reply, 'service')
  const oidc = await import('openid-client')
  const attempt: Attempt = {
    kind,
    municipalityId: request.municipality.municipalityId,
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    next: localPath((request.query as Record<string, unknown>).next, house.homes[kind]),
    startedAt: house.platform.now(),
  }
  keepAttempt(request, reply, house.secrets.cookieKey, attempt, isSecure(house))
  const address = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: `${origin}/sign-in/callback`,
    scope: issuer.scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ui_locales: request.lang,
    ...(issuer.acrValues && { acr_values: issuer.acrValues }),
    // It plays many people from one browser, so it asks each time.
    ...(issuer.isDemonstration && { prompt: 'login' }),
  })
  const to = issuer.isDemonstration ? new URL(address.pathname + address.search, origin) : address
  return reply.header('cache-control', 'no-store').redirect(to.href, 303)
}

/** The browser is back with a code: checks that it is this browser's own attempt, exchanges the code, opens the session. */
async function arriveBack(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const { municipalityId } = request.municipality
  const { state, error } = request.query as Record<string, unknown>
  const now = house.platform.now()
  if (house.failuresOfAddress.waitFor(request.ip) > 0) return failed(house, request, reply, 'wait')
  const attempt = attemptFor(request, house.secrets.cookieKey, { state, municipalityId, now })
  if (!attempt) return failed(house, request, reply, 'expired')
  dropAttempt(reply, attempt.state)
  if (!(await isFirstUse(house, attempt))) return failed(house, request, reply, 'expired')
  if (error === 'access_denied') return failed(house, request, reply, 'denied', attempt)
  const identity = await provenIdentity(house, request, attempt).catch((reason: Error) => {
    house.platform.log.warn({ error: reason, cause: reason.cause }, 'the identity service’s answer was refused')
  })
  if (!identity) return failed(house, request, reply, 'service', attempt)
  const { kind } = attempt
  const find = kind === 'person' ? house.ports.findPerson : house.ports.findOfficer
  const id = await find.call(house.ports, municipalityId, identity)
  if (id === undefined) return failed(house, request, reply, `unknown-${kind}`, attempt)
  await welcome(house, request, reply, { kind, id, level: identity.level, method: 'oidc' })
  return reply.header('cache-control', 'no-store').redirect(attempt.next, 303)
}

async function isFirstUse(house: IdentityHouse, { state, municipalityId, startedAt }: Attempt): Promise<boolean> {
  const hash = createHash('sha256').update(state).digest()
  const expiresAt = new Date(Date.parse(startedAt) + ATTEMPT_MINUTES * 60_000).toISOString()
  return await house.platform.db.within(municipalityId, (db) => spendChallenge(db, hash, expiresAt))
}

/** Exchanges the code for an ID token; state, nonce, PKCE, issuer, audience, signature and times are checked by `openid-client`. */
async function provenIdentity(house: IdentityHouse, request: FastifyRequest, attempt: Attempt) {
  const configuration = await house.discover(house.issuers[attempt.kind])
  const here = new URL(request.url, publicOrigin(request, house.platform.config.baseUrl))
  const oidc = await import('openid-client')
  const tokens = await oidc.authorizationCodeGrant(configuration, here, {
    pkceCodeVerifier: attempt.verifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('the identity service gave no ID token')
  // Many services put the names into the user information only.
  if (claims.family_name || claims.name || !configuration.serverMetadata().userinfo_endpoint)
    return identityFrom(claims)
  const more = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
  return identityFrom({ ...more, ...claims })
}

/** Ends the session on the server, then says so; a page that was only copied from the browser's memory opens nothing. */
async function signOut(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const { visitor } = request
  await endSession(house, request)
  reply.clearCookie(SESSION_COOKIE, { path: '/' })
  return reply.redirect(visitor.kind === 'officer' ? '/sign-out?as=staff' : '/sign-out', 303)
}

async function endSession(house: IdentityHouse, request: FastifyRequest): Promise<void> {
  const token = request.cookies[SESSION_COOKIE]
  const { visitor, municipality } = request
  if (!token || visitor.kind === 'anonymous') return
  const id = visitor.kind === 'person' ? visitor.personId : visitor.officerId
  await house.sessions.close({ municipality, kind: visitor.kind, id }, token)
  house.visitors.forget(municipality.municipalityId, token)
}

/**
 * After signing out: offers to sign out of the identity service too (OpenID Connect RP-Initiated Logout).
 * A link and not a redirect, because the page's `form-action 'self'` does not let a form lead to another site.
 */
async function signedOutPage(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const kind: SignInKind = (request.query as Record<string, unknown>).as === 'staff' ? 'officer' : 'person'
  const issuer = house.issuers[kind]
  const configuration = await house.discover(issuer).catch(() => undefined)
  const origin = publicOrigin(request, house.platform.config.baseUrl)
  let end: string | undefined
  if (configuration?.serverMetadata().end_session_endpoint) {
    const { buildEndSessionUrl } = await import('openid-client')
    const url = buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${origin}/` })
    end = issuer.isDemonstration ? origin + url.pathname + url.search : url.href
  }
  const page = SignedOutPage({ ctx: house.context(request), issuer, end })
  return reply.header('cache-control', 'no-store').page(page)
}

/** Says what happened and how to go on; counts what may be somebody trying keys. */
export function failed(
  house: IdentityHouse,
  request: FastifyRequest,
  reply: FastifyReply,
  reason: Failure,
  attempt?: Pick<Attempt, 'kind' | 'next'>,
): FastifyReply {
  const wait = house.failuresOfAddress.waitFor(request.ip)
  if (reason === 'wait') reply.header('retry-after', String(wait))
  else if (reason !== 'denied') house.failuresOfAddress.add(request.ip)
  const page = SignInFailedPage({
    ctx: house.context(request),
    reason,
    minutes: Math.ceil(wait / 60),
    next: attempt?.next ?? '/',
    as: attempt?.kind ?? 'person',
  })
  return reply.header('cache-control', 'no-store').page(page, STATUS[reason])
}

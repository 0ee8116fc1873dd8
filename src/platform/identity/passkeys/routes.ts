import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { runAct } from '../../acts/index.ts'
import { problem } from '../../http/index.ts'
import { resource } from '../../root.ts'
import { addPasskey, removePasskey } from '../acts/passkey.ts'
import { forbidden, requireOfficer } from '../guards.ts'
import { type IdentityHouse, isSecure } from '../house.ts'
import { localPath } from '../next-path.ts'
import { publicOrigin } from '../origin.ts'
import { seal, unseal } from '../secrets.ts'
import { welcome } from '../sign-in.ts'
import { passkeysOfOfficer } from '../store.ts'
import { actorOf } from '../visitor.ts'
import {
  authenticate,
  authenticationOptions,
  CHALLENGE_MINUTES,
  type Challenge,
  isCurrent,
  registrationOptions,
  type Scene,
  verifyRegistration,
} from './ceremony.ts'
import { PasskeysPage } from './views.tsx'

/** Where an officer sees, adds and removes their passkeys. */
export const PASSKEYS_PATH = '/desk/me/passkeys'

/** Passkeys of officers: signing in with one, and keeping one's own. */
export function passkeyRoutes(server: FastifyInstance, house: IdentityHouse): void {
  const guarded = { preHandler: requireOfficer() }
  scriptRoute(server)
  server.post('/sign-in/passkey/options', (request, reply) => offerSignIn(house, request, reply))
  server.post('/sign-in/passkey', (request, reply) => signIn(house, request, reply))
  server.get(PASSKEYS_PATH, guarded, (request, reply) => ownPasskeys(house, request, reply))
  server.post(`${PASSKEYS_PATH}/options`, guarded, (request, reply) => offerRegistration(house, request, reply))
  server.post(PASSKEYS_PATH, guarded, (request, reply) => addOwn(house, request, reply))
  server.post(`${PASSKEYS_PATH}/remove`, guarded, (request, reply) => removeOwn(house, request, reply))
}

function scriptRoute(server: FastifyInstance): void {
  const script = readFileSync(resource('src/platform/identity/passkeys/browser/passkey.js'))
  server.get('/assets/identity/passkey.js', (_, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=3600').send(script),
  )
}

async function offerSignIn(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const scene = sceneOf(house, request)
  const options = await authenticationOptions(scene)
  const { challenge } = options
  keepChallenge(house, reply, { challenge, municipalityId: scene.municipalityId, givenAt: scene.now })
  return options
}

async function signIn(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const scene = sceneOf(house, request)
  const wait = house.failuresOfAddress.waitFor(request.ip)
  if (wait > 0) return problem(reply.header('retry-after', String(wait)), 429, ...said(request, 'wait', wait))
  const { response, next } = (request.body ?? {}) as { response?: AuthenticationResponseJSON; next?: unknown }
  const challenge = takeChallenge(house, request, reply, scene)
  const officerId =
    challenge &&
    response &&
    (await authenticate(scene, challenge, response).catch((error: Error) => noted(house, error)))
  const officer = officerId ? await house.ports.officer(scene.municipalityId, officerId) : undefined
  if (!officer) {
    house.failuresOfAddress.add(request.ip)
    return problem(reply, 403, ...said(request, 'passkey'))
  }
  // Held and unlocked by the officer: two factors, which eIDAS calls substantial.
  await welcome(house, request, reply, {
    kind: 'officer',
    id: officer.officerId,
    level: 'substantial',
    method: 'passkey',
  })
  return { next: localPath(next, house.homes.officer) }
}

async function ownPasskeys(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const { visitor } = request
  if (visitor.kind !== 'officer') return forbidden(request, reply, 'staff-only')
  const { municipalityId } = request.municipality
  const passkeys = await house.platform.db.within(municipalityId, (db) => passkeysOfOfficer(db, visitor.officerId), {
    readOnly: true,
  })
  return reply.header('cache-control', 'no-store').page(PasskeysPage({ ctx: house.context(request), passkeys }))
}

async function offerRegistration(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const { visitor } = request
  if (visitor.kind !== 'officer') return forbidden(request, reply, 'staff-only')
  const scene = sceneOf(house, request)
  const options = await registrationOptions(scene, visitor, request.municipality.name)
  const { officerId } = visitor
  const { municipalityId, now: givenAt } = scene
  keepChallenge(house, reply, { challenge: options.challenge, municipalityId, officerId, givenAt })
  return options
}

async function addOwn(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const { visitor } = request
  if (visitor.kind !== 'officer') return forbidden(request, reply, 'staff-only')
  const scene = sceneOf(house, request)
  const { response, label } = (request.body ?? {}) as { response?: RegistrationResponseJSON; label?: unknown }
  const challenge = takeChallenge(house, request, reply, scene)
  const name = (typeof label === 'string' && label.trim().slice(0, 60)) || request.t('identity.passkeys.unnamed')
  if (challenge?.officerId !== visitor.officerId || response === undefined) {
    return problem(reply, 400, ...said(request, 'passkey'))
  }
  const made = await verifyRegistration(scene, challenge, response).catch((error: Error) => noted(house, error))
  const outcome =
    made && (await runAct(house.platform, addPasskey, { ...byVisitor(request), input: { ...made, label: name } }))
  if (!outcome?.ok) return problem(reply, 400, ...said(request, 'passkey'))
  return { next: PASSKEYS_PATH }
}

async function removeOwn(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply) {
  const { passkey } = (request.body ?? {}) as Record<string, unknown>
  const input = { credentialId: typeof passkey === 'string' ? passkey : '' }
  // One that is not there, or not theirs, is not there afterwards either.
  await runAct(house.platform, removePasskey, { ...byVisitor(request), input })
  return reply.redirect(PASSKEYS_PATH, 303)
}

function byVisitor({ municipality, visitor }: FastifyRequest) {
  return { municipality, actor: actorOf(visitor), channel: 'desk' as const, key: randomUUID() }
}

function sceneOf(house: IdentityHouse, request: FastifyRequest): Scene {
  return {
    db: house.platform.db,
    municipalityId: request.municipality.municipalityId,
    origin: publicOrigin(request, house.platform.config.baseUrl),
    now: house.platform.now(),
  }
}

const CHALLENGE_COOKIE = 'finestra_passkey'

function keepChallenge(house: IdentityHouse, reply: FastifyReply, challenge: Challenge): void {
  reply
    .header('cache-control', 'no-store')
    .setCookie(CHALLENGE_COOKIE, seal(house.secrets.cookieKey, 'passkey', challenge), {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: isSecure(house),
      maxAge: CHALLENGE_MINUTES * 60,
    })
}

function takeChallenge(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply, scene: Scene) {
  const cookie = request.cookies[CHALLENGE_COOKIE]
  const challenge = unseal(house.secrets.cookieKey, 'passkey', cookie) as Challenge | undefined
  reply.clearCookie(CHALLENGE_COOKIE, { path: '/' })
  return challenge && isCurrent(challenge, scene) ? challenge : undefined
}

function said(request: FastifyRequest, reason: 'passkey' | 'wait', seconds = 0): [title: string, detail: string] {
  const n = Math.ceil(seconds / 60)
  return [request.t('identity.failed.title'), request.t(`identity.failed.${reason}`, { n })]
}

/** What does not fit is refused without saying why; the log holds the reason. */
function noted(house: IdentityHouse, error: Error): undefined {
  house.platform.log.warn({ error }, 'a passkey was refused')
}

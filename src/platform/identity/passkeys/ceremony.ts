import { createHash } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Database } from '../../database/index.ts'
import { notePasskeyUse, passkeyForUse, passkeysOfOfficer, spendChallenge } from '../store.ts'

/** Where and when a ceremony takes place (WebAuthn level 3, section 7). */
export interface Scene {
  readonly db: Database
  readonly municipalityId: number
  /** Of the page: the browser says it, and signs it. */
  readonly origin: string
  readonly now: string
}

/** A challenge given to a browser: for what, and for whom when that is known. */
export interface Challenge {
  readonly challenge: string
  readonly municipalityId: number
  readonly officerId?: string
  readonly givenAt: string
}

/** Hundreds of modules, read when the first passkey is used. */
const webauthn = () => import('@simplewebauthn/server')

/** How long the officer may look for the key. */
export const CHALLENGE_MINUTES = 5

/** What the browser needs to make a passkey for this officer. */
export async function registrationOptions(
  scene: Scene,
  officer: { officerId: string; name: string },
  townName: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const existing = await scene.db.within(scene.municipalityId, (db) => passkeysOfOfficer(db, officer.officerId))
  return await (await webauthn()).generateRegistrationOptions({
    rpName: townName,
    rpID: rpId(scene),
    userName: officer.name,
    userDisplayName: officer.name,
    // Says nothing about the officer to who finds the device, and is the same at each registration.
    userID: new Uint8Array(createHash('sha256').update(`${scene.municipalityId}:${officer.officerId}`).digest()),
    attestationType: 'none',
    excludeCredentials: existing.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Checks what the browser made; gives what is to be kept of it, or `undefined` when anything does not fit. */
export async function verifyRegistration(scene: Scene, challenge: Challenge, response: RegistrationResponseJSON) {
  const checked = await (await webauthn()).verifyRegistrationResponse({
    response,
    expectedChallenge: challenge.challenge,
    expectedOrigin: scene.origin,
    expectedRPID: rpId(scene),
    requireUserVerification: true,
  })
  if (!checked.verified) return undefined
  const { credential, credentialBackedUp } = checked.registrationInfo
  return {
    credentialId: credential.id,
    rpId: rpId(scene),
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports ?? [],
    backedUp: credentialBackedUp,
    challengeHash: hashOf(challenge).toString('hex'),
    challengeEnds: endOf(challenge),
  }
}

/** What the browser needs to look for a passkey of this host. Whose, the passkey itself says. */
export async function authenticationOptions(scene: Scene): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return await (await webauthn()).generateAuthenticationOptions({ rpID: rpId(scene), userVerification: 'required' })
}

/** The officer whose passkey signed the challenge, once; `undefined` when anything does not fit. */
export async function authenticate(
  scene: Scene,
  challenge: Challenge,
  response: AuthenticationResponseJSON,
): Promise<string | undefined> {
  return await scene.db.within(scene.municipalityId, async (db) => {
    const passkey = await passkeyForUse(db, response.id, rpId(scene))
    if (!passkey) return undefined
    const checked = await (await webauthn()).verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge.challenge,
      expectedOrigin: scene.origin,
      expectedRPID: rpId(scene),
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
    })
    if (!checked.verified || !(await spendChallenge(db, hashOf(challenge), endOf(challenge)))) return undefined
    await notePasskeyUse(db, passkey.credentialId, checked.authenticationInfo.newCounter, scene.now)
    return passkey.officerId
  })
}

/** Whether a challenge is this municipality's and not too old. */
export function isCurrent(challenge: Challenge, scene: Scene): boolean {
  return challenge.municipalityId === scene.municipalityId && Date.parse(scene.now) < Date.parse(endOf(challenge))
}

function rpId({ origin }: Scene): string {
  return new URL(origin).hostname
}

function hashOf({ challenge }: Challenge): Buffer {
  return createHash('sha256').update(challenge).digest()
}

function endOf({ givenAt }: Challenge): string {
  return new Date(Date.parse(givenAt) + CHALLENGE_MINUTES * 60_000).toISOString()
}

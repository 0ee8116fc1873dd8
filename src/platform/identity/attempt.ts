import type { FastifyReply, FastifyRequest } from 'fastify'
import { seal, unseal } from './secrets.ts'

/** A sign-in on its way: what must come back unchanged from the identity service, kept by the browser that began it. */
export interface Attempt {
  readonly kind: 'person' | 'officer'
  readonly municipalityId: number
  readonly state: string
  readonly nonce: string
  /** The secret half of PKCE (RFC 7636). */
  readonly verifier: string
  readonly next: string
  readonly startedAt: string
}

/** How long somebody may take at the identity service. */
export const ATTEMPT_MINUTES = 15

const PREFIX = 'finestra_sign_in_'
/** So many tabs may be signing in at once; one more clears the forgotten ones. */
const MOST_AT_ONCE = 5

/** Gives the attempt to the browser, signed, in a cookie of its own, so that two tabs do not disturb each other. */
export function keepAttempt(
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  attempt: Attempt,
  secure: boolean,
): void {
  const earlier = Object.keys(request.cookies).filter((name) => name.startsWith(PREFIX))
  if (earlier.length >= MOST_AT_ONCE) for (const name of earlier) reply.clearCookie(name, { path: '/sign-in' })
  reply.setCookie(cookieName(attempt.state), seal(key, 'sign-in', attempt), {
    path: '/sign-in',
    httpOnly: true,
    // Lax, not Strict: the browser comes back from another site.
    sameSite: 'lax',
    secure,
    maxAge: ATTEMPT_MINUTES * 60,
  })
}

/** The attempt that this browser began with this state, if it was here, for this municipality, and not too long ago. */
export function attemptFor(
  request: FastifyRequest,
  key: string,
  { state, municipalityId, now }: { state: unknown; municipalityId: number; now: string },
): Attempt | undefined {
  if (typeof state !== 'string') return undefined
  const attempt = unseal(key, 'sign-in', request.cookies[cookieName(state)]) as Attempt | undefined
  if (attempt?.state !== state || attempt.municipalityId !== municipalityId) return undefined
  return Date.parse(now) - Date.parse(attempt.startedAt) < ATTEMPT_MINUTES * 60_000 ? attempt : undefined
}

export function dropAttempt(reply: FastifyReply, state: string): void {
  reply.clearCookie(cookieName(state), { path: '/sign-in' })
}

function cookieName(state: string): string {
  return PREFIX + state.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 12)
}

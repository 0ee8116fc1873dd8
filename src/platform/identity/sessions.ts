import { createHash } from 'node:crypto'
import type { Database } from '../database/index.ts'
import { randomText } from './secrets.ts'
import {
  deleteExpired,
  deleteSession,
  deleteSessionsOf,
  insertSession,
  type SessionRow,
  sessionByToken,
  setActsFor,
  touchSession,
} from './store.ts'
import type { Level } from './visitor.ts'

/** The name of the cookie that holds the token. */
export const SESSION_COOKIE = 'finestra_session'

const MINUTE = 60_000
/** Without a request for so long, a session is over: staff work at desks that others pass by. */
const IDLE: Readonly<Record<'person' | 'officer', number>> = { person: 60 * MINUTE, officer: 30 * MINUTE }
/** However busy, a session is over after a working day. */
const ABSOLUTE = 12 * 60 * MINUTE
/** How exactly the time of the last request is kept: one write a minute, not one a page. */
const TOUCH = MINUTE

/** What is known when somebody has just proved who they are. */
export interface SignedIn {
  readonly kind: 'person' | 'officer'
  readonly id: string
  readonly level: Level
  readonly method: 'oidc' | 'passkey'
  readonly userAgent: string
}

export interface Sessions {
  /** Opens a session and gives the token for the cookie: 256 random bits, kept nowhere here. */
  open(municipalityId: number, signedIn: SignedIn): Promise<string>
  /** The session of a token, if it is one of this municipality's and neither limit has passed; notes that it was used. */
  find(municipalityId: number, token: string): Promise<SessionRow | undefined>
  /** Ends one session. */
  close(municipalityId: number, token: string): Promise<void>
  /** Ends all of somebody's sessions: a lost telephone, an officer who leaves. Gives how many. */
  closeAllOf(municipalityId: number, kind: 'person' | 'officer', id: string): Promise<number>
  /** Chooses whom the session's person acts for; null is themselves. */
  actFor(municipalityId: number, token: string, personId: string | null): Promise<void>
}

/** Sessions in the database of `platform`, on its clock. */
export function sessionsIn(platform: { readonly db: Database; now(): string }): Sessions {
  const { db } = platform
  return {
    async open(municipalityId, { kind, id, level, method, userAgent }) {
      const token = randomText(32)
      const createdAt = platform.now()
      await db.within(municipalityId, async (queries) => {
        await deleteExpired(queries, createdAt)
        await insertSession(queries, {
          tokenHash: tokenHash(token),
          kind,
          personId: kind === 'person' ? id : null,
          officerId: kind === 'officer' ? id : null,
          level,
          method,
          userAgent: userAgent.slice(0, 300),
          createdAt,
          expiresAt: new Date(Date.parse(createdAt) + ABSOLUTE).toISOString(),
        })
      })
      return token
    },
    async find(municipalityId, token) {
      const hash = tokenHash(token)
      const session = await db.within(municipalityId, (queries) => sessionByToken(queries, hash), { readOnly: true })
      const now = platform.now()
      if (!session || isOver(session, now)) return undefined
      if (Date.parse(now) - Date.parse(session.lastSeenAt) >= TOUCH) {
        await db.within(municipalityId, (queries) => touchSession(queries, hash, now))
      }
      return session
    },
    close: (municipalityId, token) => db.within(municipalityId, (queries) => deleteSession(queries, tokenHash(token))),
    closeAllOf: (municipalityId, kind, id) =>
      db.within(municipalityId, (queries) => deleteSessionsOf(queries, kind, id)),
    actFor: (municipalityId, token, personId) =>
      db.within(municipalityId, (queries) => setActsFor(queries, tokenHash(token), personId)),
  }
}

/** What the database knows a token by. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function isOver(session: SessionRow, now: string): boolean {
  const at = Date.parse(now)
  return at >= Date.parse(session.expiresAt) || at - Date.parse(session.lastSeenAt) >= IDLE[session.kind]
}

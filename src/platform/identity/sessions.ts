import { createHash, randomUUID } from 'node:crypto'
import { type Act, type Municipality, runAct, type Stage } from '../acts/index.ts'
import { actFor, signIn, signOut } from './acts/session.ts'
import { permissionsOfRoles } from './roles.ts'
import { randomText } from './secrets.ts'
import { type SessionRow, sessionByToken, touchSession } from './store.ts'
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

/** Whose session it is, and where. */
export interface Holder {
  readonly municipality: Municipality
  readonly kind: 'person' | 'officer'
  readonly id: string
}

export interface Sessions {
  /** Opens a session and gives the token for the cookie: 256 random bits, kept nowhere here. */
  open(municipality: Municipality, signedIn: SignedIn): Promise<string>
  /** The session of a token, if it is one of this municipality's and neither limit has passed; notes that it was used. */
  find(municipalityId: number, token: string): Promise<SessionRow | undefined>
  /** Ends the holder's session. */
  close(holder: Holder, token: string): Promise<void>
  /** Chooses whom the holder acts for; null is themselves. */
  actFor(holder: Holder, token: string, personId: string | null): Promise<void>
}

/** Sessions in the database of `platform`, on its clock; each change is an act, and so in the journal. */
export function sessionsIn(platform: Stage): Sessions {
  return {
    async open(municipality, { kind, id, level, method, userAgent }) {
      const token = randomText(32)
      await perform(
        platform,
        signIn,
        { municipality, kind, id },
        {
          tokenHash: tokenHash(token).toString('hex'),
          level,
          method,
          userAgent: userAgent.slice(0, 300),
          expiresAt: new Date(Date.parse(platform.now()) + ABSOLUTE).toISOString(),
        },
      )
      return token
    },
    async find(municipalityId, token) {
      const hash = tokenHash(token)
      const session = await platform.db.within(municipalityId, (db) => sessionByToken(db, hash), { readOnly: true })
      const now = platform.now()
      if (!session || isOver(session, now)) return undefined
      if (Date.parse(now) - Date.parse(session.lastSeenAt) >= TOUCH) {
        await platform.db.within(municipalityId, (db) => touchSession(db, hash, now))
      }
      return session
    },
    close: (holder, token) => perform(platform, signOut, holder, { tokenHash: tokenHash(token).toString('hex') }),
    actFor: (holder, token, personId) =>
      perform(platform, actFor, holder, { tokenHash: tokenHash(token).toString('hex'), personId }),
  }
}

/** What everybody who is signed in may do with what is their own. */
const OWN = permissionsOfRoles(['signed-in'])

async function perform<Input>(stage: Stage, act: Act<Input>, holder: Holder, input: Input): Promise<void> {
  const { municipality, kind, id } = holder
  const actor = { kind, id, name: id, permissions: OWN, roles: [], offices: [] }
  const channel = kind === 'person' ? 'web' : 'desk'
  const outcome = await runAct(stage, act, { municipality, actor, channel, key: randomUUID(), input })
  // A session that ended meanwhile needs no ending.
  if (!outcome.ok && outcome.refused.code !== 'not-found') throw new Error(`${act.name}: ${outcome.refused.code}`)
}

/** What the database knows a token by. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function isOver(session: SessionRow, now: string): boolean {
  const at = Date.parse(now)
  return at >= Date.parse(session.expiresAt) || at - Date.parse(session.lastSeenAt) >= IDLE[session.kind]
}

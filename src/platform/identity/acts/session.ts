import Type from 'typebox'
import { act } from '../../acts/index.ts'
import { deleteExpired, deleteSession, insertSession, sessionByToken, setActsFor } from '../store.ts'

/** SHA-256 of the token in the cookie, in hexadecimal: an act is journaled and must not know the token. */
const TokenHash = Type.String({ pattern: '^[0-9a-f]{64}$' })

const NewSession = Type.Object(
  {
    tokenHash: TokenHash,
    level: Type.Union([Type.Literal('low'), Type.Literal('substantial'), Type.Literal('high')]),
    method: Type.Union([Type.Literal('oidc'), Type.Literal('passkey')]),
    userAgent: Type.String({ maxLength: 300 }),
    expiresAt: Type.String(),
  },
  { additionalProperties: false },
)

/** Somebody who has just proved who they are opens a session. */
export const signIn = act({
  name: 'identity.sign-in',
  permission: 'session.own',
  input: NewSession,
  load: async () => ({}),
  may: (_, __, { actor }) => actor.kind === 'person' || actor.kind === 'officer',
  decide(_, { tokenHash, ...session }, { actor, now }) {
    const { level, method } = session
    const fact = { kind: 'identity.signed-in', objects: [`${actor.kind}:${actor.id}`], data: { level, method } }
    return {
      change: {
        ...session,
        tokenHash: Buffer.from(tokenHash, 'hex'),
        kind: actor.kind === 'person' ? ('person' as const) : ('officer' as const),
        personId: actor.kind === 'person' ? actor.id : null,
        officerId: actor.kind === 'officer' ? actor.id : null,
        createdAt: now,
      },
      facts: [fact],
    }
  },
  async save(db, session) {
    await deleteExpired(db, session.createdAt)
    await insertSession(db, session)
    return { result: {} }
  },
})

const OwnSession = Type.Object({ tokenHash: TokenHash }, { additionalProperties: false })

/** Ends one's session: its cookie opens nothing from now on, wherever it was copied to. */
export const signOut = act({
  name: 'identity.sign-out',
  permission: 'session.own',
  input: OwnSession,
  load: (db, { tokenHash }) => sessionByToken(db, Buffer.from(tokenHash, 'hex')),
  may: (session, _, { actor }) => (session.personId ?? session.officerId) === actor.id,
  decide: (_, { tokenHash }, { actor }) => ({
    change: Buffer.from(tokenHash, 'hex'),
    facts: [{ kind: 'identity.signed-out', objects: [`${actor.kind}:${actor.id}`] }],
  }),
  async save(db, tokenHash) {
    await deleteSession(db, tokenHash)
    return { result: {} }
  },
})

const Representation = Type.Object(
  { tokenHash: TokenHash, personId: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
)

/**
 * A person chooses whom they act for in this session; null is themselves (Ley 39/2015, art. 5). It lends no right:
 * whether a mandate holds is asked again each time that the session is looked at.
 */
export const actFor = act({
  name: 'identity.act-for',
  permission: 'session.own',
  input: Representation,
  load: (db, { tokenHash }) => sessionByToken(db, Buffer.from(tokenHash, 'hex')),
  may: (session, _, { actor }) => actor.kind === 'person' && session.personId === actor.id,
  decide: (_, { tokenHash, personId }, { actor }) => ({
    change: { tokenHash: Buffer.from(tokenHash, 'hex'), personId },
    facts: [
      {
        kind: 'identity.acts-for',
        objects: [`person:${actor.id}`, ...(personId === null ? [] : [`person:${personId}`])],
        data: { actsFor: personId },
      },
    ],
  }),
  async save(db, { tokenHash, personId }) {
    await setActsFor(db, tokenHash, personId)
    return { result: {} }
  },
})

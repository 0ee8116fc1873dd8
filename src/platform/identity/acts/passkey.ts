import Type from 'typebox'
import { act, refuse } from '../../acts/index.ts'
import { deletePasskey, insertPasskey, isSpent, passkeysOfOfficer, spendChallenge } from '../store.ts'

const NewPasskey = Type.Object(
  {
    credentialId: Type.String({ maxLength: 1400 }),
    rpId: Type.String({ maxLength: 253 }),
    /** Base64url. */
    publicKey: Type.String(),
    counter: Type.Integer({ minimum: 0 }),
    transports: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 }),
    backedUp: Type.Boolean(),
    label: Type.String({ minLength: 1, maxLength: 60 }),
    /** Of the challenge that it answered, hexadecimal, and until when that could be answered. */
    challengeHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    challengeEnds: Type.String(),
  },
  { additionalProperties: false },
)

/** An officer adds a passkey, which the ceremony has verified. */
export const addPasskey = act({
  name: 'identity.add-passkey',
  permission: 'session.own',
  input: NewPasskey,
  load: async (db, { challengeHash }) => ({ isSpent: await isSpent(db, Buffer.from(challengeHash, 'hex')) }),
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide(state, { challengeHash, challengeEnds, publicKey, ...passkey }, { actor, now }) {
    if (state.isSpent) return refuse('challenge-spent')
    return {
      change: {
        passkey: { ...passkey, publicKey: Buffer.from(publicKey, 'base64url'), officerId: actor.id, createdAt: now },
        challengeHash: Buffer.from(challengeHash, 'hex'),
        challengeEnds,
      },
      facts: [{ kind: 'identity.passkey-added', objects: [`officer:${actor.id}`], data: { label: passkey.label } }],
    }
  },
  async save(db, { passkey, challengeHash, challengeEnds }) {
    if (!(await spendChallenge(db, challengeHash, challengeEnds)))
      throw new Error('the challenge was answered twice at once')
    await insertPasskey(db, passkey)
    return { result: {} }
  },
})

/** An officer removes one of their own passkeys. */
export const removePasskey = act({
  name: 'identity.remove-passkey',
  permission: 'session.own',
  input: Type.Object({ credentialId: Type.String() }, { additionalProperties: false }),
  async load(db, { credentialId }, { actor }) {
    return (await passkeysOfOfficer(db, actor.id)).find((passkey) => passkey.credentialId === credentialId)
  },
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide: ({ credentialId, label }, _, { actor }) => ({
    change: { credentialId, officerId: actor.id },
    facts: [{ kind: 'identity.passkey-removed', objects: [`officer:${actor.id}`], data: { label } }],
  }),
  async save(db, { credentialId, officerId }) {
    await deletePasskey(db, credentialId, officerId)
    return { result: {} }
  },
})

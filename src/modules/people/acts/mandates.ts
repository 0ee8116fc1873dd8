import Type, { type Static } from 'typebox'
import { localDate } from '../../../core/deadlines/index.ts'
import { type ActContext, act, actorName, type Decision, type Refusal, refuse } from '../../../platform/acts/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { latestEnd, type Mandate } from '../mandate.ts'
import type { Person } from '../person.ts'
import { findPerson, findPersonByIdentityNumber, insertMandate, mandateForUpdate, markRevoked } from '../store.ts'
import { dateText, identityNumberText, nameText, uuidText } from './fields.ts'

const mandateFields = {
  /** Both must agree with what is known, so that nobody is found by trying numbers. */
  representative: Type.Object(
    { identityNumber: identityNumberText, familyName: nameText },
    { additionalProperties: false },
  ),
  scope: Type.Union([Type.Literal('general'), Type.Literal('body'), Type.Literal('procedure')]),
  /** The office, when the scope is a body. */
  body: Type.Optional(nameText),
  /** The procedure, when the scope is one. */
  procedure: Type.Optional(nameText),
  /** Today when absent. */
  since: Type.Optional(dateText),
  until: dateText,
}
const OwnMandate = Type.Object(mandateFields, { additionalProperties: false })
const CounterMandate = Type.Object(
  { ...mandateFields, grantorId: uuidText, proof: Type.Optional(nameText) },
  { additionalProperties: false },
)
type Terms = Static<typeof OwnMandate>

/** A person lets another act for them, signed in (Ley 39/2015, art. 6.5). */
export const grantMandate = act({
  name: 'person.grant-mandate',
  permission: 'mandate.grant',
  input: OwnMandate,
  load: (db, input, { actor }) => partiesOf(db, actor.id, input),
  // A representative cannot pass on what was entrusted to them.
  may: (_, __, { actor }) => actor.kind === 'person' && actor.actsFor === undefined,
  decide: (parties, input, context) => newMandate(parties, { ...input, proof: 'online' }, context),
  save: saveMandate,
})

/** An officer registers the mandate that a person gives before them (apud acta), or proves with a document. */
export const registerMandate = act({
  name: 'person.register-mandate',
  permission: 'mandate.register',
  input: CounterMandate,
  load: (db, input) => partiesOf(db, input.grantorId, input),
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide: (parties, input, context) => newMandate(parties, { ...input, proof: input.proof ?? 'counter' }, context),
  save: saveMandate,
})

/** Either side ends a mandate, at any time (Ley 39/2015, art. 6.6). */
export const revokeMandate = act({
  name: 'person.revoke-mandate',
  permission: 'mandate.grant',
  input: Type.Object({ mandateId: uuidText }, { additionalProperties: false }),
  load: (db, { mandateId }) => mandateForUpdate(db, mandateId),
  may: (mandate, _, { actor }) =>
    actor.kind === 'person' && [mandate.grantorId, mandate.representativeId].includes(actor.id),
  decide: (mandate) => endMandate(mandate),
  save: saveRevocation,
})

/** An officer writes down at the counter that a mandate ends. */
export const revokeMandateOf = act({
  name: 'person.revoke-mandate-of',
  permission: 'mandate.register',
  input: Type.Object({ mandateId: uuidText }, { additionalProperties: false }),
  load: (db, { mandateId }) => mandateForUpdate(db, mandateId),
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide: (mandate) => endMandate(mandate),
  save: saveRevocation,
})

interface Parties {
  readonly grantor: Person
  readonly representative: Person | undefined
}
type NewMandate = Omit<Mandate, 'grantorName' | 'representativeName' | 'revokedAt'>

async function partiesOf(db: Queries, grantorId: string, { representative }: Terms): Promise<Parties | undefined> {
  const grantor = await findPerson(db, grantorId)
  if (!grantor) return undefined
  const found = await findPersonByIdentityNumber(db, representative.identityNumber)
  return { grantor, representative: found && sameName(found.familyName, representative.familyName) ? found : undefined }
}

function sameName(one: string, other: string): boolean {
  return one.trim().localeCompare(other.trim(), 'und', { sensitivity: 'base' }) === 0
}

function newMandate(
  { grantor, representative }: Parties,
  terms: Terms & { proof: string },
  { actId, now, municipality }: ActContext,
): Decision<NewMandate> | Refusal {
  if (!representative) return refuse('representative-unknown')
  if (representative.personId === grantor.personId) return refuse('mandate-to-oneself')
  const today = localDate(now, municipality.zone)
  const { scope, until, proof, since = today, body = null, procedure = null } = terms
  if (until < today || until < since) return refuse('mandate-already-over', { until })
  if (until > latestEnd(since)) return refuse('mandate-too-long', { years: 5 })
  if ((scope === 'body') !== (body !== null) || (scope === 'procedure') !== (procedure !== null)) {
    return refuse('mandate-scope-unclear')
  }
  const mandate: NewMandate = {
    mandateId: actId,
    grantorId: grantor.personId,
    representativeId: representative.personId,
    ...{ scope, body, procedure, since, until, proof },
  }
  return {
    change: mandate,
    facts: [{ kind: 'mandate.granted', objects: objectsOf(mandate), data: { scope, since, until } }],
  }
}

async function saveMandate(db: Queries, mandate: NewMandate, { now, actor }: ActContext) {
  await insertMandate(db, mandate, { at: now, by: actorName(actor) })
  return { result: { mandateId: mandate.mandateId } }
}

function endMandate(mandate: Mandate): Decision<string> | Refusal {
  if (mandate.revokedAt !== null) return refuse('mandate-already-revoked')
  return { change: mandate.mandateId, facts: [{ kind: 'mandate.revoked', objects: objectsOf(mandate) }] }
}

async function saveRevocation(db: Queries, mandateId: string, { now }: ActContext) {
  await markRevoked(db, mandateId, now)
  return { result: { mandateId } }
}

function objectsOf({ mandateId, grantorId, representativeId }: NewMandate): string[] {
  return [`mandate:${mandateId}`, `person:${grantorId}`, `person:${representativeId}`]
}

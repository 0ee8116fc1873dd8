import Type from 'typebox'
import { act, refuse } from '../../../platform/acts/index.ts'
import { identityNumberOf, type Person } from '../person.ts'
import {
  findPersonByIdentityNumber,
  findPersonBySubject,
  insertPerson,
  lockIdentityNumber,
  setSubject,
} from '../store.ts'
import { dateText, emailText, identityNumberText, municipalityText, nameText, phoneText } from './fields.ts'

const NewPerson = Type.Object(
  {
    kind: Type.Union([Type.Literal('natural'), Type.Literal('legal')]),
    /** Absent for those who have no papers. */
    identityNumber: Type.Optional(identityNumberText),
    /** Of natural persons only. */
    givenName: Type.Optional(nameText),
    /** The family name, or the whole name of a legal person. */
    familyName: nameText,
    birthDate: Type.Optional(dateText),
    email: Type.Optional(emailText),
    phone: Type.Optional(phoneText),
    language: Type.String(),
    notification: Type.Union([Type.Literal('electronic'), Type.Literal('paper')]),
    /** Where they live, or have their seat, when it is not here. */
    home: Type.Optional(municipalityText),
  },
  { additionalProperties: false },
)

/** An officer enters a person who is not known yet, at the counter or on the telephone. */
export const registerPerson = act({
  name: 'person.register',
  permission: 'person.write',
  input: NewPerson,
  async load(db, { identityNumber = '' }) {
    const number = identityNumberOf(identityNumber)
    if (number === '') return { known: undefined }
    await lockIdentityNumber(db, number)
    return { known: await findPersonByIdentityNumber(db, number) }
  },
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide({ known }, input, { actId, municipality }) {
    if (known) return refuse('already-known', { name: known.name })
    if (input.kind === 'natural' && !input.givenName) return refuse('given-name-missing')
    if (input.kind === 'legal' && input.notification === 'paper') return refuse('must-be-digital')
    if (!municipality.languages.includes(input.language)) {
      return refuse('language-not-offered', { languages: municipality.languages.join(', ') })
    }
    const person: NewRow = {
      personId: actId,
      kind: input.kind,
      identityNumber: identityNumberOf(input.identityNumber ?? '') || null,
      givenName: input.kind === 'natural' ? (input.givenName ?? '').trim() : '',
      familyName: input.familyName.trim(),
      birthDate: input.birthDate ?? null,
      email: input.email ?? null,
      phone: input.phone ?? null,
      language: input.language,
      subject: null,
      mustBeDigital: input.kind === 'legal',
      notification: input.notification,
      accessibility: {},
      home: input.home?.trim() ?? null,
    }
    return { change: person, facts: [{ kind: 'person.registered', objects: [`person:${actId}`] }] }
  },
  async save(db, person, { now }) {
    await insertPerson(db, person, now)
    return { result: { personId: person.personId } }
  },
})

const Proven = Type.Object(
  {
    /** The identity service's name for them, unique among all services. */
    subject: Type.String({ minLength: 1, maxLength: 500 }),
    identityNumber: Type.Optional(identityNumberText),
    givenName: Type.String({ maxLength: 120 }),
    familyName: nameText,
    birthDate: Type.Optional(dateText),
    email: Type.Optional(emailText),
  },
  { additionalProperties: false },
)

/**
 * Whoever an identity service has proved is found, by the service's name for them or by their identity number, or entered.
 * Done by the system when somebody signs in.
 */
export const recognisePerson = act({
  name: 'person.recognise',
  permission: 'person.recognise',
  input: Proven,
  async load(db, { subject, identityNumber }): Promise<{ known: Person | undefined }> {
    const bySubject = await findPersonBySubject(db, subject)
    if (bySubject || !identityNumber) return { known: bySubject }
    await lockIdentityNumber(db, identityNumberOf(identityNumber))
    return { known: await findPersonByIdentityNumber(db, identityNumber) }
  },
  may: (_, __, { actor }) => actor.kind === 'system',
  decide({ known }, input, { actId, municipality }) {
    // The number proves who they are; a second identity service (CIE after SPID) does not take the first one's place.
    if (known?.subject) return { change: { personId: known.personId }, facts: [] }
    if (known) {
      const fact = { kind: 'person.recognised', objects: [`person:${known.personId}`] }
      return { change: { personId: known.personId, subject: input.subject }, facts: [fact] }
    }
    if (!input.identityNumber) return refuse('identity-number-missing')
    const added: NewRow = {
      personId: actId,
      kind: 'natural',
      identityNumber: identityNumberOf(input.identityNumber),
      givenName: input.givenName.trim(),
      familyName: input.familyName.trim(),
      birthDate: input.birthDate ?? null,
      email: input.email ?? null,
      phone: null,
      language: municipality.defaultLanguage,
      subject: input.subject,
      mustBeDigital: false,
      notification: 'electronic',
      accessibility: {},
      home: null,
    }
    return { change: { personId: actId, added }, facts: [{ kind: 'person.registered', objects: [`person:${actId}`] }] }
  },
  async save(db, change: { personId: string; subject?: string; added?: NewRow }, { now }) {
    if (change.added) await insertPerson(db, change.added, now)
    if (change.subject !== undefined) await setSubject(db, change.personId, change.subject)
    return { result: { personId: change.personId } }
  },
})

type NewRow = Omit<Person, 'name'>

import Type, { type Static } from 'typebox'
import { type ActContext, act, type Decision, type Fact, type Refusal, refuse } from '../../../platform/acts/index.ts'
import type { Person } from '../person.ts'
import { type Contact, personForUpdate, updateContact } from '../store.ts'
import { emailText, municipalityText, phoneText } from './fields.ts'

const contactFields = {
  /** Null takes it away; absent leaves it as it is. */
  email: Type.Optional(Type.Union([emailText, Type.Null()])),
  phone: Type.Optional(Type.Union([phoneText, Type.Null()])),
  language: Type.Optional(Type.String()),
  notification: Type.Optional(Type.Union([Type.Literal('electronic'), Type.Literal('paper')])),
  accessibility: Type.Optional(
    Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.Boolean(), Type.String({ maxLength: 200 })])),
  ),
  /** The municipality where they live, when the population register here does not have them (Ley 39/2015, art. 30.6). */
  home: Type.Optional(Type.Union([municipalityText, Type.Null()])),
}
const OwnContact = Type.Object(contactFields, { additionalProperties: false })
const ContactOf = Type.Object(
  { ...contactFields, personId: Type.String({ format: 'uuid' }) },
  { additionalProperties: false },
)
type Changes = Static<typeof OwnContact>

/** A person changes how they are reached, or that of the person whom they represent (Ley 39/2015, art. 14 and 41.1). */
export const updateOwnContact = act({
  name: 'person.update-contact',
  permission: 'person.update-own',
  input: OwnContact,
  load: (db, _, { actor }) => personForUpdate(db, actor.actsFor ?? actor.id),
  may: (_, __, { actor }) => actor.kind === 'person',
  decide: (person, changes, context) => changeContact(person, changes, context),
  save: (db, change) => saveContact(db, change),
})

/** An officer writes it down for the person at the counter or on the telephone. */
export const updateContactOf = act({
  name: 'person.update-contact-of',
  permission: 'person.write',
  input: ContactOf,
  load: (db, { personId }) => personForUpdate(db, personId),
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide: (person, { personId: _, ...changes }, context) => changeContact(person, changes, context),
  save: (db, change) => saveContact(db, change),
})

interface ContactChange {
  readonly personId: string
  readonly contact: Contact
}

function changeContact(
  person: Person,
  changes: Changes,
  { municipality }: ActContext,
): Decision<ContactChange> | Refusal {
  const { email, phone, language, notification, accessibility, home } = { ...person, ...changes }
  if (person.mustBeDigital && notification === 'paper') return refuse('must-be-digital')
  if (!municipality.languages.includes(language)) {
    return refuse('language-not-offered', { languages: municipality.languages.join(', ') })
  }
  const contact = { email, phone, language, notification, accessibility, home: home?.trim() ?? null }
  return { change: { personId: person.personId, contact }, facts: contactChanged(person, contact) }
}

/** What was changed, never to what: the journal is for ever, an address is not. The choice of channel has legal effect and is told. */
function contactChanged(person: Person, contact: Contact): Fact[] {
  const names = Object.keys(contact) as (keyof Contact)[] // the literal above has exactly these keys
  const changed = names.filter((name) => JSON.stringify(contact[name]) !== JSON.stringify(person[name]))
  if (changed.length === 0) return []
  const choice = changed.includes('notification') && { notification: contact.notification }
  return [{ kind: 'person.contact-updated', objects: [`person:${person.personId}`], data: { changed, ...choice } }]
}

async function saveContact(db: Parameters<typeof updateContact>[0], { personId, contact }: ContactChange) {
  await updateContact(db, personId, contact)
  return { result: { personId } }
}

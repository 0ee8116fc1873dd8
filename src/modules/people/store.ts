import { type Queries, type Sql, sql } from '../../platform/database/index.ts'
import type { Mandate } from './mandate.ts'
import type { Office, Officer } from './officer.ts'
import {
  type Address,
  type HeldData,
  type Household,
  identityNumberOf,
  type Member,
  type Person,
  type Residence,
} from './person.ts'

const PERSON = sql`person_id, kind, identity_number, given_name, family_name, name, birth_date, email, phone, language,
  subject, must_be_digital, notification, accessibility, home`

/** By their identifier, or by a query that gives it. */
export async function findPerson(db: Queries, personId: string | Sql): Promise<Person | undefined> {
  return await person(db, sql`person_id = ${personId}`)
}

/** By the identifier of the identity service. */
export async function findPersonBySubject(db: Queries, subject: string): Promise<Person | undefined> {
  return await person(db, sql`subject = ${subject}`)
}

/** By an identity number, however it is written. */
export async function findPersonByIdentityNumber(db: Queries, written: string): Promise<Person | undefined> {
  return await person(db, sql`identity_number = ${identityNumberOf(written)}`)
}

/** The person, locked until the transaction ends. */
export async function personForUpdate(db: Queries, personId: string): Promise<Person | undefined> {
  return await person(db, sql`person_id = ${personId} for update`)
}

async function person(db: Queries, condition: Sql): Promise<Person | undefined> {
  return await db.maybe<Person>(sql`
    select ${PERSON} from person where municipality_id = current_municipality() and ${condition}`)
}

/** One who creates a person with this identity number waits for the other who does. */
export async function lockIdentityNumber(db: Queries, identityNumber: string): Promise<void> {
  await db.run(
    sql`select pg_advisory_xact_lock(hashtextextended(current_municipality() || ' ' || ${identityNumber}::text, 0))`,
  )
}

/**
 * People by a part of their name, accents and small spelling mistakes forgiven, or by their whole identity number; the best first.
 */
export async function searchPeople(db: Queries, text: string, limit = 20): Promise<Person[]> {
  return await mostAlike(db, () =>
    db.many<Person>(sql`
      select ${PERSON} from person
      where municipality_id = current_municipality()
        and (identity_number = ${identityNumberOf(text)} or plain(${text}) <% search)
      order by identity_number is not distinct from ${identityNumberOf(text)} desc,
        word_similarity(plain(${text}), search) desc, family_name, given_name, person_id
      limit ${limit}`),
  )
}

/**
 * Asks for what is alike in three fifths of its trigrams, and only when there is nothing for what is alike in two fifths
 * ('fatu dialo', 'Fatou Diallo'): the looser question looks at ten times as many rows.
 */
async function mostAlike<Row>(db: Queries, ask: () => Promise<Row[]>): Promise<Row[]> {
  for (const threshold of ['0.6', '0.4']) {
    await db.run(sql`select set_config('pg_trgm.word_similarity_threshold', ${threshold}, true)`)
    const found = await ask()
    if (found.length > 0) return found
  }
  return []
}

export async function insertPerson(db: Queries, added: Omit<Person, 'name'>, at: string): Promise<void> {
  await db.run(sql`
    insert into person (municipality_id, person_id, kind, identity_number, given_name, family_name, birth_date, email, phone,
      language, subject, must_be_digital, notification, accessibility, home, created_at)
    values (current_municipality(), ${added.personId}, ${added.kind}, ${added.identityNumber}, ${added.givenName},
      ${added.familyName}, ${added.birthDate}, ${added.email}, ${added.phone}, ${added.language}, ${added.subject},
      ${added.mustBeDigital}, ${added.notification}, ${added.accessibility}, ${added.home}, ${at})`)
}

export type Contact = Pick<Person, 'email' | 'phone' | 'language' | 'notification' | 'accessibility' | 'home'>

export async function updateContact(db: Queries, personId: string, contact: Contact): Promise<void> {
  await db.run(sql`
    update person set email = ${contact.email}, phone = ${contact.phone}, language = ${contact.language},
      notification = ${contact.notification}, accessibility = ${contact.accessibility}, home = ${contact.home}
    where municipality_id = current_municipality() and person_id = ${personId}`)
}

export async function setSubject(db: Queries, personId: string, subject: string): Promise<void> {
  await db.run(sql`
    update person set subject = ${subject} where municipality_id = current_municipality() and person_id = ${personId}`)
}

const ADDRESS = sql`address_id, street, number, floor, postal_code, village, street_section, heritage_area, street_class,
  lat, lon, cadastral_ref`

/** Addresses like the words typed, for the form's `place` field, or by cadastral reference; the best first, then by number. */
export async function searchAddresses(db: Queries, text: string, limit = 10): Promise<Address[]> {
  return await mostAlike(db, () =>
    db.many<Address>(sql`
      select ${ADDRESS} from address
      where municipality_id = current_municipality() and (plain(${text}) <% search or cadastral_ref = ${text.trim().toUpperCase()})
      order by word_similarity(plain(${text}), search) desc, street, length(number), number, floor nulls first, address_id
      limit ${limit}`),
  )
}

export async function findAddress(db: Queries, addressId: string): Promise<Address | undefined> {
  return (await addresses(db, sql`address_id = ${addressId}`))[0]
}

/** The doors of one building. */
export async function addressesOfBuilding(db: Queries, cadastralRef: string): Promise<Address[]> {
  return await addresses(db, sql`cadastral_ref = ${cadastralRef.replace(/\s/g, '').toUpperCase()}`)
}

/** The addresses with this street and number, written without its floor; commas, accents and capitals do not matter. */
export async function addressesCalled(db: Queries, text: string): Promise<Address[]> {
  const words = text.replace(/[,\s]+/g, ' ').trim()
  // `search` is street, number and village with a space between, so the space ends the number: 1 is not 12.
  const pattern = `${words.replace(/[\\%_]/g, '\\$&')} %`
  return words === '' ? [] : await addresses(db, sql`(search = plain(${words}) or search like plain(${pattern}))`)
}

async function addresses(db: Queries, condition: Sql): Promise<Address[]> {
  return await db.many<Address>(sql`
    select ${ADDRESS} from address where municipality_id = current_municipality() and ${condition} order by address_id`)
}

/** Where they lived on a day. The address of a sealed household stays in the database. */
export async function residenceOf(db: Queries, personId: string, on: string): Promise<Residence | undefined> {
  return await db.maybe<Residence>(sql`
    ${residences(sql`r.person_id = ${personId} and ${covering(on)}`)} order by r.since desc limit 1`)
}

/** All their stays, the oldest first. The address of a sealed household stays in the database. */
export async function residencesOf(db: Queries, personId: string): Promise<Residence[]> {
  return await db.many<Residence>(sql`${residences(sql`r.person_id = ${personId}`)} order by r.since`)
}

function residences(condition: Sql): Sql {
  // One sealed member seals the address of all: they live behind the same door.
  return sql`
    select r.residence_id, r.person_id, r.household_id, r.relation, r.since, r.until, r.status, s.sealed,
      case when not s.sealed then jsonb_build_object(
        'addressId', a.address_id, 'street', a.street, 'number', a.number, 'floor', a.floor, 'postalCode', a.postal_code,
        'village', a.village, 'streetSection', a.street_section, 'heritageArea', a.heritage_area,
        'streetClass', a.street_class, 'lat', a.lat, 'lon', a.lon, 'cadastralRef', a.cadastral_ref) end as address
    from residence r
    join address a on a.municipality_id = r.municipality_id and a.address_id = r.address_id
    cross join lateral (select exists (
      select 1 from residence o
      where o.municipality_id = r.municipality_id and o.household_id = r.household_id and o.sealed) as sealed) s
    where r.municipality_id = current_municipality() and ${condition}`
}

function covering(on: string): Sql {
  return sql`r.since <= ${on}::date and (r.until is null or r.until >= ${on}::date)`
}

/** Those with whom they lived on a day, themselves included, the eldest first; `undefined` when they were not registered. */
export async function householdOf(db: Queries, personId: string, on: string): Promise<Household | undefined> {
  const members = await db.many<Member & { householdId: string }>(sql`
    with mine as (${householdWith(personId, on)})
    select r.household_id, p.person_id, p.name, p.identity_number, p.birth_date, r.relation, r.since, r.status
    from mine
    join residence r on r.municipality_id = current_municipality() and r.household_id = mine.household_id
    join person p on p.municipality_id = r.municipality_id and p.person_id = r.person_id
    where ${covering(on)}
    order by p.birth_date nulls last, p.person_id`)
  const householdId = members[0]?.householdId
  if (householdId === undefined) return undefined
  return { householdId, members: members.map(({ householdId: _, ...member }) => member) }
}

/** The household in which a person lived on a day. */
function householdWith(personId: string, on: string): Sql {
  return sql`
    select r.household_id from residence r
    where r.municipality_id = current_municipality() and r.person_id = ${personId} and ${covering(on)}
    order by r.since desc limit 1`
}

/** What a register of another body holds on a person. */
export async function heldData(db: Queries, personId: string, register: string): Promise<HeldData | undefined> {
  return (await heldDataOf(db, [personId], register))[0]
}

/** What one register holds on each of several people. */
export async function heldDataOf(db: Queries, personIds: readonly string[], register: string): Promise<HeldData[]> {
  return await held(db, sql`person_id = any(${personIds}::uuid[]) and register = ${register}`)
}

/** What all registers hold on a person and on those who live with them on a day. */
export async function heldDataAround(db: Queries, personId: string, on: string): Promise<HeldData[]> {
  return await held(
    db,
    sql`(person_id = ${personId} or person_id in (
      select r.person_id from residence r
      where r.municipality_id = current_municipality() and r.household_id = (${householdWith(personId, on)}) and ${covering(on)}))`,
  )
}

async function held(db: Queries, condition: Sql): Promise<HeldData[]> {
  return await db.many<HeldData>(sql`
    select register, person_id, data, source, as_of from held_data
    where municipality_id = current_municipality() and ${condition} order by person_id, register`)
}

const MANDATE = sql`
  select m.mandate_id, m.grantor_id, g.name as grantor_name, m.representative_id, r.name as representative_name, m.scope,
    m.body, m.procedure, m.since, m.until, m.proof, m.revoked_at
  from mandate m
  join person g on g.municipality_id = m.municipality_id and g.person_id = m.grantor_id
  join person r on r.municipality_id = m.municipality_id and r.person_id = m.representative_id
  where m.municipality_id = current_municipality()`

/** The mandates in force on a day in which this person represents somebody. */
export async function mandatesOf(db: Queries, representativeId: string, on: string): Promise<Mandate[]> {
  return await db.many<Mandate>(sql`
    ${MANDATE} and m.representative_id = ${representativeId} and m.since <= ${on}::date and m.until >= ${on}::date
      and m.revoked_at is null order by g.name, m.mandate_id`)
}

/** Every mandate that this person gave, in force or not, the newest first. */
export async function mandatesGrantedBy(db: Queries, grantorId: string): Promise<Mandate[]> {
  return await db.many<Mandate>(
    sql`${MANDATE} and m.grantor_id = ${grantorId} order by m.registered_at desc, m.mandate_id`,
  )
}

export async function mandateForUpdate(db: Queries, mandateId: string): Promise<Mandate | undefined> {
  return await db.maybe<Mandate>(sql`${MANDATE} and m.mandate_id = ${mandateId} for update of m`)
}

export async function insertMandate(
  db: Queries,
  mandate: Omit<Mandate, 'grantorName' | 'representativeName' | 'revokedAt'>,
  registered: { at: string; by: string },
): Promise<void> {
  await db.run(sql`
    insert into mandate (municipality_id, mandate_id, grantor_id, representative_id, scope, body, procedure, since, until,
      proof, registered_at, registered_by)
    values (current_municipality(), ${mandate.mandateId}, ${mandate.grantorId}, ${mandate.representativeId}, ${mandate.scope},
      ${mandate.body}, ${mandate.procedure}, ${mandate.since}, ${mandate.until}, ${mandate.proof}, ${registered.at}, ${registered.by})`)
}

export async function markRevoked(db: Queries, mandateId: string, at: string): Promise<void> {
  await db.run(sql`
    update mandate set revoked_at = ${at} where municipality_id = current_municipality() and mandate_id = ${mandateId}`)
}

export async function offices(db: Queries): Promise<Office[]> {
  return await db.many<Office>(sql`
    select office_id, name, parent_id, head_officer_id from office
    where municipality_id = current_municipality() order by office_id`)
}

const OFFICER = sql`officer_id, subject, name, email, roles, offices, active, substitute_id, absences`

/** Those who work here now; of one office when it is given. */
export async function officers(db: Queries, officeId?: string): Promise<Officer[]> {
  const ofOffice = officeId === undefined ? sql.nothing : sql`and offices @> ${[officeId]}::text[]`
  return await db.many<Officer>(sql`
    select ${OFFICER} from officer where municipality_id = current_municipality() and active ${ofOffice} order by name`)
}

/** The officer, whether they still work here or not; by their identifier, or by a query that gives it. */
export async function findOfficer(db: Queries, officerId: string | Sql): Promise<Officer | undefined> {
  return await db.maybe<Officer>(sql`
    select ${OFFICER} from officer where municipality_id = current_municipality() and officer_id = ${officerId}`)
}

/** By the identifier of the identity service; only those who work here now. */
export async function findOfficerBySubject(db: Queries, subject: string): Promise<Officer | undefined> {
  return await db.maybe<Officer>(sql`
    select ${OFFICER} from officer where municipality_id = current_municipality() and active and subject = ${subject}`)
}

/** The name of the municipality of this transaction. */
export async function municipalityName(db: Queries): Promise<string> {
  const { name } = await db.one<{ name: string }>(
    sql`select name from municipality where municipality_id = current_municipality()`,
  )
  return name
}

import { householdIncome } from '../modules/people/household-income.ts'
import { ageOn, type HeldData, type Place, type RegisterAnswer } from '../modules/people/index.ts'
import type { Population, Resident, Stay } from './people/resident.ts'
import type { Town } from './town.ts'

/** The registers of a town in memory: the same answers as `readRegister` and `readGround` give from the database, which a test compares. */
export interface Registers {
  /** What the municipality holds on an applicant on a day. */
  ground(person: Resident, on: string): Record<string, unknown>
  /** Reads a register; `of` is a person, `scope` as the drawing gives it. */
  read(question: { register: string; of?: string; scope?: unknown; on: string }): RegisterAnswer
}

export function registersOf(town: Town, population: Population): Registers {
  const people = new Map(population.residents.map((one) => [one.personId, one]))
  const doors = new Map(population.addresses.map((one) => [one.addressId, one]))
  return {
    ground: groundOf,
    read({ register, of, scope, on }) {
      if (register === 'heritage') return heritageOf(doors, scope as Place | null) // the drawing gives a place
      const person = of === undefined ? undefined : people.get(of)
      if (!person) return uncertain('not-registered')
      if (register === 'population') return populationOf(town, person, String(scope ?? 'individual'), on)
      const members = membersOf(person, on)
      const held = (members.length === 0 ? [person] : members).flatMap((one) =>
        one.held.filter((data) => data.register === register),
      )
      const read = OF_HOUSEHOLD[register]
      return read ? read({ person, members: members.length === 0 ? [person] : members, held, on }) : own(person, held)
    },
  }
}

function groundOf(person: Resident, on: string): Record<string, unknown> {
  const members = membersOf(person, on)
  const held = (members.length === 0 ? [person] : members).flatMap((one) => one.held)
  const { name, givenName, familyName, identityNumber, birthDate, email, phone } = person
  return {
    ...Object.fromEntries(person.held.map(({ register, data }) => [register, data])),
    schools: held.filter(({ register }) => register === 'school').map(({ personId, data }) => ({ personId, ...data })),
    person: { name, givenName, familyName, identityNumber, birthDate, email, phone },
    applicant: {
      personId: person.personId,
      kind: person.kind,
      name,
      ...(birthDate !== null && { age: ageOn(birthDate, on) }),
      digital: person.mustBeDigital,
    },
    household: householdOf(person, members, on),
    home: { here: stayOn(person, on) !== undefined, municipality: person.home },
  }
}

function householdOf(person: Resident, members: readonly Resident[], on: string) {
  const stay = stayOn(person, on)
  if (!stay) return { members: [] }
  return {
    householdId: stay.home.householdId,
    members: members.map((one) => ({
      personId: one.personId,
      name: one.name,
      relation: stayIn(one, stay)?.relation,
      ...(one.birthDate !== null && { age: ageOn(one.birthDate, on) }),
    })),
  }
}

/** Where somebody lived on a day. */
function stayOn({ stay, before }: Resident, on: string): Stay | undefined {
  return [stay, before].find((one) => one && one.since <= on && (one.until === null || one.until >= on)) ?? undefined
}

function stayIn({ stay, before }: Resident, { home }: Stay): Stay | undefined {
  return [stay, before].find((one) => one?.home === home) ?? undefined
}

/** Those who lived together on a day, the eldest first; nobody when the person was not registered. */
export function membersOf(person: Resident, on: string): Resident[] {
  const stay = stayOn(person, on)
  if (!stay) return []
  return stay.home.members
    .filter((one) => stayOn(one, on)?.home === stay.home)
    .sort(
      (one, other) => compare(one.birthDate ?? '9', other.birthDate ?? '9') || compare(one.personId, other.personId),
    )
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function populationOf(town: Town, person: Resident, scope: string, on: string): RegisterAnswer {
  const { personId, name, identityNumber, birthDate } = person
  const identity = { municipality: town.name, person: { personId, name, identityNumber, birthDate } }
  const history = scope === 'historical' ? { history: stays(person) } : {}
  const stay = stayOn(person, on)
  if (!stay) return { data: { ...identity, registered: false, ...history }, certain: false, reason: 'not-registered' }
  const members = membersOf(person, on)
  const concerned = scope === 'household' ? members : [person]
  const statuses = (people: readonly Resident[]) => people.map((one) => stayIn(one, stay)?.status)
  const facts = {
    sealed: stay.home.sealed,
    deceased: stay.status === 'deceased',
    deceasedInHousehold: statuses(members).includes('deceased'),
    pendingChange: statuses(concerned).includes('pending-change'),
  }
  const reason = facts.sealed
    ? 'sealed-address'
    : facts.deceased
      ? 'deceased'
      : facts.deceasedInHousehold
        ? 'deceased-in-household'
        : facts.pendingChange
          ? 'pending-change'
          : null
  const data = {
    ...identity,
    ...facts,
    registered: true,
    since: stay.since,
    address: stay.home.sealed ? null : stay.home.address,
    ...(scope === 'household' && { members: members.map((one) => memberIn(one, stay)) }),
    ...history,
  }
  return { data, certain: reason === null, reason }
}

function memberIn(one: Resident, stay: Stay) {
  const { personId, name, identityNumber, birthDate } = one
  const { relation, since } = stayIn(one, stay) ?? stay
  return { personId, name, identityNumber, birthDate, relation, since }
}

function stays({ stay, before }: Resident) {
  const all = [before, stay].filter((one) => one !== null)
  const secret = all.some(({ home }) => home.sealed)
  return all.map(({ since, until, home }) => ({ since, until, address: secret ? null : home.address }))
}

interface Held {
  readonly person: Resident
  readonly members: readonly Resident[]
  readonly held: readonly HeldData[]
  readonly on: string
}

const OF_HOUSEHOLD: Readonly<Record<string, (held: Held) => RegisterAnswer>> = {
  income({ members, held, on }) {
    const incomes = new Map(held.map(({ personId, data }) => [personId, Number(data.amount)]))
    const { complete, ...data } = householdIncome(members, incomes, on)
    const year = held[0]?.data.year ?? null
    return { data: { ...data, year }, certain: complete, reason: complete ? null : 'incomplete' }
  },
  isee({ members, held, on }) {
    const people = members.map(({ personId, name, birthDate }) => ({
      ...{ personId, name, age: birthDate === null ? null : ageOn(birthDate, on) },
    }))
    const [newest] = held
    if (!newest) return { data: { members: people }, certain: false, reason: 'not-held' }
    const data = { ...newest.data, source: newest.source, asOf: newest.asOf, members: people }
    return String(newest.data.validUntil) < on ? { data, certain: false, reason: 'out-of-date' } : certain(data)
  },
  school({ members, held, on }) {
    const pupils = withData(members, held).map(({ birthDate, ...pupil }) => ({
      ...pupil,
      ...(birthDate !== null && { birthDate, age: ageOn(birthDate, on) }),
    }))
    return pupils.length > 0 ? certain({ pupils }) : { data: { pupils }, certain: false, reason: 'not-held' }
  },
  disability({ members, held }) {
    const found = withData(members, held)
    return certain({
      inHousehold: found.some((one) => Number((one as { percent?: number }).percent ?? 0) >= 33),
      members: found.map(({ birthDate: _, ...member }) => member),
    })
  },
  'large-family'({ held, on }) {
    const titles = held.filter(({ data }) => typeof data.validUntil !== 'string' || data.validUntil >= on)
    const special = titles.find(({ data }) => data.category === 'special')
    return certain({ category: special ? 'special' : (titles[0]?.data.category ?? 'none') })
  },
}

function withData(members: readonly Resident[], held: readonly HeldData[]) {
  return members.flatMap(({ personId, name, birthDate }) =>
    held.filter((one) => one.personId === personId).map(({ data }) => ({ ...data, personId, name, birthDate })),
  )
}

function own(person: Resident, held: readonly HeldData[]): RegisterAnswer {
  const found = held.find(({ personId }) => personId === person.personId)
  return found ? certain({ ...found.data, source: found.source, asOf: found.asOf }) : uncertain('not-held')
}

/** Applications of the history name the door itself. */
function heritageOf(doors: ReadonlyMap<string, Population['addresses'][number]>, place: Place | null): RegisterAnswer {
  const address = doors.get(place?.addressId ?? '')
  if (!address) return uncertain('unknown-place')
  const { heritageArea, streetClass, streetSection, village, lat, lon, cadastralRef } = address
  return certain({ protected: heritageArea, streetClass, streetSection, village, lat, lon, cadastralRef })
}

function certain(data: Readonly<Record<string, unknown>>): RegisterAnswer {
  return { data, certain: true, reason: null }
}

function uncertain(reason: string): RegisterAnswer {
  return { data: {}, certain: false, reason }
}

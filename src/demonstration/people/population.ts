import { ageOn } from '../../modules/people/index.ts'
import { type CastPerson, cast, identityNumberIn, officerEmail } from '../cast.ts'
import { codiceFiscale, dni } from '../identity-numbers.ts'
import { type Chance, chance as chanceOf } from '../random.ts'
import { names, type Town } from '../town.ts'
import { addressesOf } from './addresses.ts'
import { familiesOf } from './families.ts'
import { heldOf, type Known } from './held.ts'
import type { Home, Population, Resident, Stay, Worker } from './resident.ts'

/** Makes up all who live and work in a town on a day; the same seed and day give the same people. */
export function populationOf(town: Town, seed: number, today: string): Population {
  const chance = chanceOf(seed * 31 + town.id)
  const addresses = addressesOf(town, Math.ceil(town.households * 1.12), chance)
  const castMembers = cast.people[town.slug] ?? []
  const doors = new Doors(addresses)
  const making = new Making(town, today, chance)
  const castHomes = castHouseholds(castMembers).map((members) => making.castHome(members, doors))
  const placed = castHomes.flatMap(({ members }) => members).length
  const families = familiesOf({ people: town.people - placed, households: town.households - castHomes.length }, chance)
  const homes = [...castHomes, ...families.map((family) => making.home(family, doors.next()))]
  const formerHomes = homes
    .slice(castHomes.length)
    .filter(() => chance.happens(0.06))
    .map((home) => making.moved(home, doors))
  const legal = castMembers.filter((one) => one.legal).map((one) => making.legalPerson(one))
  const residents = [...homes.flatMap(({ members }) => members), ...legal]
  return {
    addresses,
    homes,
    formerHomes,
    residents,
    workers: workersOf(town, chance),
    cast: new Map(residents.flatMap((one) => (one.castId === null ? [] : [[one.castId, one] as const]))),
  }
}

/** The cast by household: who shares an address lives together. */
function castHouseholds(members: readonly CastPerson[]): CastPerson[][] {
  const withAddress = members.filter(({ address }) => address !== undefined)
  return [...Map.groupBy(withAddress, ({ address }) => `${address?.street} ${address?.number}`).values()]
}

type Address = Population['addresses'][number]

/** The doors behind which nobody lives yet. */
class Doors {
  readonly #free: Address[]
  constructor(addresses: readonly Address[]) {
    this.#free = [...addresses].reverse()
  }
  next(): Address {
    const door = this.#free.pop()
    if (!door) throw new Error('there are fewer doors than households')
    return door
  }
  at(street: string, number: string): Address {
    const index = this.#free.findIndex(
      (door) => door.street === street && door.number === number && door.village === null,
    )
    const [door] = index < 0 ? [] : this.#free.splice(index, 1)
    if (!door) throw new Error(`${street} ${number} is not an address of the town`)
    return door
  }
}

/** Makes people, one household after the other. */
class Making {
  readonly #town: Town
  readonly #today: string
  readonly #chance: Chance
  #serial = 100

  constructor(town: Town, today: string, chance: Chance) {
    this.#town = town
    this.#today = today
    this.#chance = chance
  }

  home(family: ReturnType<typeof familiesOf>[number], address: Address): Home {
    const chance = this.#chance
    const home: Home = { householdId: chance.uuid(), address, sealed: chance.happens(0.0015), members: [] }
    const since = this.#daysAgo(chance.whole(40, 9000))
    const status = chance.happens(0.007) ? 'pending-change' : 'registered'
    const surnames = family.map(({ relation }) => (relation === 'child' ? undefined : this.#surnames()))
    const children = this.#surnamesOfChildren(surnames[0] ?? [], family[1]?.relation === 'partner' && surnames[1])
    const people = family.map((sketch, index) => {
      const born = this.#bornAt(sketch.age)
      const isWoman = chance.happens(0.51)
      const familyName = (surnames[index] ?? children).join(' ')
      return {
        personId: chance.uuid(),
        ...sketch,
        age: ageOn(born, this.#today),
        born,
        isWoman,
        familyName,
        castId: null,
      }
    })
    const held = heldOf(people, this.#town, this.#today, chance)
    for (const person of people) {
      const gone = person.age > 80 && people.length > 1 && chance.happens(0.01)
      home.members.push(
        this.#resident(person, {
          held: held.get(person.personId) ?? [],
          stay: {
            home,
            relation: person.relation,
            since: laterOf(since, person.born),
            until: null,
            status: gone ? 'deceased' : status,
          },
        }),
      )
    }
    return home
  }

  castHome(members: readonly CastPerson[], doors: Doors): Home {
    const chance = this.#chance
    const { street, number } = members[0]?.address ?? { street: '', number: '' }
    const home: Home = { householdId: chance.uuid(), address: doors.at(street, number), sealed: false, members: [] }
    const everybody = members.flatMap((member, index) => [
      { member, known: this.#castKnown(member, index === 0 ? 'first' : 'parent') },
      ...(member.children ?? []).map((child) => ({
        member: { ...child, language: member.language } satisfies CastPerson & { school: string },
        known: { ...this.#castKnown({ ...child, language: member.language }, 'child'), school: child.school },
      })),
    ])
    const held = heldOf(
      everybody.map(({ known }) => known),
      this.#town,
      this.#today,
      chance,
    )
    for (const { member, known } of everybody) {
      const born = member.born ?? null
      const since = laterOf(born ?? '', CAST_SINCE)
      const status = ('status' in member && member.status) || 'registered'
      const stay: Stay = { home, relation: known.relation, since, until: null, status }
      home.members.push(castResident(member, known.personId, { stay, held: held.get(known.personId) ?? [] }))
    }
    return home
  }

  #castKnown(member: CastPerson, relation: string): Known {
    const { id, born, income, isee } = member
    return {
      personId: this.#chance.uuid(),
      age: born === undefined ? 0 : ageOn(born, this.#today),
      relation,
      castId: id,
      ...(income !== undefined && { income }),
      ...(isee !== undefined && { isee }),
    }
  }

  legalPerson(member: CastPerson): Resident {
    return castResident(member, this.#chance.uuid(), { stay: null, held: [] })
  }

  /** The household that its members were before they moved: gives the former home and writes it into their stays. */
  moved(home: Home, doors: Doors): Home {
    const former: Home = { householdId: this.#chance.uuid(), address: doors.next(), sealed: false, members: [] }
    home.members.forEach((member, index) => {
      const { stay } = member
      if (!stay || member.born === null) return
      const since = daysBefore(stay.since, 6 * 365)
      const before = laterOf(since, member.born)
      if (before >= stay.since) return
      const moved = {
        ...member,
        before: {
          ...stay,
          home: former,
          since: before,
          until: daysBefore(stay.since, 1),
          status: 'registered' as const,
        },
      }
      home.members[index] = moved
      former.members.push(moved)
    })
    return former
  }

  #resident(
    person: { personId: string; age: number; born: string; isWoman: boolean; familyName: string },
    { stay, held }: { stay: Stay; held: Resident['held'] },
  ): Resident {
    const chance = this.#chance
    const given = chance.pick(this.#given(person.isWoman))
    const isAdult = person.age >= 18
    const digital = isAdult && chance.happens(person.age > 75 ? 0.35 : person.age > 60 ? 0.75 : 0.95)
    const name = `${given} ${person.familyName}`
    this.#serial += 1
    return {
      personId: person.personId,
      kind: 'natural',
      identityNumber:
        person.age >= 6 || this.#town.law === 'it' ? this.#identityNumber(person.born, person.isWoman) : null,
      givenName: given,
      familyName: person.familyName,
      name,
      birthDate: person.born,
      born: person.born,
      email: digital ? `${slugOf(name)}.${this.#serial}@example.org` : null,
      phone: isAdult ? `600${String(this.#serial % 1_000_000).padStart(6, '0')}` : null,
      language: chance.happens(0.8) ? (this.#town.languages[0] ?? 'en') : chance.pick(this.#town.languages),
      subject: null,
      mustBeDigital: false,
      notification: digital ? 'electronic' : 'paper',
      accessibility: {},
      home: null,
      stay,
      before: null,
      held,
      castId: null,
    }
  }

  #identityNumber(born: string, isWoman: boolean): string {
    return this.#town.law === 'it' ? codiceFiscale(this.#serial, born, isWoman) : dni(this.#serial)
  }

  #given(isWoman: boolean): readonly string[] {
    return names[this.#town.slug]?.[isWoman ? 'women' : 'men'] ?? []
  }

  /** Two family names in Spain, one in Italy. */
  #surnames(): readonly string[] {
    const families = names[this.#town.slug]?.families ?? []
    const one = this.#chance.pick(families)
    return this.#town.law === 'es' ? [one, this.#chance.pick(families.filter((other) => other !== one))] : [one]
  }

  /** In Spain the first of each parent, in Italy that of one; a parent alone gives theirs. */
  #surnamesOfChildren(one: readonly string[], partner: readonly string[] | false | undefined): readonly string[] {
    return partner && this.#town.law === 'es' ? [...one.slice(0, 1), ...partner.slice(0, 1)] : one
  }

  #bornAt(age: number): string {
    return this.#daysAgo(age * 365 + Math.floor(age / 4) + this.#chance.whole(1, 364))
  }

  #daysAgo(days: number): string {
    return new Date(Date.parse(`${this.#today}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10)
  }
}

const DAY = 86_400_000
const CAST_SINCE = '2019-09-01'

function castResident(member: CastPerson, personId: string, { stay, held }: Pick<Resident, 'stay' | 'held'>): Resident {
  const givenName = member.given ?? ''
  return {
    personId,
    kind: member.legal ? 'legal' : 'natural',
    identityNumber: identityNumberIn(member),
    givenName,
    familyName: member.family,
    name: `${givenName} ${member.family}`.trim(),
    birthDate: member.born ?? null,
    born: member.born ?? null,
    email: member.email ?? null,
    phone: null,
    language: member.language,
    subject: null,
    mustBeDigital: member.legal ?? false,
    notification: member.notification ?? 'electronic',
    accessibility: member.accessibility ?? {},
    home: null,
    stay,
    before: null,
    held,
    castId: member.id,
  }
}

function workersOf(town: Town, chance: Chance): Worker[] {
  const own = (cast.officers[town.slug] ?? []).map(({ id, name, roles, offices }) => ({
    ...{ officerId: chance.uuid(), subject: id, name, email: officerEmail(id, town.slug), roles, offices },
  }))
  const { women = [], men = [], families = [] } = names[town.slug] ?? {}
  const others = Object.entries(town.staff).flatMap(([office, roles]) =>
    Object.entries(roles).flatMap(([role, count]) =>
      Array.from({ length: count }, () => {
        const name = `${chance.pick([...women, ...men])} ${chance.pick(families)}`
        const officerId = chance.uuid()
        const email = officerEmail(`${slugOf(name)}.${officerId.slice(0, 4)}`, town.slug)
        return { officerId, subject: null, name, email, roles: [role], offices: [office] }
      }),
    ),
  )
  return [...own, ...others]
}

function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
}

/** Of two dates. */
function laterOf(one: string, other: string): string {
  return one.localeCompare(other) < 0 ? other : one
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10)
}

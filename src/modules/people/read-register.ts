import type { Queries } from '../../platform/database/index.ts'
import { ageOn, householdIncome } from './household-income.ts'
import type { Address, HeldData, Household, Person } from './person.ts'
import { populationEntry, type Scope } from './population.ts'
import type { RegisterAnswer } from './register-answer.ts'
import { addressesCalled, addressesOfBuilding, findAddress, findPerson, heldDataOf, householdOf } from './store.ts'

/** What is asked of a register instead of the citizen (Ley 39/2015, art. 28; DPR 445/2000, art. 43). */
export interface RegisterQuestion {
  /** 'population', 'income', 'isee', 'school', 'disability', 'large-family', 'benefits', 'heritage', or another that holds data. */
  readonly register: string
  /** The person; not needed for 'heritage'. */
  readonly of?: string
  /** Of 'population': individual, household or historical. Of 'heritage': the place. */
  readonly scope?: Scope | Place | null
  /** The day asked about, YYYY-MM-DD: today in the municipality. */
  readonly on: string
}

/** A place by the first of these that is given: the address chosen, the cadastral reference, or street and number as written. */
export interface Place {
  readonly addressId?: string | null
  readonly cadastralRef?: string | null
  readonly address?: string | null
}

/** Reads a register. A sealed address is never in the answer, only the municipality. */
export async function readRegister(db: Queries, question: RegisterQuestion): Promise<RegisterAnswer> {
  const { register, of, scope, on } = question
  if (register === 'heritage') return await heritageOf(db, typeof scope === 'object' ? scope : null)
  const person = of === undefined ? undefined : await findPerson(db, of)
  if (!person) return uncertain('not-registered')
  if (register === 'population') {
    return await populationEntry(db, person, { scope: typeof scope === 'string' ? scope : 'individual', on })
  }
  const household = (await householdOf(db, person.personId, on)) ?? alone(person)
  const held = await heldDataOf(
    db,
    household.members.map(({ personId }) => personId),
    register,
  )
  const read = ofHousehold[register] ?? ofPerson
  return read({ person, household, held, on })
}

interface Held {
  readonly person: Person
  readonly household: Household
  /** What the register holds on the members of the household. */
  readonly held: readonly HeldData[]
  readonly on: string
}

/** Registers whose answer concerns the household. Any other register answers for the person alone. */
const ofHousehold: Readonly<Record<string, (held: Held) => RegisterAnswer>> = {
  income: incomeOf,
  isee: iseeOf,
  school: schoolOf,
  disability: disabilityOf,
  'large-family': largeFamilyOf,
}

function ofPerson({ person, held }: Held): RegisterAnswer {
  const own = held.find(({ personId }) => personId === person.personId)
  return own ? certain({ ...own.data, ...sourceOf(own) }) : uncertain('not-held')
}

function incomeOf({ household, held, on }: Held): RegisterAnswer {
  const amounts = held.filter(({ data }) => typeof data.amount === 'number')
  const incomes = new Map(amounts.map(({ personId, data }) => [personId, data.amount as number])) // filtered above
  const { complete, ...data } = householdIncome(household.members, incomes, on)
  const year = amounts[0]?.data.year ?? null
  return { data: { ...data, year }, certain: complete, reason: complete ? null : 'incomplete' }
}

/** The indicator belongs to the household: whoever of them asked for it, it is theirs together (DPCM 159/2013, art. 3). */
function iseeOf({ household, held, on }: Held): RegisterAnswer {
  const newest = held.toSorted((a, b) => b.asOf.localeCompare(a.asOf))[0]
  const members = household.members.map(({ personId, name, birthDate }) => ({
    ...{ personId, name, age: birthDate === null ? null : ageOn(birthDate, on) },
  }))
  if (!newest) return { data: { members }, certain: false, reason: 'not-held' }
  const data = { ...newest.data, ...sourceOf(newest), members }
  const { validUntil } = newest.data
  return typeof validUntil === 'string' && validUntil < on
    ? { data, certain: false, reason: 'out-of-date' }
    : certain(data)
}

function schoolOf({ household, held, on }: Held): RegisterAnswer {
  const pupils = withData(household, held).map(({ birthDate, ...pupil }) => ({
    ...pupil,
    ...(birthDate !== null && { birthDate, age: ageOn(birthDate, on) }),
  }))
  return pupils.length > 0 ? certain({ pupils }) : { data: { pupils }, certain: false, reason: 'not-held' }
}

/** From 33 per cent a disability counts (Real Decreto Legislativo 1/2013, art. 4.2; the same share in D.Lgs. 62/2024). */
function disabilityOf({ household, held }: Held): RegisterAnswer {
  const members = withData(household, held)
  const counts = ({ percent }: { percent?: unknown }) => typeof percent === 'number' && percent >= 33
  return certain({ inHousehold: members.some(counts), members: members.map(({ birthDate: _, ...member }) => member) })
}

function largeFamilyOf({ held, on }: Held): RegisterAnswer {
  const titles = held.filter(({ data }) => typeof data.validUntil !== 'string' || data.validUntil >= on)
  const special = titles.find(({ data }) => data.category === 'special')
  return certain({ category: special ? 'special' : (titles[0]?.data.category ?? 'none') })
}

type Kept = {
  readonly personId: string
  readonly name: string
  readonly birthDate: string | null
  readonly percent?: unknown
}

function withData(household: Household, held: readonly HeldData[]): Kept[] {
  return household.members.flatMap(({ personId, name, birthDate }) =>
    held.filter((one) => one.personId === personId).map(({ data }) => ({ ...data, personId, name, birthDate })),
  )
}

/** Whether a place is protected, and what the use of its street costs depends on. */
async function heritageOf(db: Queries, place: Place | null): Promise<RegisterAnswer> {
  const [address, ...others] = await doorsOf(db, place ?? {})
  if (!address) return uncertain('unknown-place')
  const { heritageArea, streetClass, streetSection, village, lat, lon, cadastralRef } = address
  // The same street and number may be in two villages: a machine acts only where that makes no difference.
  const same = others.every((other) => other.heritageArea === heritageArea && other.streetClass === streetClass)
  if (!same) return uncertain('unknown-place')
  return certain({ protected: heritageArea, streetClass, streetSection, village, lat, lon, cadastralRef })
}

async function doorsOf(db: Queries, { addressId, cadastralRef, address }: Place): Promise<readonly Address[]> {
  if (addressId) return [await findAddress(db, addressId)].filter((found) => found !== undefined)
  if (cadastralRef) return await addressesOfBuilding(db, cadastralRef)
  return address ? await addressesCalled(db, address) : []
}

/** Somebody who is not registered here has no household that is known. */
function alone({ personId, name, identityNumber, birthDate }: Person): Household {
  const member = {
    personId,
    name,
    identityNumber,
    birthDate,
    relation: 'first',
    since: '',
    status: 'registered' as const,
  }
  return { householdId: '', members: [member] }
}

function sourceOf({ source, asOf }: HeldData): { source: string; asOf: string } {
  return { source, asOf }
}

function certain(data: Readonly<Record<string, unknown>>): RegisterAnswer {
  return { data, certain: true, reason: null }
}

function uncertain(reason: string): RegisterAnswer {
  return { data: {}, certain: false, reason }
}

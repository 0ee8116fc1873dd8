import type { Queries } from '../../platform/database/index.ts'
import type { Household, Person, Residence } from './person.ts'
import type { RegisterAnswer } from './register-answer.ts'
import { householdOf, municipalityName, residenceOf, residencesOf } from './store.ts'

/** What a certificate of residence may tell. */
export type Scope = 'individual' | 'household' | 'historical'

/** A person's entry in the population register, as a certificate needs it, and whether it may be certified without a look. */
export async function populationEntry(
  db: Queries,
  person: Person,
  { scope, on }: { scope: Scope; on: string },
): Promise<RegisterAnswer> {
  const [municipality, residence, household, stays] = await Promise.all([
    municipalityName(db),
    residenceOf(db, person.personId, on),
    householdOf(db, person.personId, on),
    scope === 'historical' ? residencesOf(db, person.personId) : undefined,
  ])
  const { name, identityNumber, birthDate } = person
  const identity = { municipality, person: { personId: person.personId, name, identityNumber, birthDate } }
  if (!residence || !household) {
    return { data: { ...identity, registered: false, ...historyOf(stays) }, certain: false, reason: 'not-registered' }
  }
  const facts = factsOf(residence, household, scope)
  const data = {
    ...identity,
    ...facts,
    registered: true,
    since: residence.since,
    address: residence.address,
    ...(scope === 'household' && { members: household.members.map(memberOf) }),
    ...historyOf(stays),
  }
  const reason = reasonOf(facts)
  return { data, certain: reason === null, reason }
}

interface Facts {
  readonly sealed: boolean
  readonly deceased: boolean
  readonly deceasedInHousehold: boolean
  /** Of the person; of anybody in the household when the household is certified. */
  readonly pendingChange: boolean
}

function factsOf(residence: Residence, { members }: Household, scope: Scope): Facts {
  const concerned = scope === 'household' ? members : [residence]
  return {
    sealed: residence.sealed,
    deceased: residence.status === 'deceased',
    deceasedInHousehold: members.some(({ status }) => status === 'deceased'),
    pendingChange: concerned.some(({ status }) => status === 'pending-change'),
  }
}

/** The gravest first: what must not be told, then who is no more, then what may change. */
function reasonOf({ sealed, deceased, deceasedInHousehold, pendingChange }: Facts): string | null {
  if (sealed) return 'sealed-address'
  if (deceased) return 'deceased'
  if (deceasedInHousehold) return 'deceased-in-household'
  return pendingChange ? 'pending-change' : null
}

function memberOf({ personId, name, identityNumber, birthDate, relation, since }: Household['members'][number]) {
  return { personId, name, identityNumber, birthDate, relation, since }
}

/** All the stays, when they were asked for; their dates only when any is sealed: an earlier address may lead to the one that is secret. */
function historyOf(stays: readonly Residence[] | undefined) {
  const secret = stays?.some(({ sealed }) => sealed)
  return (
    stays && { history: stays.map(({ since, until, address }) => ({ since, until, address: secret ? null : address })) }
  )
}

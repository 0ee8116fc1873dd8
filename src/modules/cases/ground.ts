import type { Queries } from '../../platform/database/index.ts'
import { ageOn, type Household, heldDataAround, householdOf, type Person } from '../people/index.ts'
import type { Applicant } from './case.ts'
import type { Home } from './home.ts'

/**
 * What the municipality holds already on an applicant, and therefore never asks (once-only: Ley 39/2015, art. 28; DPR 445/2000,
 * art. 43): read when the form is shown, and frozen with the case when it is filed. `today` is the day in the municipality.
 */
export async function readGround(db: Queries, person: Person, today: string): Promise<Record<string, unknown>> {
  const [household, held] = await Promise.all([
    householdOf(db, person.personId, today),
    heldDataAround(db, person.personId, today),
  ])
  const own = held.filter(({ personId }) => personId === person.personId)
  return {
    ...Object.fromEntries(own.map(({ register, data }) => [register, data])),
    schools: held.filter(({ register }) => register === 'school').map(({ personId, data }) => ({ personId, ...data })),
    person: answersOf(person),
    applicant: applicantOf(person, today),
    household: household ? householdAnswers(household, today) : { members: [] },
    home: { here: household !== undefined, municipality: person.home } satisfies Home,
  }
}

/** The applicant as the rules see them. */
export function applicantOf(person: Person, today: string): Applicant {
  return {
    personId: person.personId,
    kind: person.kind,
    name: person.name,
    ...(person.birthDate !== null && { age: ageOn(person.birthDate, today) }),
    digital: person.mustBeDigital,
  }
}

function answersOf(person: Person) {
  const { name, givenName, familyName, identityNumber, birthDate, email, phone } = person
  return { name, givenName, familyName, identityNumber, birthDate, email, phone }
}

/** The members with what forms ask about: name, relation, age. */
function householdAnswers({ householdId, members }: Household, today: string) {
  return {
    householdId,
    members: members.map(({ personId, name, birthDate, relation }) => ({
      personId,
      name,
      relation,
      ...(birthDate !== null && { age: ageOn(birthDate, today) }),
    })),
  }
}

import { type Queries } from '../../platform/database/index.ts'
import { heldDataOf, householdOf, type Person } from '../people/index.ts'
import type { Applicant } from './case.ts'

/**
 * What the municipality holds already on an applicant, and therefore never asks (once-only: Ley 39/2015, art. 28; DPR 445/2000,
 * art. 43): read when the form is shown, and frozen with the case when it is filed.
 */
export async function readGround(db: Queries, person: Person, now: string): Promise<Record<string, unknown>> {
  const today = now.slice(0, 10)
  const [household, held] = await Promise.all([householdOf(db, person.personId, today), heldDataOf(db, person.personId)])
  return {
    person: personAnswers(person),
    applicant: applicantOf(person, today),
    household,
    ...Object.fromEntries(held.map(({ register, data }) => [register, data])),
  }
}

/** The applicant as the rules see them. */
export function applicantOf(person: Person, today: string): Applicant {
  return {
    personId: person.personId,
    kind: person.kind,
    name: person.name,
    ...(person.birthDate !== null && { age: wholeYears(person.birthDate, today) }),
    digital: person.mustBeDigital,
  }
}

function personAnswers(person: Person) {
  const { name, givenName, familyName, identityNumber, birthDate, email, phone } = person
  return { name, givenName, familyName, identityNumber, birthDate, email, phone }
}

/** Birthdays that have passed, by the calendar. */
export function wholeYears(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return birthDate.slice(5) > day.slice(5) ? years - 1 : years
}

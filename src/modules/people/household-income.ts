import type { Member } from './person.ts'

/** Somebody's share in the means of a household. */
export interface IncomeMember {
  readonly personId: string
  readonly name: string
  readonly age: number | null
  /** In the modified OECD scale: 1, 0.5 or 0.3. */
  readonly weight: number
  /** Net euros of the year; null when the register holds none. */
  readonly income: number | null
}

export interface HouseholdIncome {
  readonly members: readonly IncomeMember[]
  /** Net euros of the year, of all members. */
  readonly income: number
  /** The sum of the weights. */
  readonly equivalence: number
  /** Income divided by equivalence, in whole cents (half a cent goes up). */
  readonly equivalent: number
  /** Whether every adult's income is known. */
  readonly complete: boolean
}

/**
 * The income of a household by its members' needs: the first adult weighs 1, each other from 14 years 0.5, the younger 0.3.
 * Counted in cents and tenths, so that no binary fraction touches money.
 */
export function householdIncome(
  members: readonly Pick<Member, 'personId' | 'name' | 'birthDate'>[],
  incomes: ReadonlyMap<string, number>,
  on: string,
): HouseholdIncome {
  const aged = members.map((member) => ({
    ...member,
    age: member.birthDate === null ? null : ageOn(member.birthDate, on),
  }))
  // Without a date of birth somebody counts as an adult: the heavier weight is not a guess in their disfavour.
  const first = aged.findIndex(({ age }) => (age ?? ADULT) >= ADULT)
  const tenths = aged.map(({ age }, index) => (index === first ? 10 : (age ?? ADULT) >= 14 ? 5 : 3))
  const sumOfTenths = tenths.reduce((sum, weight) => sum + weight, 0)
  const cents = aged.reduce((sum, { personId }) => sum + Math.round((incomes.get(personId) ?? 0) * 100), 0)
  return {
    members: aged.map(({ personId, name, age }, index) => ({
      ...{ personId, name, age, income: incomes.get(personId) ?? null },
      weight: (tenths[index] ?? 0) / 10,
    })),
    income: cents / 100,
    equivalence: sumOfTenths / 10,
    equivalent: sumOfTenths === 0 ? 0 : Math.floor((cents * 10 * 2 + sumOfTenths) / (2 * sumOfTenths)) / 100,
    complete: aged.every(({ age, personId }) => (age !== null && age < ADULT) || incomes.has(personId)),
  }
}

const ADULT = 18

/** Whole years on a day; somebody born on 29 February turns a year older on 1 March of common years. */
export function ageOn(birthDate: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}

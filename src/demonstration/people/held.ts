import type { HeldData } from '../../modules/people/index.ts'
import type { Chance } from '../random.ts'
import type { Town } from '../town.ts'

/** What is needed to say what other administrations hold on somebody. */
export interface Known {
  readonly personId: string
  readonly age: number
  readonly relation: string
  readonly castId: string | null
  readonly income?: number
  readonly isee?: number
  readonly school?: string
}

/** What other bodies hold on the members of one household, by person. Shapes: docs/decisions/0011. */
export function heldOf(members: readonly Known[], town: Town, today: string, chance: Chance): Map<string, HeldData[]> {
  const held = new Map<string, HeldData[]>(members.map(({ personId }) => [personId, []]))
  const hold = (personId: string, register: string, data: Record<string, unknown>) =>
    held
      .get(personId)
      ?.push({ register, personId, data, source: SOURCES[town.law]?.[register] ?? '', asOf: asOf(today) })
  const wealth = chance.pick([0.3, 0.6, 0.8, 1, 1, 1.2, 1.6, 2.4])
  for (const member of members) holdOwn(member, { town, today, chance, wealth, hold })
  holdTogether(members, { town, today, chance, wealth, hold })
  return held
}

interface Holding {
  readonly town: Town
  readonly today: string
  readonly chance: Chance
  /** Of the household, 1 being usual. */
  readonly wealth: number
  hold(personId: string, register: string, data: Record<string, unknown>): void
}

const SOURCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  es: {
    income: 'Agència Tributària',
    school: "Departament d'Educació",
    disability: 'Departament de Drets Socials',
    'large-family': 'Departament de Drets Socials',
    benefits: 'INSS',
  },
  it: {
    income: 'Agenzia delle Entrate',
    isee: 'INPS',
    school: 'Anagrafe nazionale degli studenti',
    disability: 'INPS',
    benefits: 'INPS',
  },
}

function holdOwn(member: Known, { town, today, chance, wealth, hold }: Holding): void {
  const { personId, age, castId } = member
  const year = Number(today.slice(0, 4)) - 1
  if (age >= 18 && (castId !== null || chance.happens(0.96))) {
    hold(personId, 'income', { amount: member.income ?? Math.round(chance.whole(6000, 22_000) * wealth), year })
  }
  if (age >= 3 && age <= 16) {
    hold(personId, 'school', { school: member.school ?? chance.pick(town.schools), course: courseOf(age) })
  }
  if (castId === null && chance.happens(age > 65 ? 0.1 : 0.02)) {
    hold(personId, 'disability', { percent: chance.pick([33, 40, 45, 65, 75]) })
  }
  if (castId === null && age >= 18 && wealth < 0.7 && chance.happens(0.15)) {
    hold(personId, 'benefits', { kind: 'minimum-income', amount: chance.whole(250, 700), since: `${year}-04-01` })
  }
}

/** What belongs to the household is held on its first person. */
function holdTogether(members: readonly Known[], { town, today, chance, wealth, hold }: Holding): void {
  const head = members.find(({ relation }) => relation === 'first') ?? members[0]
  const children = members.filter(({ relation, age }) => relation === 'child' && age < 21).length
  if (!head) return
  const year = Number(today.slice(0, 4))
  if (town.law === 'it' && (head.isee !== undefined || (children > 0 ? chance.happens(0.8) : chance.happens(0.2)))) {
    const isee = head.isee ?? Math.round(chance.whole(4000, 24_000) * wealth)
    hold(head.personId, 'isee', { isee, kind: 'ordinario', validUntil: `${year}-12-31` })
  }
  if (town.law === 'es' && children >= 3) {
    const category = children >= 5 ? 'special' : 'general'
    hold(head.personId, 'large-family', { category, validUntil: `${year + chance.whole(1, 4)}-06-30` })
  }
}

function courseOf(age: number): string {
  if (age < 6) return `infant-${age - 2}`
  return age < 12 ? `primary-${age - 5}` : `secondary-${age - 11}`
}

/** The first of January of the year: what was true when the registers were last exchanged. */
function asOf(today: string): string {
  return `${today.slice(0, 4)}-01-01`
}

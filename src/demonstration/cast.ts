import type { DemoAccount } from '../platform/identity/index.ts'
import { readData, towns } from './town.ts'

/** An officer of the cast. */
export interface CastOfficer {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly offices: readonly string[]
  readonly note: Readonly<Record<string, string>>
}

/** Somebody who lives in a demonstration town, or deals with it. */
export interface CastPerson {
  readonly id: string
  /** Absent for legal persons. */
  readonly given?: string
  readonly family: string
  readonly born?: string
  readonly dni?: string
  readonly cf?: string
  readonly legal?: boolean
  readonly email?: string
  readonly language: string
  readonly notification?: 'electronic' | 'paper'
  readonly accessibility?: Readonly<Record<string, unknown>>
  readonly address?: { readonly street: string; readonly number: string }
  /** How their entry in the population register stands; registered when absent. */
  readonly status?: 'registered' | 'pending-change'
  readonly note?: Readonly<Record<string, string>>
  readonly children?: readonly {
    readonly id: string
    readonly given: string
    readonly family: string
    readonly born: string
    readonly school: string
  }[]
  /** Net euros of the year. */
  readonly income?: number
  readonly isee?: number
  /** The legal person whom they represent. */
  readonly represents?: string
}

export interface Cast {
  readonly officers: Readonly<Record<string, readonly CastOfficer[]>>
  readonly people: Readonly<Record<string, readonly CastPerson[]>>
}

/** The cast by town: the same names in the demonstration, the tests and the guides. */
export const cast: Cast = readData('cast.yaml')

/** The number by which the state names somebody. */
export function identityNumberIn(person: Pick<CastPerson, 'dni' | 'cf'>): string | null {
  return person.dni ?? person.cf ?? null
}

/** Whom the demonstration identity service offers: those who can sign in themselves, and the officers. */
export function castAccounts(): DemoAccount[] {
  return towns.flatMap(({ slug, law }) => [
    ...(cast.people[slug] ?? [])
      .filter(({ legal, given }) => !legal && given)
      .map((one) => personAccount(one, slug, law)),
    ...(cast.officers[slug] ?? []).map((one) => officerAccount(one, slug)),
  ])
}

function personAccount(person: CastPerson, municipality: string, law: string): DemoAccount {
  const fiscalNumber = identityNumberIn(person)
  return {
    id: person.id,
    kind: 'person',
    municipality,
    givenName: person.given ?? '',
    familyName: person.family,
    ...(fiscalNumber !== null && { fiscalNumber, country: law.toUpperCase() }),
    ...(person.born !== undefined && { birthDate: person.born }),
    ...(person.email !== undefined && { email: person.email }),
    level: 'substantial',
    ...(person.note && { note: person.note }),
  }
}

function officerAccount({ id, name, note }: CastOfficer, municipality: string): DemoAccount {
  const [givenName = name, ...family] = name.split(' ')
  const email = officerEmail(id, municipality)
  return { id, kind: 'officer', municipality, givenName, familyName: family.join(' '), email, level: 'high', note }
}

export function officerEmail(id: string, slug: string): string {
  return `${id}@${slug}.example`
}

import type { Address, HeldData, Person } from '../../modules/people/index.ts'

/** A person of a demonstration town, with what the registers say of them. */
export interface Resident extends Person {
  readonly born: string | null
  /** Where they live now; null for legal persons. */
  readonly stay: Stay | null
  /** Where they lived before, in the same town. */
  readonly before: Stay | null
  readonly held: readonly HeldData[]
  /** Their name in the cast. */
  readonly castId: string | null
}

export interface Stay {
  readonly home: Home
  readonly relation: string
  readonly since: string
  readonly until: string | null
  readonly status: 'registered' | 'pending-change' | 'deceased'
}

/** A household behind its door. */
export interface Home {
  readonly householdId: string
  readonly address: Address
  /** Told to nobody. */
  readonly sealed: boolean
  readonly members: Resident[]
}

/** Somebody who works in a town hall. */
export interface Worker {
  readonly officerId: string
  readonly subject: string | null
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly offices: readonly string[]
}

/** All who live and work in a town. */
export interface Population {
  readonly addresses: readonly Address[]
  readonly homes: readonly Home[]
  /** Households that live elsewhere now. */
  readonly formerHomes: readonly Home[]
  readonly residents: readonly Resident[]
  readonly workers: readonly Worker[]
  readonly cast: ReadonlyMap<string, Resident>
}

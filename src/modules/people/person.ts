/** Somebody the municipality deals with: a natural or a legal person. */
export interface Person {
  readonly personId: string
  readonly kind: 'natural' | 'legal'
  /** DNI, NIE, NIF, codice fiscale…, in capitals and digits. */
  readonly identityNumber: string | null
  /** Empty for legal persons. */
  readonly givenName: string
  readonly familyName: string
  /** The whole name, as it is written. */
  readonly name: string
  readonly birthDate: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly language: string
  /** Their identifier at the identity service; absent while they never signed in. */
  readonly subject: string | null
  /** Obliged to deal electronically (Ley 39/2015, art. 14.2). */
  readonly mustBeDigital: boolean
  readonly notification: 'electronic' | 'paper'
  readonly accessibility: Readonly<Record<string, unknown>>
  /** The municipality where they live or have their seat, as they say it, where it is not in the population register here. */
  readonly home: string | null
}

/** A place with a door. */
export interface Address {
  readonly addressId: string
  readonly street: string
  readonly number: string
  readonly floor: string | null
  readonly postalCode: string
  readonly village: string | null
  readonly streetSection: string
  readonly heritageArea: boolean
  /** What the use of the street costs depends on it. */
  readonly streetClass: 'first' | 'second'
  readonly lat: number | null
  readonly lon: number | null
  readonly cadastralRef: string | null
}

/** A stay in the population register. */
export interface Residence {
  readonly residenceId: string
  readonly personId: string
  readonly householdId: string
  readonly relation: string
  readonly since: string
  /** The last day; null while they live there. */
  readonly until: string | null
  readonly status: 'registered' | 'pending-change' | 'deceased'
  /** The address of this household is told to nobody. */
  readonly sealed: boolean
  /** Null when sealed: the address does not leave the database. */
  readonly address: Address | null
}

/** Somebody of a household on a day. */
export interface Member {
  readonly personId: string
  readonly name: string
  readonly identityNumber: string | null
  readonly birthDate: string | null
  readonly relation: string
  readonly since: string
  readonly status: Residence['status']
}

/** Those who live together on a day. */
export interface Household {
  readonly householdId: string
  readonly members: readonly Member[]
}

/** What a register of another body holds on a person. */
export interface HeldData {
  readonly register: string
  readonly personId: string
  readonly data: Readonly<Record<string, unknown>>
  /** The body that holds it. */
  readonly source: string
  readonly asOf: string
}

/** An identity number as it is kept: capitals and digits, without spaces, dots and hyphens. */
export function identityNumberOf(written: string): string {
  return written.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

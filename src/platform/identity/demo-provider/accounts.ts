import type { Claims } from '../claims.ts'
import type { Level } from '../visitor.ts'

/** Somebody invented who can prove their identity to the demonstration service. */
export interface DemoAccount {
  /** The service's own identifier, stable: the `sub` of the token. */
  readonly id: string
  readonly kind: 'person' | 'officer'
  /** Slug of the town under which the page lists the account. */
  readonly municipality: string
  readonly givenName: string
  readonly familyName: string
  /** DNI, NIE or codice fiscale, bare, from ranges that nobody has. */
  readonly fiscalNumber?: string
  /** Of the number: `ES`, `IT`. */
  readonly country?: string
  /** YYYY-MM-DD. */
  readonly birthDate?: string
  readonly email?: string
  readonly level: Level
  /** A line about the account, by language: "baker", "counter". */
  readonly note?: Readonly<Record<string, string>>
  /** For the path with number and password; `demo` when absent. */
  readonly password?: string
}

/** The password of every account that names no other. */
export const DEMO_PASSWORD = 'demo'

const SPID_LEVEL: Readonly<Record<Level, string>> = {
  low: 'https://www.spid.gov.it/SpidL1',
  substantial: 'https://www.spid.gov.it/SpidL2',
  high: 'https://www.spid.gov.it/SpidL3',
}

/** The account as claims, in the shape of its country: SPID and CIE in Italy, the eIDAS minimum data set elsewhere. */
export function claimsOf(account: DemoAccount): Claims {
  const isItalian = account.country === 'IT'
  return {
    given_name: account.givenName,
    family_name: account.familyName,
    ...(account.birthDate && { birthdate: account.birthDate }),
    ...(account.email && { email: account.email, email_verified: true }),
    ...(account.fiscalNumber &&
      (isItalian
        ? { 'https://attributes.eid.gov.it/fiscal_number': `TINIT-${account.fiscalNumber}` }
        : {
            'http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier': `${account.country ?? 'ES'}/ES/${account.fiscalNumber}`,
          })),
  }
}

/** The names of the claims that the service may give. */
export const CLAIM_NAMES = [
  'given_name',
  'family_name',
  'birthdate',
  'email',
  'email_verified',
  'https://attributes.eid.gov.it/fiscal_number',
  'http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier',
]

/** The level of the account in the words of its country. */
export function acrOf(account: DemoAccount): string {
  return account.country === 'IT' ? SPID_LEVEL[account.level] : `http://eidas.europa.eu/LoA/${account.level}`
}

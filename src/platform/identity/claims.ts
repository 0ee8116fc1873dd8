import type { Level } from './visitor.ts'

/** Who somebody is, as an identity service has proved it: the minimum data set of eIDAS (Regulation (EU) 2015/1501, annex). */
export interface ProvenIdentity {
  readonly issuer: string
  /** The service's own identifier of the account; unique only together with the issuer. */
  readonly subject: string
  /** The number of the state that names the person (DNI, NIE, codice fiscale), without prefix. Officers may have none. */
  readonly fiscalNumber?: string
  /** Country of that number, ISO 3166-1 alpha-2. */
  readonly country?: string
  readonly givenName: string
  readonly familyName: string
  /** YYYY-MM-DD. */
  readonly birthDate?: string
  readonly email?: string
  readonly level: Level
}

/** Claims as they come; nothing about them is trusted but their issuer. */
export type Claims = Readonly<Record<string, unknown>>

/** Where each profile writes the person's number: SPID and CIE (AgID's OIDC profile), eIDAS nodes, plain words. */
const NUMBER_CLAIMS = [
  'https://attributes.eid.gov.it/fiscal_number',
  'fiscal_number',
  'http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier',
  'person_identifier',
  'nif',
] as const

/** What services call the levels of assurance of eIDAS; an unknown word is `low`. */
const LEVELS: Readonly<Record<string, Level>> = {
  'https://www.spid.gov.it/SpidL1': 'low',
  'https://www.spid.gov.it/SpidL2': 'substantial',
  'https://www.spid.gov.it/SpidL3': 'high',
  'http://eidas.europa.eu/LoA/low': 'low',
  'http://eidas.europa.eu/LoA/substantial': 'substantial',
  'http://eidas.europa.eu/LoA/high': 'high',
}

/** The word for a level that is asked of, and given by, a service that speaks eIDAS. */
export function levelWord(level: Level): string {
  return `http://eidas.europa.eu/LoA/${level}`
}

/** Reads the claims of an ID token and of the user information. Throws when there is no subject, issuer or name. */
export function identityFrom(claims: Claims): ProvenIdentity {
  const text = (name: string) => (typeof claims[name] === 'string' ? (claims[name] as string).trim() : undefined)
  const [issuer, subject, familyName] = [text('iss'), text('sub'), text('family_name') ?? text('name')]
  if (!issuer || !subject || !familyName) throw new Error('the identity service gave no issuer, subject or name')
  const number = NUMBER_CLAIMS.map(text).find((value) => value)
  const [birthDate, email] = [text('birthdate') ?? text('date_of_birth'), text('email')]
  return {
    issuer,
    subject,
    givenName: text('given_name') ?? '',
    familyName,
    level: LEVELS[text('acr') ?? ''] ?? 'low',
    ...(number && numberOf(number)),
    ...(birthDate && /^\d{4}-\d{2}-\d{2}$/.test(birthDate) && { birthDate }),
    ...(email && claims.email_verified !== false && { email }),
  }
}

/**
 * The number and its country from the written forms: `TINIT-RSSMRA80A01H501U` and `IDCES-12345678Z`
 * (ETSI EN 319 412-1, 5.1.3), `ES/IT/12345678Z` (eIDAS: country of the number, country that asks), or bare.
 */
function numberOf(written: string): { fiscalNumber: string; country?: string } {
  const [, country, value] =
    written.match(/^(?:TIN|IDC|PNO|PAS)([A-Z]{2})-(.+)$/) ?? written.match(/^([A-Z]{2})\/[A-Z]{2}\/(.+)$/) ?? []
  if (country && value) return { fiscalNumber: normal(value), country }
  return { fiscalNumber: normal(written) }
}

function normal(number: string): string {
  return number.replace(/[\s.-]/g, '').toUpperCase()
}

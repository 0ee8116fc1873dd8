import type { Channel } from '../../platform/acts/index.ts'
import type { Register } from './numbering.ts'

/** What came in or went out, as it is registered (Ley 39/2015, art. 16.3; DPR 445/2000, art. 53.1). */
export interface RegisterEntry {
  /** The run of numbers; with year and number, what identifies the entry. */
  readonly series: string
  readonly year: number
  readonly number: number
  /** The number as it is written for people. */
  readonly label: string
  readonly register: Register
  readonly at: string
  /** When it counts as made. */
  readonly effectiveAt: string
  readonly sender: string
  readonly addressee: string
  readonly officeId: string | null
  readonly subject: string
  readonly caseId: string | null
  readonly personId: string | null
  readonly channel: Channel
  /** SHA-256 of the content, hexadecimal. */
  readonly contentHash: string
  /** `officer:…`, `person:…`, `system:…`. */
  readonly registeredBy: string
  readonly emergency: Emergency | null
  readonly annulledAt: string | null
  readonly annulledBy: string | null
  readonly annulReason: string | null
}

/** What was written by hand while the system was down (DPR 445/2000, art. 63). */
export interface Emergency {
  /** The number in the emergency register. */
  readonly number: string
  /** When it really came or went, ISO instant. */
  readonly at: string
  /** Why the system was not there. */
  readonly cause: string
}

export type EntryKey = Pick<RegisterEntry, 'series' | 'year' | 'number'>

/** How the journal names an entry. */
export function entryObject({ series, year, number }: EntryKey): string {
  return `register:${series}/${year}/${number}`
}

import { localDate } from '../../core/deadlines/index.ts'
import { type ActContext, actorName, type Channel, type Fact, type Municipality } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { loadLaw } from '../../platform/law.ts'
import { effectiveAt } from './effective-at.ts'
import { type Emergency, entryObject, type RegisterEntry } from './entry.ts'
import { labelOf, type Register, runOf } from './numbering.ts'
import { insertEntry, type NewEntry, nextNumber } from './store.ts'

/** What is registered. */
export interface ToEnter {
  readonly register: Register
  readonly sender: string
  readonly addressee: string
  readonly subject: string
  /** SHA-256 of the content, hexadecimal. */
  readonly contentHash: string
  readonly officeId?: string
  readonly caseId?: string
  readonly personId?: string
  /** The door it came through, when it is not that of the act. */
  readonly channel?: Channel
  readonly emergency?: Emergency
}

export interface Entered {
  readonly entry: NewEntry
  /** For the journal: the caller gives it back among its facts. */
  readonly fact: Fact
}

/**
 * Registers an entry or an exit in the caller's transaction: the next number of its run and year, without gaps and never
 * used again. Others who register wait for the transaction to end, so it is the last thing that an act does.
 * The year is that of the official time of the seat. Ley 39/2015, art. 16 and 31; DPR 445/2000, art. 53 and 57.
 */
export async function enter(
  db: Queries,
  what: ToEnter,
  { now, actor, channel, municipality }: Pick<ActContext, 'now' | 'actor' | 'channel' | 'municipality'>,
): Promise<Entered> {
  const { series, ...run } = runOf(municipality.law, what.register)
  const year = Number(localDate(now, municipality.zone).slice(0, 4))
  const number = await nextNumber(db, series, year)
  const entry: NewEntry = {
    ...{ series, year, number, label: labelOf(run, year, number), register: what.register },
    at: now,
    effectiveAt: countsFrom(what, now, municipality),
    ...{ sender: what.sender, addressee: what.addressee, subject: what.subject, contentHash: what.contentHash },
    officeId: what.officeId ?? null,
    caseId: what.caseId ?? null,
    personId: what.personId ?? null,
    channel: what.channel ?? channel,
    registeredBy: actorName(actor),
    emergency: what.emergency ?? null,
  }
  await insertEntry(db, entry)
  return { entry, fact: entered(entry) }
}

/** An exit counts when it goes out; what was written down in an emergency, from when it really came. */
function countsFrom({ register, emergency }: ToEnter, now: string, municipality: Municipality): string {
  const at = emergency?.at ?? now
  if (register === 'exit') return at
  const book = loadLaw()
  return effectiveAt({ law: book.law(municipality.law), calendar: book.calendar(municipality.place) }, at)
}

/** The hash goes into the journal too: once sealed there, the content cannot be exchanged unseen. */
function entered(entry: NewEntry): Fact {
  const { label, register, at, effectiveAt: effective, contentHash, caseId, personId, officeId } = entry
  const touched = { case: caseId, person: personId, office: officeId }
  const objects = Object.entries(touched).flatMap(([type, id]) => (id === null ? [] : [`${type}:${id}`]))
  return {
    kind: register === 'entry' ? 'register.entered' : 'register.sent',
    objects: [entryObject(entry), ...objects],
    data: { label, at, effectiveAt: effective, contentHash },
  }
}

/** What the receipt of an entry tells, in the official time of the seat (Ley 39/2015, art. 16.3; Legge 241/1990, art. 18-bis). */
export function receiptData(entry: Omit<RegisterEntry, 'annulledAt' | 'annulledBy' | 'annulReason'>, zone: string) {
  const date = localDate(entry.at, zone)
  const effectiveDate = localDate(entry.effectiveAt, zone)
  return {
    ...{ label: entry.label, sender: entry.sender, addressee: entry.addressee, subject: entry.subject },
    ...{ officeId: entry.officeId, channel: entry.channel, contentHash: entry.contentHash },
    date,
    /** `HH:MM:SS` */
    time: new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' }).format(new Date(entry.at)),
    effectiveDate,
    /** It came on a non-working day: terms are counted as if it had come on `effectiveDate`. */
    countsLater: effectiveDate > date,
  }
}

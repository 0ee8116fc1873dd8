import { createHash } from 'node:crypto'
import { startOfDayAfter } from '../../core/deadlines/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { daysLater } from './days-later.ts'
import type { RegisterEntry } from './entry.ts'
import { annulledBetween, dailyRegisters, registeredBetween } from './store.ts'

/** A day of the register as it is printed and kept. */
export interface DayList {
  readonly entries: readonly RegisterEntry[]
  readonly annulments: readonly RegisterEntry[]
  /** The list as JSON, always the same for the same day. */
  readonly text: string
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string
}

/** The list of a day in the official time of the seat: its entries as they were made, and what was annulled on it. */
export async function dayList(
  db: Queries,
  { day, municipality, chainHead }: { day: string; municipality: Municipality; chainHead: string },
): Promise<DayList> {
  const from = startOfDayAfter(daysLater(day, -1), municipality.zone)
  const until = startOfDayAfter(day, municipality.zone)
  const entries = await registeredBetween(db, from, until)
  const annulments = await annulledBetween(db, from, until)
  const list = {
    municipality: municipality.slug,
    day,
    entries: entries.map(asEntered),
    annulments: annulments.map(({ label, annulledAt, annulledBy, annulReason }) => ({
      label,
      annulledAt,
      annulledBy,
      annulReason,
    })),
    chainHead,
  }
  const text = JSON.stringify(list)
  return { entries, annulments, text, hash: createHash('sha256').update(text).digest('hex') }
}

/** A later annulment does not change what the day's list says. */
function asEntered({ annulledAt: _, annulledBy: __, annulReason: ___, ...entry }: RegisterEntry) {
  const { emergency } = entry
  // The order of keys in a stored JSON object is the database's: written out, so that the text is ours.
  return { ...entry, emergency: emergency && { number: emergency.number, at: emergency.at, cause: emergency.cause } }
}

/** The closed days whose entries are no longer what they were when the day was closed. */
export async function changedDays(db: Queries, municipality: Municipality): Promise<string[]> {
  const changed: string[] = []
  for (const { day, chainHead, documentHash } of await dailyRegisters(db)) {
    const { hash } = await dayList(db, { day, municipality, chainHead })
    if (hash !== documentHash) changed.push(day)
  }
  return changed
}

/** The heads of the journal's chain that stand in the daily registers: what `verifyJournal` is compared with. */
export async function printedHeads(db: Queries): Promise<{ number: number; hash: string }[]> {
  return (await dailyRegisters(db)).map(({ sealNumber, chainHead }) => ({ number: sealNumber, hash: chainHead }))
}

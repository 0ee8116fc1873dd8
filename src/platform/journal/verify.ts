import { type Queries, sql } from '../database/index.ts'
import { type ChainHead, GENESIS } from './seal.ts'

/** What does not agree, and where. */
export interface JournalProblem {
  readonly what:
    | 'event-altered'
    | 'event-deleted'
    | 'event-inserted'
    | 'seal-altered'
    | 'seal-missing'
    /** The chain agrees with itself but not with a head printed earlier: it was made anew. */
    | 'head-differs'
  /** The number of the seal. */
  readonly seal: number
  /** The event, where it is one. */
  readonly seq?: number
}

export interface Verification {
  readonly ok: boolean
  readonly seals: number
  /** Sealed events that were read again. */
  readonly events: number
  readonly firstProblem?: JournalProblem
}

/**
 * Reads the sealed journal of the municipality again and compares it with its seals: any event altered, deleted or
 * inserted, any seal altered or removed. `printed`: heads that stand elsewhere (in the daily registers), without which
 * a chain cut at its end, or made anew as a whole, could not be told from a true one.
 */
export async function verifyJournal(
  db: Queries,
  printed: readonly Pick<ChainHead, 'number' | 'hash'>[] = [],
): Promise<Verification> {
  const seals = await sealsOf(db)
  const heads = new Map<number, string>([[0, GENESIS.hash]])
  let previous: Pick<Seal, 'number' | 'hash' | 'lastSeq'> = GENESIS
  let events = 0
  const fail = (firstProblem: JournalProblem) => ({ ok: false, seals: heads.size - 1, events, firstProblem })
  for (const seal of seals) {
    const problem = problemOfSeal(seal, previous) ?? (await problemOfEvents(db, seal))
    if (problem) return fail(problem)
    events += seal.events
    heads.set(seal.number, seal.hash)
    previous = seal
  }
  const other = printed.find(({ number, hash }) => heads.get(number) !== hash)
  if (other) return fail({ what: heads.has(other.number) ? 'head-differs' : 'seal-missing', seal: other.number })
  return { ok: true, seals: seals.length, events }
}

interface Seal {
  readonly number: number
  readonly firstSeq: number
  readonly lastSeq: number
  readonly events: number
  readonly previousHash: string
  readonly hash: string
  /** Whether the hash is that of what the seal says. */
  readonly holds: boolean
  readonly leavesHold: boolean
}

async function sealsOf(db: Queries): Promise<Seal[]> {
  return await db.many<Seal>(sql`
    select number, first_seq, last_seq, events, previous_hash, hash, hash = seal_hash(journal_seal) as holds,
      length(leaves) = events * 40 as leaves_hold
    from journal_seal where municipality_id = current_municipality() order by number`)
}

/** Each seal follows the one before: its number, its hash, and the events without a hole between. */
function problemOfSeal(seal: Seal, previous: Pick<Seal, 'number' | 'hash' | 'lastSeq'>): JournalProblem | undefined {
  if (seal.number !== previous.number + 1) return { what: 'seal-missing', seal: previous.number + 1 }
  const follows = seal.previousHash === previous.hash && seal.firstSeq === previous.lastSeq + 1
  return seal.holds && seal.leavesHold && follows ? undefined : { what: 'seal-altered', seal: seal.number }
}

async function problemOfEvents(db: Queries, { number, firstSeq, lastSeq }: Seal): Promise<JournalProblem | undefined> {
  // The first seal answers for everything before it too, so that nothing is slipped in under the first number.
  const from = number === 1 ? sql`` : sql`and seq >= ${firstSeq}`
  const events = sql`
    select seq, event_leaf(event) as leaf from event
    where municipality_id = current_municipality() and seq <= ${lastSeq} ${from}`
  const leaves = sql`select leaves from journal_seal where municipality_id = current_municipality() and number = ${number}`
  const { agrees } = await db.one<{ agrees: boolean }>(sql`
    select coalesce(string_agg(leaf, ''::bytea order by seq), ''::bytea) = (${leaves}) as agrees from (${events}) as sealed`)
  if (agrees) return undefined
  const sealed = readLeaves((await db.one<{ leaves: Buffer }>(leaves)).leaves)
  const found = await db.many<{ leaf: Buffer }>(sql`select leaf from (${events}) as present order by seq`)
  return { seal: number, ...firstDifference(sealed, readLeaves(Buffer.concat(found.map(({ leaf }) => leaf)))) }
}

type Leaves = ReadonlyMap<number, string>

function readLeaves(bytes: Buffer): Leaves {
  const leaves = new Map<number, string>()
  for (let at = 0; at < bytes.length; at += 40) {
    leaves.set(Number(bytes.readBigInt64BE(at)), bytes.toString('hex', at + 8, at + 40))
  }
  return leaves
}

function firstDifference(sealed: Leaves, found: Leaves): Pick<JournalProblem, 'what' | 'seq'> {
  const seqs = [...new Set([...sealed.keys(), ...found.keys()])].sort((a, b) => a - b)
  for (const seq of seqs) {
    if (!found.has(seq)) return { what: 'event-deleted', seq }
    if (!sealed.has(seq)) return { what: 'event-inserted', seq }
    if (sealed.get(seq) !== found.get(seq)) return { what: 'event-altered', seq }
  }
  // The same leaves in another order or twice: only a seal that was written by hand has that.
  return { what: 'event-inserted' }
}

import { type Queries, sql } from '../database/index.ts'

/** The end of the chain: what is printed elsewhere, so that the chain cannot be made anew unseen. */
export interface ChainHead {
  /** The number of the last seal; 0 before the first. */
  readonly number: number
  /** SHA-256, hexadecimal; 64 zeros before the first seal. */
  readonly hash: string
  readonly lastSeq: number
}

export interface Sealing {
  readonly seals: number
  readonly events: number
  readonly head: ChainHead
}

/** What the first seal follows. */
export const GENESIS: ChainHead = { number: 0, hash: '0'.repeat(64), lastSeq: 0 }

/** Events in one seal at most: 400 kB of leaves. */
const BATCH = 10_000

/**
 * Seals every event of the municipality that no unfinished transaction can still precede, in the caller's transaction.
 * Writers are not made to wait; one that has been writing for more than 10 seconds makes it fail, to be tried later.
 */
export async function sealJournal(db: Queries, municipalityId: number, now: string): Promise<Sealing> {
  // One sealer at a time. The lock is released with the transaction, so the next one sees these seals.
  await db.run(sql`select pg_advisory_xact_lock(20393, ${municipalityId}::integer)`)
  const { horizon } = await db.one<{ horizon: number }>(sql`select journal_horizon() as horizon`)
  let head = await chainHead(db)
  const sealing = { seals: 0, events: 0 }
  for (;;) {
    const sealed = await sealBatch(db, { head, horizon, now })
    if (!sealed) return { ...sealing, head }
    head = sealed
    sealing.seals += 1
    sealing.events += sealed.events
  }
}

/** The last seal. */
export async function chainHead(db: Queries): Promise<ChainHead> {
  const last = await db.maybe<ChainHead>(sql`
    select number, hash, last_seq from journal_seal
    where municipality_id = current_municipality() order by number desc limit 1`)
  return last ?? GENESIS
}

async function sealBatch(
  db: Queries,
  { head, horizon, now }: { head: ChainHead; horizon: number; now: string },
): Promise<(ChainHead & { events: number }) | undefined> {
  // seal_hash takes a whole row, so the row is made first, with an empty hash.
  return await db.maybe<ChainHead & { events: number }>(sql`
    with batch as (
      select seq, event_leaf(event) as leaf from event
      where municipality_id = current_municipality() and seq > ${head.lastSeq} and seq <= ${horizon}
      order by seq limit ${BATCH}
    ), made as (
      select row(current_municipality(), ${head.number + 1}::integer, ${head.lastSeq + 1}::bigint, max(seq), count(*)::integer,
        ${head.hash}::text, string_agg(leaf, ''::bytea order by seq), '', ${now}::timestamptz)::journal_seal as seal
      from batch having count(*) > 0
    )
    insert into journal_seal (municipality_id, number, first_seq, last_seq, events, previous_hash, leaves, hash, sealed_at)
    select (seal).municipality_id, (seal).number, (seal).first_seq, (seal).last_seq, (seal).events, (seal).previous_hash,
      (seal).leaves, seal_hash(seal), (seal).sealed_at
    from made
    returning number, hash, last_seq, events`)
}

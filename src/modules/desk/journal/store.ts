import { type Queries, type Sql, sql } from '../../../platform/database/index.ts'
import type { JournalEvent } from '../../../platform/journal/index.ts'

/** What a reading of the journal may be narrowed to. All of them together. */
export interface JournalFilter {
  /** `case:…`, `person:…`, `register:…` */
  readonly object?: string
  readonly kind?: string
  /** `officer:…`, `person:…`, `system:…` */
  readonly actor?: string
  /** Before this instant. */
  readonly until?: string
}

/** The journal, the newest first, a page of `limit` events before the event `before`. */
export function journalEvents(
  db: Queries,
  filter: JournalFilter,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<JournalEvent[]> {
  // By an object, its few events are found by their index and then ordered; "seq + 0" keeps the planner from walking the whole journal.
  return db.many<JournalEvent>(sql`
    select seq, at, act_id, actor, channel, kind, objects, data from event
    where municipality_id = current_municipality() and ${sql.all(conditions(filter))}
      ${before === undefined ? sql.nothing : sql`and seq < ${before}`}
    order by ${filter.object === undefined ? sql`seq` : sql`seq + 0`} desc limit ${limit}`)
}

function conditions({ object, kind, actor, until }: JournalFilter): Sql[] {
  return [
    ...(object === undefined ? [] : [sql`objects @> ${[object]}::text[]`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(actor === undefined ? [] : [sql`actor = ${actor}`]),
    ...(until === undefined ? [] : [sql`at < ${until}`]),
  ]
}

/** A seal over a run of events. */
export interface SealLine {
  readonly number: number
  readonly firstSeq: number
  readonly lastSeq: number
  readonly hash: string
  readonly sealedAt: string
}

/** The seals that cover any of the events from one to another. */
export function sealsOver(db: Queries, firstSeq: number, lastSeq: number): Promise<SealLine[]> {
  return db.many<SealLine>(sql`
    select number, first_seq, last_seq, hash, sealed_at from journal_seal
    where municipality_id = current_municipality() and last_seq >= ${firstSeq} and first_seq <= ${lastSeq} order by number`)
}

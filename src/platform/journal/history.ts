import { type Queries, sql } from '../database/index.ts'

/** Something that happened, as it stands in the journal. */
export interface JournalEvent {
  readonly seq: number
  readonly at: string
  readonly actId: string
  /** `person:…`, `officer:…`, `system:…`. */
  readonly actor: string
  readonly channel: string
  readonly kind: string
  /** What it touched, as `type:id`. */
  readonly objects: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
}

const EVENT = sql`seq, at, act_id, actor, channel, kind, objects, data`

/** All that happened to an object (`case:…`, `person:…`), or what of one kind did; the oldest first. */
export async function historyOf(db: Queries, object: string, kind?: string): Promise<JournalEvent[]> {
  return await db.many<JournalEvent>(sql`
    select ${EVENT} from event
    where municipality_id = current_municipality() and objects @> ${[object]}::text[]
      ${kind === undefined ? sql.nothing : sql`and kind = ${kind}`}
    order by seq`)
}

/** The events of a kind from one instant until before another, the oldest first, at most `limit`. */
export async function eventsOfKind(
  db: Queries,
  kind: string,
  { from, until, limit = 1000 }: { from: string; until: string; limit?: number },
): Promise<JournalEvent[]> {
  return await db.many<JournalEvent>(sql`
    select ${EVENT} from event
    where municipality_id = current_municipality() and kind = ${kind} and at >= ${from} and at < ${until}
    order by at, seq limit ${limit}`)
}

import { type Queries, type Sql, sql } from '../../platform/database/index.ts'
import type { EntryKey, RegisterEntry } from './entry.ts'
import type { Register } from './numbering.ts'

const ENTRY = sql`series, year, number, label, register, at, effective_at, sender, addressee, office_id, subject, case_id,
  person_id, channel, content_hash, registered_by, emergency, annulled_at, annulled_by, annul_reason`

/**
 * The next number of a run. From here to the end of the transaction every other one that wants a number of this run waits:
 * asked for as late as possible. A rollback gives the number back.
 */
export async function nextNumber(db: Queries, series: string, year: number): Promise<number> {
  const { last } = await db.one<{ last: number }>(sql`
    insert into register_counter as counter (municipality_id, series, year, last)
    values (current_municipality(), ${series}, ${year}, 1)
    on conflict (municipality_id, series, year) do update set last = counter.last + 1
    returning last`)
  return last
}

export type NewEntry = Omit<RegisterEntry, 'annulledAt' | 'annulledBy' | 'annulReason'>

export async function insertEntry(db: Queries, entry: NewEntry): Promise<void> {
  db.send(sql`
    insert into register_entry (municipality_id, series, year, number, label, register, at, effective_at, sender, addressee,
      office_id, subject, case_id, person_id, channel, content_hash, registered_by, emergency)
    values (current_municipality(), ${entry.series}, ${entry.year}, ${entry.number}, ${entry.label}, ${entry.register},
      ${entry.at}, ${entry.effectiveAt}, ${entry.sender}, ${entry.addressee}, ${entry.officeId}, ${entry.subject},
      ${entry.caseId}, ${entry.personId}, ${entry.channel}, ${entry.contentHash}, ${entry.registeredBy}, ${entry.emergency})`)
}

/** By the number as it is written for people. */
export async function findEntry(db: Queries, label: string): Promise<RegisterEntry | undefined> {
  return await db.maybe<RegisterEntry>(sql`${entriesWhere(sql`label = ${label}`)}`)
}

export async function entryForUpdate(db: Queries, label: string): Promise<RegisterEntry | undefined> {
  return await db.maybe<RegisterEntry>(sql`${entriesWhere(sql`label = ${label}`)} for update`)
}

/** The entries and exits of a case, in order of time. */
export async function entriesOfCase(db: Queries, caseId: string): Promise<RegisterEntry[]> {
  return await db.many<RegisterEntry>(sql`${entriesWhere(sql`case_id = ${caseId}`)} order by at, label`)
}

export async function takenOverAs(db: Queries, emergencyNumber: string): Promise<string | undefined> {
  const entry = await db.maybe<{ label: string }>(sql`
    select label from register_entry
    where municipality_id = current_municipality() and emergency is not null and emergency->>'number' = ${emergencyNumber}`)
  return entry?.label
}

function entriesWhere(condition: Sql): Sql {
  return sql`select ${ENTRY} from register_entry where municipality_id = current_municipality() and ${condition}`
}

/** What a list of the register may be narrowed to. All of them together. */
export interface EntryFilter {
  readonly register?: Register
  /** The first and the last moment: from included, until excluded. */
  readonly from?: string
  readonly until?: string
  readonly officeId?: string
  readonly personId?: string
  readonly caseId?: string
  readonly annulled?: boolean
  /** Words of subject, sender or addressee, accents and capitals forgiven; or a whole label. */
  readonly text?: string
}

/** Where a page of the list ended: what the next one continues from. */
export type EntryCursor = Pick<RegisterEntry, 'at' | 'label'>

/** The register, the newest first, page by page: any page costs as much as the first. */
export async function listEntries(
  db: Queries,
  filter: EntryFilter,
  { after, limit = 50 }: { after?: EntryCursor; limit?: number } = {},
): Promise<{ entries: RegisterEntry[]; next?: EntryCursor }> {
  const conditions = conditionsOf(filter)
  if (after) conditions.push(sql`(at, label) < (${after.at}::timestamptz, ${after.label})`)
  const found = await db.many<RegisterEntry>(sql`
    ${entriesWhere(sql.all(conditions))} order by at desc, label desc limit ${limit + 1}`)
  const entries = found.slice(0, limit)
  const last = entries.at(-1)
  return found.length > limit && last ? { entries, next: { at: last.at, label: last.label } } : { entries }
}

function conditionsOf({ register, from, until, officeId, personId, caseId, annulled, text }: EntryFilter): Sql[] {
  const conditions: Sql[] = []
  if (register !== undefined) conditions.push(sql`register = ${register}`)
  if (from !== undefined) conditions.push(sql`at >= ${from}`)
  if (until !== undefined) conditions.push(sql`at < ${until}`)
  if (officeId !== undefined) conditions.push(sql`office_id = ${officeId}`)
  if (personId !== undefined) conditions.push(sql`person_id = ${personId}`)
  if (caseId !== undefined) conditions.push(sql`case_id = ${caseId}`)
  if (annulled !== undefined) conditions.push(annulled ? sql`annulled_at is not null` : sql`annulled_at is null`)
  for (const word of text?.split(/\s+/).filter(Boolean) ?? []) conditions.push(withWord(word))
  return conditions
}

function withWord(word: string): Sql {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(label = ${word} or search like plain(${pattern}))`
}

export async function markAnnulled(
  db: Queries,
  { series, year, number }: EntryKey,
  { at, by, reason }: { at: string; by: string; reason: string },
): Promise<void> {
  await db.run(sql`
    update register_entry set annulled_at = ${at}, annulled_by = ${by}, annul_reason = ${reason}
    where municipality_id = current_municipality() and series = ${series} and year = ${year} and number = ${number}`)
}

/** A closed day of the register. */
export interface DailyRegister {
  readonly day: string
  readonly entries: number
  readonly annulments: number
  readonly sealNumber: number
  /** The head of the sealed journal when the day was closed. */
  readonly chainHead: string
  readonly documentHash: string
  readonly closedAt: string
  readonly closedBy: string
}

const DAILY = sql`day, entries, annulments, seal_number, chain_head, document_hash, closed_at, closed_by`

export async function dailyRegister(db: Queries, day: string): Promise<DailyRegister | undefined> {
  return await db.maybe<DailyRegister>(sql`
    select ${DAILY} from daily_register where municipality_id = current_municipality() and day = ${day}`)
}

/** Every closed day, in order. */
export async function dailyRegisters(db: Queries): Promise<DailyRegister[]> {
  return await db.many<DailyRegister>(sql`
    select ${DAILY} from daily_register where municipality_id = current_municipality() order by day`)
}

/** For one thing of the municipality ('day 2026-03-02', an emergency number) at a time: the second waits until the first has ended. */
export async function oneAtATime(db: Queries, thing: string): Promise<void> {
  await db.run(sql`
    select pg_advisory_xact_lock(hashtextextended('register ' || current_municipality() || ' ' || ${thing}::text, 0))`)
}

export async function insertDailyRegister(db: Queries, daily: DailyRegister): Promise<void> {
  await db.run(sql`
    insert into daily_register (municipality_id, day, entries, annulments, seal_number, chain_head, document_hash, closed_at, closed_by)
    values (current_municipality(), ${daily.day}, ${daily.entries}, ${daily.annulments}, ${daily.sealNumber},
      ${daily.chainHead}, ${daily.documentHash}, ${daily.closedAt}, ${daily.closedBy})`)
}

/** What was registered from one instant until before another, in order of time. */
export async function registeredBetween(db: Queries, from: string, until: string): Promise<RegisterEntry[]> {
  return await db.many<RegisterEntry>(sql`${entriesWhere(sql`at >= ${from} and at < ${until}`)} order by at, label`)
}

/** What was annulled from one instant until before another, whenever it was registered. */
export async function annulledBetween(db: Queries, from: string, until: string): Promise<RegisterEntry[]> {
  return await db.many<RegisterEntry>(
    sql`${entriesWhere(sql`annulled_at >= ${from} and annulled_at < ${until}`)} order by annulled_at, label`,
  )
}

/** The runs whose numbers are not 1, 2, 3… up to the counter: none, or the register was tampered with. */
export async function brokenRuns(
  db: Queries,
): Promise<{ series: string; year: number; last: number; present: number }[]> {
  return await db.many(sql`
    select c.series, c.year, c.last, count(e.number)::integer as present
    from register_counter c
    left join register_entry e on e.municipality_id = c.municipality_id and e.series = c.series and e.year = c.year
      and e.number between 1 and c.last
    where c.municipality_id = current_municipality()
    group by c.series, c.year, c.last having count(e.number) <> c.last order by c.year, c.series`)
}

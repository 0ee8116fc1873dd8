import { type Queries, type Sql, sql } from '../../platform/database/index.ts'

/** An application that its person has begun and not yet filed. */
export interface Draft {
  readonly draftId: string
  /** The applicant. */
  readonly personId: string
  /** Who writes it: the applicant, their representative, or an officer at the counter. */
  readonly startedBy: string
  readonly procedure: string
  readonly version: number
  readonly answers: Readonly<Record<string, unknown>>
  /** The page of the form where they are. */
  readonly page: string
  readonly channel: string
  readonly startedAt: string
  readonly savedAt: string
}

export function draftForUpdate(db: Queries, draftId: string): Promise<Draft | undefined> {
  return db.maybe<Draft>(sql`
    select * from draft where municipality_id = current_municipality() and draft_id = ${draftId} for update`)
}

/** The applicant of a draft. */
export function personOfDraft(draftId: string): Sql {
  return sql`(select person_id from draft where municipality_id = current_municipality() and draft_id = ${draftId})`
}

export function draftById(db: Queries, draftId: string): Promise<Draft | undefined> {
  return db.maybe<Draft>(
    sql`select * from draft where municipality_id = current_municipality() and draft_id = ${draftId}`,
  )
}

/** The drafts of a person, the latest first. */
export function draftsOf(db: Queries, personId: string): Promise<Draft[]> {
  return db.many<Draft>(sql`
    select * from draft where municipality_id = current_municipality() and person_id = ${personId} order by saved_at desc`)
}

export async function saveDraftRow(db: Queries, draft: Draft): Promise<void> {
  db.send(sql`
    insert into draft (municipality_id, draft_id, person_id, started_by, procedure, version, answers, page, channel, started_at, saved_at)
    values (current_municipality(), ${draft.draftId}, ${draft.personId}, ${draft.startedBy}, ${draft.procedure}, ${draft.version},
      ${JSON.stringify(draft.answers)}, ${draft.page}, ${draft.channel}, ${draft.startedAt}, ${draft.savedAt})
    on conflict (municipality_id, draft_id) do update set answers = excluded.answers, page = excluded.page, saved_at = excluded.saved_at`)
}

export async function deleteDraft(db: Queries, draftId: string): Promise<void> {
  db.send(sql`delete from draft where municipality_id = current_municipality() and draft_id = ${draftId}`)
}

import { type CallApplication, type RankedApplication, rankApplications } from '../../core/calls/index.ts'
import type { Service } from '../../core/packages/index.ts'
import { type Queries, sql } from '../../platform/database/index.ts'

export type CallStage = 'open' | 'provisional' | 'final'

/** A yearly call of a procedure, with the money of the town. */
export interface Call {
  readonly procedure: string
  readonly year: number
  readonly opensOn: string
  readonly closesOn: string
  /** Euros. */
  readonly ceiling: number
  readonly stage: CallStage
}

/** A case in the list of a call. */
export interface CallPlace {
  readonly caseId: string
  readonly number: string
  readonly applicantName: string
  readonly identityNumber: string | null
  /** From 1; null for who is left out by the rules. */
  readonly position: number | null
  readonly points: number
  /** Euros granted. */
  readonly amount: number
  readonly granted: boolean
  readonly reason: RankedApplication['reason']
}

/** The call of a year as the sheet of its procedure announces it. */
export function announcedCall(service: Service, town: string, year: number): Omit<Call, 'stage'> | undefined {
  const { call } = service
  if (!call) return undefined
  return { procedure: service.id, year, ...daysOfCall(call, year), ceiling: call.ceiling[town] ?? 0 }
}

/** The first and the last day of a call in a year. */
export function daysOfCall(
  { opens, closes }: Pick<NonNullable<Service['call']>, 'opens' | 'closes'>,
  year: number,
): Pick<Call, 'opensOn' | 'closesOn'> {
  return { opensOn: `${year}-${opens}`, closesOn: `${year}-${closes}` }
}

/** How far the lists of a call have come; `locked`, nobody else takes it further until the act ends. */
export async function stageOfCall(
  db: Queries,
  { procedure, year }: Pick<Call, 'procedure' | 'year'>,
  locked: boolean,
): Promise<CallStage> {
  const found = await db.maybe<{ stage: CallStage }>(sql`
    select stage from call where municipality_id = current_municipality() and procedure = ${procedure} and year = ${year} ${locked ? sql`for update` : sql.nothing}`)
  return found?.stage ?? 'open'
}

interface Applied {
  readonly caseId: string
  readonly number: string
  readonly applicantName: string
  readonly identityNumber: string | null
  readonly openedAt: string
  readonly ranking: Partial<Pick<CallApplication, 'points' | 'amount' | 'means' | 'excluded'>> | null
  /** Element of the drawing where a token of the case is. */
  readonly at: readonly string[]
}

/** The open applications to a call, with what the rules said of each. */
export function applicationsTo(
  db: Queries,
  call: Pick<Call, 'procedure' | 'opensOn' | 'closesOn'>,
  zone: string,
): Promise<Applied[]> {
  return db.many<Applied>(sql`
    select c.case_id, c.number, c.applicant_name, p.identity_number, c.opened_at,
      c.state->'variables'->'ranking' as ranking,
      array(select token->>'at' from jsonb_array_elements(c.state->'tokens') token) as at
    from cases c join person p on p.municipality_id = c.municipality_id and p.person_id = c.applicant_id
    where c.municipality_id = current_municipality() and c.procedure = ${call.procedure} and c.status = 'open' and c.outcome is null
      and (c.opened_at at time zone ${zone})::date between ${call.opensOn} and ${call.closesOn}
    order by c.opened_at`)
}

/** The list as the rules and the money make it. Pure: the same applications give the same list. */
export function listOf(applications: readonly Applied[], ceiling: number, service: Service): CallPlace[] {
  const byNumber = new Map(applications.map((one) => [one.number, one]))
  const ranked = rankApplications(
    applications.map(({ number, openedAt, ranking }) => ({
      case: number,
      entry: openedAt,
      points: Number(ranking?.points ?? 0),
      amount: Number(ranking?.amount ?? 0),
      means: ranking?.means == null ? null : Number(ranking.means),
      excluded: ranking === null ? 'not-ranked' : (ranking.excluded ?? null),
    })),
    { ceiling, tieBreak: service.call?.tieBreak ?? [] },
  )
  return ranked.map(({ case: number, place, points, granted, grant, reason }) => {
    const { caseId, applicantName, identityNumber } = byNumber.get(number)!
    return { caseId, number, applicantName, identityNumber, position: place, points, amount: grant, granted, reason }
  })
}

/** A list that was published, in its order, with names: for those who work on it. */
export function publishedList(
  db: Queries,
  procedure: string,
  year: number,
  stage: 'provisional' | 'final',
): Promise<CallPlace[]> {
  return db.many<CallPlace>(sql`
    select l.case_id, c.number, c.applicant_name, p.identity_number, l.position, l.points::float8 as points, l.amount::float8 as amount,
      l.granted, l.reason
    from call_place l
    join cases c on c.municipality_id = l.municipality_id and c.case_id = l.case_id
    join person p on p.municipality_id = c.municipality_id and p.person_id = c.applicant_id
    where l.municipality_id = current_municipality() and l.procedure = ${procedure} and l.year = ${year} and l.stage = ${stage}
    order by l.position nulls last, c.number`)
}

interface NewList {
  readonly stage: 'provisional' | 'final'
  readonly places: readonly CallPlace[]
  readonly at: string
  /** Absent when the package has no document for the list. */
  readonly documentId: string | null
}

/** Writes a list, the document of it, and how far its call has come, in two statements. */
export async function savePlaces(db: Queries, call: Call, { stage, places, at, documentId }: NewList): Promise<void> {
  const [provisional, final] = stage === 'provisional' ? [documentId, null] : [null, documentId]
  await db.run(sql`
    insert into call (municipality_id, procedure, year, opens_on, closes_on, ceiling, stage, provisional_at, final_at,
      provisional_document, final_document)
    values (current_municipality(), ${call.procedure}, ${call.year}, ${call.opensOn}, ${call.closesOn}, ${call.ceiling}, ${stage},
      ${stage === 'provisional' ? at : null}, ${stage === 'final' ? at : null}, ${provisional}, ${final})
    on conflict (municipality_id, procedure, year) do update
      set stage = excluded.stage, final_at = excluded.final_at, final_document = excluded.final_document`)
  await db.run(sql`
    insert into call_place (municipality_id, procedure, year, case_id, stage, position, points, amount, granted, reason)
    select current_municipality(), ${call.procedure}, ${call.year}, "caseId", ${stage}, position, points, amount, granted, reason
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      as p("caseId" uuid, position integer, points numeric, amount numeric, granted boolean, reason jsonb)`)
}

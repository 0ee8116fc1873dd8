import { type Queries, sql } from '../../platform/database/index.ts'
import type { CallPlace, CallStage } from './calls.ts'

/** A call of which something is published. */
export interface PublishedCall {
  readonly year: number
  readonly stage: Exclude<CallStage, 'open'>
  /** Euros. */
  readonly ceiling: number
  readonly provisionalAt: string | null
  readonly finalAt: string | null
  readonly provisionalDocument: string | null
  readonly finalDocument: string | null
}

/** A place as everybody may read it: whose it is stands nowhere, and is not even read. */
export type PublicPlace = Pick<CallPlace, 'number' | 'position' | 'points' | 'amount' | 'granted' | 'reason'>

/** Years that lists of grants stay public (D.Lgs. 33/2013, art. 8.3): the year of the call and the five after it. */
const YEARS_SHOWN = 5

/** The calls of a procedure whose lists are public in a year, the latest first. */
export function publishedCalls(db: Queries, procedure: string, thisYear: number): Promise<PublishedCall[]> {
  return db.many<PublishedCall>(sql`
    select year, stage, ceiling::float8 as ceiling, provisional_at, final_at, provisional_document, final_document
    from call
    where municipality_id = current_municipality() and procedure = ${procedure} and stage <> 'open'
      and year >= ${thisYear - YEARS_SHOWN}
    order by year desc`)
}

interface AskedPlaces {
  readonly procedure: string
  readonly year: number
  readonly stage: Exclude<CallStage, 'open'>
  /** Only the place of this case. */
  readonly number?: string | undefined
  readonly from: number
  readonly limit: number
}

/** A part of a public list, in its order. */
export function publicPlaces(db: Queries, asked: AskedPlaces): Promise<PublicPlace[]> {
  const { procedure, year, stage, number, from, limit } = asked
  return db.many<PublicPlace>(sql`
    select c.number, l.position, l.points::float8 as points, l.amount::float8 as amount, l.granted, l.reason
    from call_place l join cases c on c.municipality_id = l.municipality_id and c.case_id = l.case_id
    where l.municipality_id = current_municipality() and l.procedure = ${procedure} and l.year = ${year} and l.stage = ${stage}
      ${number === undefined ? sql.nothing : sql`and c.number = ${number}`}
    order by l.position nulls last, c.number limit ${limit} offset ${from}`)
}

/** What a list comes to. */
export interface ListTotals {
  readonly places: number
  readonly granted: number
  /** Euros. */
  readonly spent: number
}

export async function totalsOfList(
  db: Queries,
  asked: Omit<AskedPlaces, 'number' | 'from' | 'limit'>,
): Promise<ListTotals> {
  const { procedure, year, stage } = asked
  return await db.one<ListTotals>(sql`
    select count(*)::int as places, (count(*) filter (where granted))::int as granted, coalesce(sum(amount), 0)::float8 as spent
    from call_place where municipality_id = current_municipality() and procedure = ${procedure} and year = ${year} and stage = ${stage}`)
}

/** The place of a case in the latest list of its call. */
export interface OwnPlace extends PublicPlace {
  readonly procedure: string
  readonly year: number
  readonly stage: Exclude<CallStage, 'open'>
}

export function placeOfCase(db: Queries, caseId: string): Promise<OwnPlace | undefined> {
  return db.maybe<OwnPlace>(sql`
    select l.procedure, l.year, l.stage, c.number, l.position, l.points::float8 as points, l.amount::float8 as amount, l.granted, l.reason
    from call_place l join cases c on c.municipality_id = l.municipality_id and c.case_id = l.case_id
    where l.municipality_id = current_municipality() and l.case_id = ${caseId}
    order by l.stage = 'final' desc limit 1`)
}

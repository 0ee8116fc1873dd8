import { type Queries, sql } from '../../platform/database/index.ts'

/** The time that cases of a procedure really took, in calendar days from filing to the outcome, over the last year. */
export interface UsualTime {
  readonly cases: number
  readonly medianDays: number
  readonly ninetiethDays: number
}

/** Measured, never promised; `undefined` below five cases, which say nothing. */
export async function usualTime(db: Queries, procedure: string, now: string): Promise<UsualTime | undefined> {
  const measured = await db.one<UsualTime>(sql`
    select count(*) as cases,
      coalesce(percentile_cont(0.5) within group (order by days), 0) as median_days,
      coalesce(percentile_cont(0.9) within group (order by days), 0) as ninetieth_days
    from (
      select extract(epoch from decided_at - opened_at)::float8 / 86400 as days from cases
      where municipality_id = current_municipality() and procedure = ${procedure}
        and decided_at > ${now}::timestamptz - interval '1 year'
      order by decided_at desc limit 500
    ) recent`)
  return measured.cases < 5 ? undefined : measured
}

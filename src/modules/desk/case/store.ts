import { type Queries, sql } from '../../../platform/database/index.ts'

/** A task that officers ended, with what they answered. */
export interface EndedTask {
  readonly element: string
  readonly form: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly closedAt: string
  /** `officer:…` */
  readonly closedBy: string
}

/** What officers have said in a case so far: their reports, proposals and decisions, in order. */
export function reportsOfCase(db: Queries, caseId: string): Promise<EndedTask[]> {
  return db.many<EndedTask>(sql`
    select element, form, answers, closed_at, closed_by from task
    where municipality_id = current_municipality() and case_id = ${caseId} and closed_at is not null and not citizen
      and form is not null and answers is not null
    order by closed_at, task_id`)
}

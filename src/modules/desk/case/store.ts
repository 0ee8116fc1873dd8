import { type Queries, sql } from '../../../platform/database/index.ts'
import type { FoundCase } from '../../cases/index.ts'

/** A task that officers ended, with what they answered. */
export interface EndedTask {
  readonly taskId: string
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
    select task_id, element, form, answers, closed_at, closed_by from task
    where municipality_id = current_municipality() and case_id = ${caseId} and closed_at is not null and not citizen
      and form is not null and answers is not null
    order by closed_at, task_id`)
}

interface Others {
  /** Only those that are, or were, with one of these offices; absent: all. */
  readonly offices: readonly string[] | undefined
  readonly besides: string
  readonly limit: number
}

/** The cases of a person besides one, the latest first. */
export function casesOfPerson(
  db: Queries,
  personId: string,
  { offices, besides, limit }: Others,
): Promise<FoundCase[]> {
  const seen = offices && [...offices]
  return db.many<FoundCase>(sql`
    select c.case_id, c.number, c.procedure, c.applicant_name, c.title, c.status, c.outcome, c.office_id, c.opened_at, c.due_on
    from cases c
    where c.municipality_id = current_municipality() and c.applicant_id = ${personId} and c.case_id <> ${besides}
      ${
        seen
          ? sql`and (c.office_id = any(${seen}) or exists (
              select 1 from task t
              where t.municipality_id = c.municipality_id and t.case_id = c.case_id and t.office_id = any(${seen})))`
          : sql.nothing
      }
    order by c.opened_at desc limit ${limit}`)
}

import { type Queries, type Sql, sql } from '../../platform/database/index.ts'

/** A line of the work list: a task with what an officer needs to choose it. */
export interface WorkLine {
  readonly taskId: string
  readonly caseId: string
  readonly number: string
  readonly procedure: string
  readonly applicantName: string
  readonly title: string
  readonly element: string
  readonly officeId: string | null
  readonly role: string | null
  readonly officerId: string | null
  readonly openedAt: string
  /** Last day for the task itself. */
  readonly taskDueOn: string | null
  /** Last day of the legal term. */
  readonly dueOn: string | null
  readonly suspended: boolean
  readonly silence: string | null
  readonly riskOn: string | null
}

export interface WorkFilter {
  readonly offices: readonly string[]
  /** Only tasks claimed by this officer, or by nobody. */
  readonly claimed?: { readonly by: string } | 'nobody'
  readonly procedure?: string
  readonly role?: string
  /** Only tasks that ask for one of these roles, or for none. */
  readonly roles?: readonly string[]
  /** Only cases whose legal term ends on or before this day. */
  readonly dueBy?: string
}

/** Where the next page begins: after this line. */
export interface WorkCursor {
  readonly riskOn: string | null
  readonly taskId: string
}

/**
 * The tasks of some offices in the order of legal risk: the case whose term ends first stands first, cases where silence grants are
 * brought forward, those without a term come last. One page of `limit` lines after `after`.
 */
export function workList(
  db: Queries,
  filter: WorkFilter,
  page: { after?: WorkCursor; limit: number },
): Promise<WorkLine[]> {
  // The list is read per office and merged, so that each reading follows its index and stops after one page; only then the cases are read.
  const perOffice = filter.offices.map((office) => sql`(${officeTasks(office, filter, page)})`)
  if (perOffice.length === 0) return Promise.resolve([])
  return db.many<WorkLine>(sql`
    select t.task_id, t.case_id, c.number, c.procedure, c.applicant_name, c.title, t.element, t.office_id, t.role, t.officer_id,
      t.opened_at, t.due_on as task_due_on, c.due_on, c.suspended, c.silence, t.risk_on
    from (
      select * from (${sql.join(perOffice, ' union all ')}) every
      order by risk_on nulls last, task_id limit ${sql.whole(page.limit)}
    ) t
    join cases c on c.municipality_id = t.municipality_id and c.case_id = t.case_id
    order by t.risk_on nulls last, t.task_id`)
}

function officeTasks(office: string, filter: WorkFilter, { after, limit }: { after?: WorkCursor; limit: number }): Sql {
  return sql`
    select * from task t
    where t.municipality_id = current_municipality() and t.office_id = ${office} and t.closed_at is null and not t.citizen
      and ${sql.all(conditions(filter))} ${after ? sql`and ${follows(after)}` : sql.nothing}
    order by t.risk_on nulls last, t.task_id
    limit ${sql.whole(limit)}`
}

function conditions(filter: WorkFilter): Sql[] {
  return [
    ...(filter.claimed === 'nobody' ? [sql`t.officer_id is null`] : []),
    ...(typeof filter.claimed === 'object' ? [sql`t.officer_id = ${filter.claimed.by}`] : []),
    ...(filter.role ? [sql`(t.role is null or t.role = ${filter.role})`] : []),
    ...(filter.roles ? [sql`(t.role is null or t.role = any(${[...filter.roles]}))`] : []),
    ...(filter.dueBy ? [sql`t.risk_on <= ${filter.dueBy}`] : []),
    ...(filter.procedure
      ? [
          sql`exists (select 1 from cases c where c.municipality_id = t.municipality_id and c.case_id = t.case_id and c.procedure = ${filter.procedure})`,
        ]
      : []),
  ]
}

function follows({ riskOn, taskId }: WorkCursor): Sql {
  if (riskOn === null) return sql`(t.risk_on is null and t.task_id > ${taskId})`
  return sql`(t.risk_on > ${riskOn} or (t.risk_on = ${riskOn} and t.task_id > ${taskId}) or t.risk_on is null)`
}

/** How many tasks wait in an office, how many of them are late, and how many nobody has claimed. */
export interface WorkCount {
  readonly officeId: string
  readonly open: number
  readonly late: number
  readonly unclaimed: number
}

/** The counts of each office, for the head of the list. Counts of thousands may be half a minute old: nobody works by the last digit. */
export function workCounts(db: Queries, offices: readonly string[], today: string): Promise<readonly WorkCount[]> {
  const key = `${db.municipalityId}/${today}/${[...offices].sort()}`
  for (const [other, { until }] of keptCounts) if (until < performance.now()) keptCounts.delete(other)
  const kept = keptCounts.get(key)
  if (kept) return kept.counts
  const counts = countWork(db, offices, today)
  keptCounts.set(key, { counts, until: performance.now() + KEPT_MS })
  const forget = () => keptCounts.delete(key)
  counts.then((all) => all.reduce((sum, { open }) => sum + open, 0) < WORTH_KEEPING && forget(), forget)
  return counts
}

const keptCounts = new Map<string, { readonly counts: Promise<readonly WorkCount[]>; readonly until: number }>()
const KEPT_MS = 30_000
/** Fewer are counted each time: it costs less than a millisecond. */
const WORTH_KEEPING = 2_000

function countWork(db: Queries, offices: readonly string[], today: string): Promise<WorkCount[]> {
  return db.many(sql`
    select office_id, count(*) as open, count(*) filter (where risk_on < ${today}) as late, count(*) filter (where officer_id is null) as unclaimed
    from task where municipality_id = current_municipality() and office_id = any(${[...offices]}) and closed_at is null and not citizen
    group by office_id`)
}

import { randomUUID } from 'node:crypto'
import { type ActContext, actorName } from '../../platform/acts/index.ts'
import { type Queries, type Sql, sql } from '../../platform/database/index.ts'
import type { Case, Task } from './case.ts'
import type { Turn } from './turn.ts'

/** A case without what only searches and lists read. */
const CASE = sql`case_id, number, procedure, version, applicant_id, applicant_name, representative_id, title, status, outcome, state, answers,
  registers, lang, channel, register_label, opened_at, decided_at, closed_at, office_id, officer_id, waiting_for, due_on, suspended, silence,
  risk_on`

/**
 * The identifier of a case, or a query that gives it: who knows only what belongs to a case asks for both at once, and does not wait for
 * one answer to ask for the other.
 */
export type CaseRef = string | Sql

/** The case of a task. */
export function caseOfTask(taskId: string): CaseRef {
  return sql`(select case_id from task where municipality_id = current_municipality() and task_id = ${taskId})`
}

/** The person who applied for a case. */
export function applicantOfCase(caseId: string): Sql {
  return sql`(select applicant_id from cases where municipality_id = current_municipality() and case_id = ${caseId})`
}

/** The case, locked until the act ends, so that two acts on one case follow each other. */
export function caseForUpdate(db: Queries, caseId: CaseRef): Promise<Case | undefined> {
  return db.maybe<Case>(sql`
    select ${CASE} from cases where municipality_id = current_municipality() and case_id = ${caseId} for update`)
}

export function caseById(db: Queries, caseId: string): Promise<Case | undefined> {
  return db.maybe<Case>(sql`
    select ${CASE} from cases where municipality_id = current_municipality() and case_id = ${caseId}`)
}

export function openTasksOf(db: Queries, caseId: CaseRef): Promise<Task[]> {
  return db.many<Task>(sql`
    select * from task where municipality_id = current_municipality() and case_id = ${caseId} and closed_at is null
    order by opened_at, task_id`)
}

/** Every task that the case has had. */
export function tasksOf(db: Queries, caseId: string): Promise<Task[]> {
  return db.many<Task>(sql`
    select * from task where municipality_id = current_municipality() and case_id = ${caseId} order by opened_at, task_id`)
}

export function taskById(db: Queries, taskId: string): Promise<Task | undefined> {
  return db.maybe<Task>(sql`select * from task where municipality_id = current_municipality() and task_id = ${taskId}`)
}

/** The next number of the year: `2026/000123`. The counter is locked until the act ends, so that none is lost. */
export async function nextCaseNumber(db: Queries, year: number): Promise<string> {
  const { last } = await db.one<{ last: number }>(sql`
    insert into case_counter (municipality_id, year, last) values (current_municipality(), ${year}, 1)
    on conflict (municipality_id, year) do update set last = case_counter.last + 1 returning last`)
  return `${year}/${String(last).padStart(6, '0')}`
}

export async function insertCase(db: Queries, made: Case): Promise<void> {
  db.send(sql`
    insert into cases (municipality_id, case_id, number, procedure, version, applicant_id, applicant_name, representative_id,
      title, status, outcome, state, answers, registers, lang, channel, register_label, opened_at, decided_at, closed_at, office_id,
      officer_id, waiting_for, due_on, suspended, silence, risk_on, search)
    values (current_municipality(), ${made.caseId}, ${made.number}, ${made.procedure}, ${made.version}, ${made.applicantId},
      ${made.applicantName}, ${made.representativeId}, ${made.title}, ${made.status}, ${made.outcome},
      ${JSON.stringify(made.state)}, ${JSON.stringify(made.answers)}, ${JSON.stringify(made.registers)}, ${made.lang},
      ${made.channel}, ${made.registerLabel}, ${made.openedAt}, ${made.decidedAt}, ${made.closedAt}, ${made.officeId}, ${made.officerId},
      ${made.waitingFor}, ${made.dueOn}, ${made.suspended}, ${made.silence}, ${made.riskOn},
      plain(${searchWords(made)}))`)
}

/** What ended a task, where a turn was taken by ending one. */
export interface EndedTask {
  readonly taskId: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly minutes: number
}

/** Writes what a turn made of the case and of its tasks, in one statement. */
export async function saveTurn(db: Queries, turn: Turn, context: ActContext, ended?: EndedTask): Promise<void> {
  const after = turn.case
  const closed = [...turn.closed]
  // Who works on a case that nobody had answers for it from then on (Ley 39/2015, art. 53.1.b; Legge 241/1990, art. 5).
  const worker = ended && context.actor.kind === 'officer' ? context.actor.id : null
  db.send(sql`
    with changed as (
      update cases set status = ${after.status}, outcome = ${after.outcome}, state = ${JSON.stringify(after.state)},
        answers = ${JSON.stringify(after.answers)}, decided_at = ${after.decidedAt}, closed_at = ${after.closedAt}, office_id = ${after.officeId},
        waiting_for = ${after.waitingFor}, due_on = ${after.dueOn}, suspended = ${after.suspended}, silence = ${after.silence},
        risk_on = ${after.riskOn}, officer_id = coalesce(officer_id, ${worker}::uuid), minutes_worked = minutes_worked + ${ended?.minutes ?? 0}
      where municipality_id = current_municipality() and case_id = ${after.caseId}
    ), closed as (
      update task set closed_at = ${context.now}, closed_by = ${actorName(context.actor)},
        answers = case when task_id = ${ended?.taskId ?? null}::uuid then ${JSON.stringify(ended?.answers ?? null)}::jsonb else answers end
      where municipality_id = current_municipality() and task_id = any(${closed}::uuid[])
    ), moved as (
      update task set risk_on = ${after.riskOn}
      where municipality_id = current_municipality() and case_id = ${after.caseId} and closed_at is null
        and risk_on is distinct from ${after.riskOn}::date and not task_id = any(${closed}::uuid[])
    )${after.outcome === null ? sql.nothing : sql`, unpaid as (${cancelUnpaid(after)})`}
    ${newTasks(turn, context)}`)
}

/** Writes the tasks that stand open when a case begins; the case itself is inserted as the turn left it. */
export async function insertTasks(db: Queries, turn: Turn, context: ActContext): Promise<void> {
  if (turn.opened.length > 0) db.send(newTasks(turn, context))
}

function newTasks({ case: { caseId, riskOn }, opened }: Turn, { now }: ActContext): Sql {
  const tasks = opened.map((task) => ({ ...task, taskId: randomUUID() }))
  return sql`
    insert into task (municipality_id, task_id, case_id, token, element, form, office_id, role, citizen, opened_at, due_on, risk_on)
    select current_municipality(), "taskId", ${caseId}, token, element, form, "officeId", role, citizen, ${now}, "dueOn", ${riskOn}
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as t("taskId" uuid, token integer, element text, form text,
      "officeId" text, role text, citizen boolean, "dueOn" date)`
}

/** A payment that the procedure no longer waits for need not be paid any more. */
function cancelUnpaid({ caseId, state }: Case): Sql {
  const tokens = state.tokens.map(({ id }) => id)
  return sql`
    update payment set status = 'cancelled'
    where municipality_id = current_municipality() and case_id = ${caseId} and status = 'requested' and not token = any(${tokens}::integer[])`
}

/** What the search of the desk looks through. */
function searchWords(made: Case): string {
  return [made.number, made.applicantName, made.title, made.registerLabel ?? ''].join(' ')
}

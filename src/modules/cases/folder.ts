import { type Queries, sql } from '../../platform/database/index.ts'
import { type Draft, draftsOf } from './drafts.ts'
import { type Message, messagesOf } from './message.ts'
import { type Notification, notificationsOfPerson } from './notification.ts'
import { type Payment, paymentsOfPerson } from './payment.ts'

/** A case as its person sees it in a list. */
export interface FolderCase {
  readonly caseId: string
  readonly number: string
  readonly procedure: string
  readonly version: number
  readonly title: string
  readonly status: 'open' | 'closed'
  readonly outcome: string | null
  readonly waitingFor: string
  readonly openedAt: string
  readonly dueOn: string | null
  readonly suspended: boolean
  /** Tasks that the person must do. */
  readonly toDo: readonly { readonly taskId: string; readonly element: string; readonly dueOn: string | null }[]
}

/** What a person has with the municipality, newest first. */
export interface Folder {
  readonly cases: readonly FolderCase[]
  readonly drafts: readonly Draft[]
  readonly messages: readonly Message[]
  readonly notifications: readonly Notification[]
  readonly payments: readonly Payment[]
}

/** The folder of a person: of themselves, or of whom they represent. */
export async function folderOf(db: Queries, personId: string): Promise<Folder> {
  const [cases, drafts, messages, notifications, payments] = await Promise.all([
    casesOf(db, personId),
    draftsOf(db, personId),
    messagesOf(db, personId),
    notificationsOfPerson(db, personId),
    paymentsOfPerson(db, personId),
  ])
  return { cases, drafts, messages, notifications, payments }
}

function casesOf(db: Queries, personId: string): Promise<FolderCase[]> {
  return db.many<FolderCase>(sql`
    select case_id, number, procedure, version, title, status, outcome, waiting_for, opened_at, due_on, suspended,
      coalesce((select jsonb_agg(jsonb_build_object('taskId', t.task_id, 'element', t.element, 'dueOn', t.due_on) order by t.opened_at)
        from task t where t.municipality_id = c.municipality_id and t.case_id = c.case_id and t.citizen and t.closed_at is null), '[]') as to_do
    from cases c
    where municipality_id = current_municipality() and applicant_id = ${personId}
    order by opened_at desc
    limit 200`)
}

import { waiting, where } from '../../core/procedure/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { type Queries, sql } from '../../platform/database/index.ts'
import { historyOf, type JournalEvent } from '../../platform/journal/index.ts'
import { type Procedure, procedureOf } from '../catalogue/index.ts'
import { type Document, documentsOfCase } from '../documents/index.ts'
import type { Case, Task } from './case.ts'
import { type Notification, notificationsOfCase } from './notification.ts'
import { type Payment, paymentsOfCase } from './payment.ts'
import { caseById, tasksOf } from './store.ts'
import { messagesAwaited } from './turn.ts'

/** All that is in a case, for the page of the citizen and the file of the officer: who looks decides what of it is shown. */
export interface CaseFile {
  readonly case: Case
  readonly procedure: Procedure
  readonly tasks: readonly Task[]
  readonly documents: readonly Document[]
  readonly notifications: readonly Notification[]
  readonly payments: readonly Payment[]
  readonly history: readonly JournalEvent[]
  /** Messages that the procedure waits for: `withdraw`, `appeal`, `request-correction`… */
  readonly awaited: readonly string[]
  /** Elements of the drawing that hold a token, and those that were left. */
  readonly here: readonly string[]
  readonly passed: readonly string[]
  /** What is waited for besides people: effects under way, and the next timers. */
  readonly underWay: readonly { readonly element: string; readonly kind: string | null }[]
}

/** The file of a case; `undefined` when there is none. Whether the reader may see it is asked with `mayRead` or `isTheirs`. */
export async function caseFile(db: Queries, municipality: Municipality, caseId: string): Promise<CaseFile | undefined> {
  const one = await caseById(db, caseId)
  if (!one) return undefined
  const [procedure, tasks, documents, notifications, payments, history] = await Promise.all([
    procedureOf(db, municipality, one.procedure, one.version),
    tasksOf(db, caseId),
    documentsOfCase(db, caseId),
    notificationsOfCase(db, caseId),
    paymentsOfCase(db, caseId),
    historyOf(db, `case:${caseId}`),
  ])
  return {
    ...{ case: one, procedure, tasks, documents, notifications, payments, history },
    awaited: messagesAwaited({ case: one, procedure }),
    here: where(procedure.graph, one.state),
    passed: passedElements(history),
    underWay: waiting(procedure.graph, one.state)
      .tasks.filter(({ type }) => type !== 'user')
      .map(({ element, does }) => ({ element, kind: does?.kind ?? null })),
  }
}

/** The case with this number. */
export async function caseIdByNumber(db: Queries, number: string): Promise<string | undefined> {
  const found = await db.maybe<{ caseId: string }>(
    sql`select case_id from cases where municipality_id = current_municipality() and number = ${number}`,
  )
  return found?.caseId
}

/** Notes of officers on a case, oldest first. */
export function notesOf(
  db: Queries,
  caseId: string,
): Promise<{ noteId: string; officerName: string; text: string; at: string }[]> {
  return db.many(sql`
    select note_id, officer_name, text, at from case_note
    where municipality_id = current_municipality() and case_id = ${caseId} order by at`)
}

function passedElements(history: readonly JournalEvent[]): string[] {
  const passed = history.filter(({ kind }) => kind === 'activity.completed').map(({ data }) => String(data.element))
  return [...new Set(passed)]
}

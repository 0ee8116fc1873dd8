import { type Queries, sql } from '../../platform/database/index.ts'
import type { CaseRef } from './store.ts'

/** A notification with legal effect: made available, and ended by access, by rejection or on paper. */
export interface Notification {
  readonly notificationId: string
  readonly caseId: string
  readonly token: number
  readonly element: string
  readonly personId: string
  readonly documentId: string
  readonly mode: 'electronic' | 'paper'
  readonly availableAt: string
  readonly accessUntil: string | null
  readonly endedAt: string | null
  readonly endedHow: 'accessed' | 'rejected' | 'paper' | 'registered-mail' | null
  readonly exitLabel: string | null
}

/** The case that a notification is of. */
export function caseOfNotification(notificationId: string): CaseRef {
  return sql`(
    select case_id from notification where municipality_id = current_municipality() and notification_id = ${notificationId})`
}

export function notificationForUpdate(db: Queries, notificationId: string): Promise<Notification | undefined> {
  return db.maybe<Notification>(sql`
    select * from notification where municipality_id = current_municipality() and notification_id = ${notificationId} for update`)
}

export function notificationsOfPerson(db: Queries, personId: string): Promise<Notification[]> {
  return db.many<Notification>(sql`
    select * from notification where municipality_id = current_municipality() and person_id = ${personId} order by available_at desc`)
}

export function notificationsOfCase(db: Queries, caseId: string): Promise<Notification[]> {
  return db.many<Notification>(sql`
    select * from notification where municipality_id = current_municipality() and case_id = ${caseId} order by available_at`)
}

export async function insertNotification(db: Queries, made: Notification): Promise<void> {
  db.send(sql`
    insert into notification (municipality_id, notification_id, case_id, token, element, person_id, document_id, mode, available_at, access_until, exit_label)
    values (current_municipality(), ${made.notificationId}, ${made.caseId}, ${made.token}, ${made.element}, ${made.personId},
      ${made.documentId}, ${made.mode}, ${made.availableAt}, ${made.accessUntil}, ${made.exitLabel})`)
}

export async function endNotification(db: Queries, ended: Notification): Promise<void> {
  db.send(sql`
    update notification set ended_at = ${ended.endedAt}, ended_how = ${ended.endedHow}
    where municipality_id = current_municipality() and notification_id = ${ended.notificationId}`)
}

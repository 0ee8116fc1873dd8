import { type Queries, sql } from '../../../platform/database/index.ts'
import type { Notification } from '../../cases/index.ts'

/** A notification; whose it is, is asked of its case. */
export function notificationById(db: Queries, notificationId: string): Promise<Notification | undefined> {
  return db.maybe<Notification>(sql`
    select * from notification where municipality_id = current_municipality() and notification_id = ${notificationId}`)
}

import { actorOf } from '../../../platform/identity/index.ts'
import { accessNotification, caseById, isTheirs, type Notification } from '../../cases/index.ts'
import { procedureOf } from '../../catalogue/index.ts'
import { documentById } from '../../documents/index.ts'
import { nothingHere, param, perform, reading, type Visit } from '../visit.ts'
import { NotificationPage } from './notification-view.tsx'
import { notificationById } from './store.ts'

/** Before it is opened: what opening means. Afterwards: the document, and when it counts as notified. */
export async function notificationPage(visit: Visit) {
  const found = await notificationOf(visit)
  if (!found) return nothingHere(visit)
  return visit.reply.header('cache-control', 'no-store').page(NotificationPage({ ctx: visit.ctx, ...found }))
}

/** Opens it: from this moment it counts as notified (Ley 39/2015, art. 43.2). Opened twice, the first time stands. */
export async function openNotification(visit: Visit) {
  const notificationId = param(visit, 'notificationId')
  const outcome = await perform(visit, accessNotification, { notificationId })
  if (!outcome.ok && outcome.refused.code !== 'notified-before') return nothingHere(visit)
  return visit.reply.redirect(`/folder/notifications/${notificationId}?done=portal.notified`, 303)
}

async function notificationOf(visit: Visit) {
  return await reading(visit, async (db) => {
    const notification: Notification | undefined = await notificationById(db, param(visit, 'notificationId'))
    const one = notification && (await caseById(db, notification.caseId))
    if (!notification || !one || !isTheirs(actorOf(visit.request.visitor), one)) return undefined
    const procedure = await procedureOf(db, visit.request.municipality, one.procedure, one.version)
    // What it says is told to nobody before it is opened; its title is what the notice has told already.
    const document = notification.endedAt === null ? undefined : await documentById(db, notification.documentId)
    return { notification, one, document, service: procedure.service.title[visit.request.lang] ?? procedure.id }
  })
}

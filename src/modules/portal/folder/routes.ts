import type { FastifyInstance } from 'fastify'
import { requirePerson } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { messageById, readMessage } from '../../cases/index.ts'
import { documentsOfCase } from '../../documents/index.ts'
import { signedInAgain } from '../session-ended.tsx'
import { nothingHere, ownerOf, param, perform, reading, type Visit, visited } from '../visit.ts'
import { documentPage } from './document.ts'
import { notificationPage, openNotification } from './notification.ts'
import { readFolder } from './read.ts'
import { AppointmentsPage, DocumentsPage, MailPage, MessagePage, OverviewPage, PaymentsPage } from './views.tsx'

/** My folder: what a person has with the municipality. */
export function folderRoutes(server: FastifyInstance, platform: Platform): void {
  const people = { preHandler: requirePerson }
  const kept = { ...people, config: { kept: true } }
  server.get('/folder', kept, visited(platform, folderPage(OverviewPage)))
  server.get('/folder/mail', kept, visited(platform, folderPage(MailPage)))
  server.get('/folder/payments', kept, visited(platform, folderPage(PaymentsPage)))
  server.get('/folder/appointments', kept, visited(platform, folderPage(AppointmentsPage)))
  server.get('/folder/signed-in', people, visited(platform, signedInAgain))
  server.get('/folder/documents', kept, visited(platform, documents))
  server.get('/folder/documents/:documentId', people, visited(platform, documentPage))
  server.get('/folder/messages/:messageId', people, visited(platform, message))
  server.get('/folder/notifications/:notificationId', people, visited(platform, notificationPage))
  server.post('/folder/notifications/:notificationId', people, visited(platform, openNotification))
}

type FolderPage = typeof OverviewPage

/** A page of the folder that needs no more than the folder. */
function folderPage(page: FolderPage) {
  return async (visit: Visit) => {
    const folder = await reading(visit, (db) => readFolder(db, visit, ownerOf(visit)))
    return visit.reply.header('cache-control', 'no-store').page(page({ ctx: visit.ctx, folder }))
  }
}

/** The documents of the latest cases; older ones are on the page of their case. */
const CASES_WITH_DOCUMENTS = 30

async function documents(visit: Visit) {
  const { folder, groups } = await reading(visit, async (db) => {
    const folder = await readFolder(db, visit, ownerOf(visit))
    const latest = folder.cases.slice(0, CASES_WITH_DOCUMENTS)
    const groups = await Promise.all(
      latest.map(async (line) => ({
        case: line,
        documents: (await documentsOfCase(db, line.caseId)).filter(({ shown }) => shown),
      })),
    )
    return { folder, groups: groups.filter((group) => group.documents.length > 0) }
  })
  return visit.reply.header('cache-control', 'no-store').page(DocumentsPage({ ctx: visit.ctx, folder, groups }))
}

/** A message counts as read when its page was shown. */
async function message(visit: Visit) {
  const messageId = param(visit, 'messageId')
  const found = await reading(visit, (db) => messageById(db, messageId))
  if (!found || found.personId !== ownerOf(visit)) return nothingHere(visit)
  if (found.readAt === null) await perform(visit, readMessage, { messageId }, `read:${messageId}`)
  return visit.reply.header('cache-control', 'no-store').page(MessagePage({ ctx: visit.ctx, message: found }))
}

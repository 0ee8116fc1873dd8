import type { FastifyInstance } from 'fastify'
import { requireOfficer } from '../../platform/identity/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { effectsPage, retryForm } from './effects/effects-page.ts'
import { journalPage, verifyPage } from './journal/journal.ts'
import { mePage } from './me/me-page.ts'
import { visited } from './visit.ts'

/** What stands beside the work list: the journal, the queue, one's own page. */
export function moreRoutes(server: FastifyInstance, platform: Platform): void {
  const may = (permission: string) => ({ preHandler: requireOfficer(permission) })
  server.get('/me', visited(platform, mePage))
  server.get('/journal', may('journal.read'), visited(platform, journalPage))
  server.get('/journal/check', may('journal.read'), visited(platform, verifyPage))
  server.get('/admin/effects', may('admin.jobs'), visited(platform, effectsPage))
  server.post('/admin/effects/:job/retry', may('admin.jobs'), visited(platform, retryForm))
}

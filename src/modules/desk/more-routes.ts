import type { FastifyInstance } from 'fastify'
import { requireOfficer } from '../../platform/identity/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { callPage, callsPage, publishForm } from './calls/calls-page.ts'
import { effectsPage, retryForm } from './effects/effects-page.ts'
import { mePage } from './me/me-page.ts'
import { annulForm, entryPage, registerPage } from './register/register-page.ts'
import { visited } from './visit.ts'

/** What stands beside the work list: the register, the calls, the queue, one's own page. */
export function moreRoutes(server: FastifyInstance, platform: Platform): void {
  const may = (permission: string) => ({ preHandler: requireOfficer(permission) })
  server.get('/me', visited(platform, mePage))
  server.get('/register', may('register.read'), visited(platform, registerPage))
  server.get(
    '/register/entry',
    may('register.read'),
    visited(platform, (visit) => entryPage(visit)),
  )
  server.post('/register/annul', may('register.annul'), visited(platform, annulForm))
  server.get('/calls', may('call.rank'), visited(platform, callsPage))
  server.get(
    '/calls/:procedure/:year',
    may('call.rank'),
    visited(platform, (visit) => callPage(visit)),
  )
  server.post('/calls/:procedure/:year/publish', may('call.rank'), visited(platform, publishForm))
  server.get('/admin/effects', may('admin.jobs'), visited(platform, effectsPage))
  server.post('/admin/effects/:job/retry', may('admin.jobs'), visited(platform, retryForm))
}

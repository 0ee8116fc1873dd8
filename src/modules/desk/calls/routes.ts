import type { FastifyInstance } from 'fastify'
import { requireOfficer } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { visited } from '../visit.ts'
import { callCsv, callPage, callsPage, publishForm, publishPage } from './calls-page.ts'

/** Calls for applications: who would be granted, and the two lists that are published. */
export function callRoutes(server: FastifyInstance, platform: Platform): void {
  const rankers = { preHandler: requireOfficer('call.rank') }
  server.get('/calls', rankers, visited(platform, callsPage))
  server.get('/calls/:procedure/:year', rankers, visited(platform, callPage))
  server.get('/calls/:procedure/:year/list.csv', rankers, visited(platform, callCsv))
  server.get(
    '/calls/:procedure/:year/publish',
    rankers,
    visited(platform, (visit) => publishPage(visit)),
  )
  server.post('/calls/:procedure/:year/publish', rankers, visited(platform, publishForm))
}

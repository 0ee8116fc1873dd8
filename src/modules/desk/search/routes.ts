import type { FastifyInstance } from 'fastify'
import { requireOfficer } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { visited } from '../visit.ts'
import { searchPage, searchSuggestions } from './search.ts'

/** Finds a case by its number, its applicant or its place. */
export function searchRoutes(server: FastifyInstance, platform: Platform): void {
  const readers = { preHandler: requireOfficer('case.read') }
  server.get('/search', { ...readers, config: { kept: true } }, visited(platform, searchPage))
  server.get('/search/suggest', readers, visited(platform, searchSuggestions))
}

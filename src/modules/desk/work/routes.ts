import type { FastifyInstance } from 'fastify'
import type { Platform } from '../../../platform/platform.ts'
import { visited } from '../visit.ts'
import { workCsv } from './work-csv.ts'
import { forgetFilterForm, saveFilterForm, workPage } from './work-list.ts'

/** The work list: what waits, the most urgent first. */
export function workRoutes(server: FastifyInstance, platform: Platform): void {
  server.get('/', { config: { kept: true } }, visited(platform, workPage))
  server.get('/work.csv', visited(platform, workCsv))
  server.post('/filters', visited(platform, saveFilterForm))
  server.post('/filters/forget', visited(platform, forgetFilterForm))
}

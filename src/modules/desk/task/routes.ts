import type { FastifyInstance } from 'fastify'
import { requireOfficer } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { visited } from '../visit.ts'
import { discardForm, keepForm } from './kept.ts'
import { assignForm, claimForm, handOverForm, handOverPage, releaseForm } from './task-acts.ts'
import { fieldsForm, previewForm, taskForm, taskPage, uploadToTask } from './task-page.ts'

/** The tasks of officers: their form, who does them, and what they would issue. */
export function taskRoutes(server: FastifyInstance, platform: Platform): void {
  const readers = { preHandler: requireOfficer('case.read') }
  server.get('/tasks/:taskId', readers, visited(platform, taskPage))
  server.post('/tasks/:taskId', readers, visited(platform, taskForm))
  server.post('/tasks/:taskId/fields', readers, visited(platform, fieldsForm))
  server.post('/tasks/:taskId/keep', readers, visited(platform, keepForm))
  server.post('/tasks/:taskId/throw-away', readers, visited(platform, discardForm))
  server.post('/tasks/:taskId/preview', readers, visited(platform, previewForm))
  server.post('/tasks/:taskId/files/:field', readers, visited(platform, uploadToTask))
  server.post('/tasks/:taskId/claim', readers, visited(platform, claimForm))
  server.post('/tasks/:taskId/release', readers, visited(platform, releaseForm))
  server.get(
    '/tasks/:taskId/hand-over',
    readers,
    visited(platform, (visit) => handOverPage(visit)),
  )
  server.post('/tasks/:taskId/hand-over', readers, visited(platform, handOverForm))
  server.post('/tasks/:taskId/assign', readers, visited(platform, assignForm))
}

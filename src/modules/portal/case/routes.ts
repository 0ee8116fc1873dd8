import type { FastifyInstance } from 'fastify'
import { requirePerson } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { requirePersonOfForm } from '../session-ended.tsx'
import { visited } from '../visit.ts'
import { drawing, pageOfCase, receipt } from './case-page.ts'
import { messageForm, messagePage } from './citizen-message.ts'
import { taskForm, taskPage, uploadToTask } from './task.ts'

/** A case of one's own: where it is, until when, what must be done now. */
export function caseRoutes(server: FastifyInstance, platform: Platform): void {
  const people = { preHandler: requirePerson }
  const writers = { preHandler: requirePersonOfForm }
  server.get('/folder/cases/:caseId', people, visited(platform, pageOfCase))
  server.get('/folder/cases/:caseId/map.bpmn', people, visited(platform, drawing))
  server.get('/folder/cases/:caseId/receipt', people, visited(platform, receipt))
  server.get('/folder/cases/:caseId/tasks/:taskId', people, visited(platform, taskPage))
  server.post('/folder/cases/:caseId/tasks/:taskId', writers, visited(platform, taskForm))
  server.post('/folder/cases/:caseId/tasks/:taskId/files/:field', people, visited(platform, uploadToTask))
  server.get('/folder/cases/:caseId/do/:message', people, visited(platform, messagePage))
  server.post('/folder/cases/:caseId/do/:message', writers, visited(platform, messageForm))
}

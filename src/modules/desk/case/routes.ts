import type { FastifyInstance } from 'fastify'
import { requireOfficer } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { visited } from '../visit.ts'
import {
  correctionForm,
  correctionPage,
  extensionForm,
  extensionPage,
  noteForm,
  paperForm,
  paperPage,
} from './act-forms.ts'
import { drawing, pageOfCase } from './case-page.ts'
import { documentOfCase } from './documents.ts'

/** The file of a case, and what may be done with it besides its tasks. */
export function caseRoutes(server: FastifyInstance, platform: Platform): void {
  const readers = { preHandler: requireOfficer('case.read') }
  server.get('/cases/:caseId', readers, visited(platform, pageOfCase))
  server.get('/cases/:caseId/map.bpmn', readers, visited(platform, drawing))
  server.get('/documents/:documentId', readers, visited(platform, documentOfCase))
  server.post('/cases/:caseId/notes', readers, visited(platform, noteForm))
  server.get('/cases/:caseId/correction', readers, visited(platform, correctionPage))
  server.post('/cases/:caseId/correction', readers, visited(platform, correctionForm))
  server.get('/cases/:caseId/extension', readers, visited(platform, extensionPage))
  server.post('/cases/:caseId/extension', readers, visited(platform, extensionForm))
  server.get('/cases/:caseId/paper/:notificationId', readers, visited(platform, paperPage))
  server.post('/cases/:caseId/paper/:notificationId', readers, visited(platform, paperForm))
}

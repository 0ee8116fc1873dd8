import type { FastifyInstance } from 'fastify'
import { requirePerson } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { visited } from '../visit.ts'
import { contactForm, profilePage } from './contact.ts'
import { endMandateForm, endMandatePage, grantForm, grantPage } from './mandates.ts'

/** How I am reached, and who may act for me. */
export function profileRoutes(server: FastifyInstance, platform: Platform): void {
  const people = { preHandler: requirePerson }
  server.get('/profile', people, visited(platform, profilePage))
  server.post('/profile', people, visited(platform, contactForm))
  server.get('/profile/mandates/new', people, visited(platform, grantPage))
  server.post('/profile/mandates/new', people, visited(platform, grantForm))
  server.get('/profile/mandates/:mandateId/end', people, visited(platform, endMandatePage))
  server.post('/profile/mandates/:mandateId/end', people, visited(platform, endMandateForm))
}

import type { FastifyInstance } from 'fastify'
import { requireOfficer } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { visited } from '../visit.ts'
import { dayPage, daysPage } from './days.ts'
import { annulForm, contentOfEntry, entryPage, receiptOfEntry } from './entry.ts'
import { newEntryForm, newEntryPage } from './new-entry.ts'
import { registerPage } from './register-page.ts'

/** The register of entries and exits (Ley 39/2015, art. 16; DPR 445/2000, art. 53). */
export function registerRoutes(server: FastifyInstance, platform: Platform): void {
  const may = (permission: string) => ({ preHandler: requireOfficer(permission) })
  server.get('/register', may('register.read'), visited(platform, registerPage))
  server.get(
    '/register/entry',
    may('register.read'),
    visited(platform, (visit) => entryPage(visit)),
  )
  server.get('/register/receipt', may('register.read'), visited(platform, receiptOfEntry))
  server.get('/register/content', may('register.read'), visited(platform, contentOfEntry))
  server.post('/register/annul', may('register.annul'), visited(platform, annulForm))
  server.get('/register/new', may('register.write'), visited(platform, newEntryPage))
  server.post('/register/new', may('register.write'), visited(platform, newEntryForm))
  server.get('/register/days', may('register.read'), visited(platform, daysPage))
  server.get('/register/days/:day', may('register.read'), visited(platform, dayPage))
}

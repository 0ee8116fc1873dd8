import type { FastifyInstance } from 'fastify'
import { requirePerson } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { PlaceSuggestions, renderFragment } from '../../../ui/index.ts'
import { searchAddresses } from '../../people/index.ts'
import { requirePersonOfForm } from '../session-ended.tsx'
import { reading, type Visit, visited } from '../visit.ts'
import { beginForm, beginPage } from './begin.ts'
import { discardForm, discardPage } from './discard.ts'
import { draftFile, draftStart, fillForm, fillPage, uploadToDraft } from './fill.ts'
import { addressInWords } from './place.ts'
import { reviewForm, reviewPage } from './review.ts'

/** From "I want this" to the receipt: a draft is begun, filled page by page, checked and filed. */
export function applicationRoutes(server: FastifyInstance, platform: Platform): void {
  const people = { preHandler: requirePerson }
  const writers = { preHandler: requirePersonOfForm }
  server.get('/services/:id/apply', people, visited(platform, beginPage))
  server.post('/services/:id/apply', people, visited(platform, beginForm))
  server.get('/drafts/:draftId', people, visited(platform, draftStart))
  server.get('/drafts/:draftId/review', people, visited(platform, reviewPage))
  server.post('/drafts/:draftId/review', writers, visited(platform, reviewForm))
  server.get('/drafts/:draftId/discard', people, visited(platform, discardPage))
  server.post('/drafts/:draftId/discard', people, visited(platform, discardForm))
  server.post('/drafts/:draftId/files/:field', people, visited(platform, uploadToDraft))
  server.get('/drafts/:draftId/files/:uploadId', people, visited(platform, draftFile))
  server.get('/drafts/:draftId/:page', people, visited(platform, fillPage))
  server.post('/drafts/:draftId/:page', writers, visited(platform, fillForm))
  server.get('/addresses', people, visited(platform, suggestAddresses))
}

/** Addresses of the town while one is written; the field sends itself under its own name. */
async function suggestAddresses(visit: Visit) {
  const { name = 'q' } = visit.ctx.query
  const written = (visit.ctx.query[name] ?? visit.ctx.query.q ?? '').slice(0, 200)
  visit.reply.type('text/html; charset=utf-8')
  if (written.trim().length < 3) return visit.reply.send('')
  const found = await reading(visit, (db) => searchAddresses(db, written, 8))
  return visit.reply.send(renderFragment(PlaceSuggestions({ places: found.map(addressInWords) })))
}

import type { FastifyInstance } from 'fastify'
import { readPosted, sendFile } from '../../../platform/http/index.ts'
import { verifyPdf } from '../../../platform/pdf/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type Document, documentByCode, sealOf } from '../../documents/index.ts'
import { contentOf } from '../folder/document.ts'
import { param, reading, type Visit, visited } from '../visit.ts'
import { comparisonOf } from './comparison.ts'
import { NoSuchCodePage, VerifiedPage, VerifyPage } from './view.tsx'

/** Anybody may check a document of the town hall by its code: whoever has the code has the document. */
export function verifyRoutes(server: FastifyInstance, platform: Platform): void {
  server.get('/verify', visited(platform, askForCode))
  server.get('/verify/:code', visited(platform, check))
  server.post('/verify/:code', visited(platform, compare))
  server.get('/verify/:code/original', visited(platform, original))
}

async function askForCode(visit: Visit) {
  const code = codeIn(visit.ctx.query.code ?? '')
  if (code !== '') return visit.reply.redirect(`/verify/${encodeURIComponent(code)}`, 303)
  return visit.reply.page(VerifyPage({ ctx: visit.ctx }))
}

async function check(visit: Visit) {
  return await show(visit, undefined)
}

/** Compares a copy with the original. The copy is looked at and forgotten. */
async function compare(visit: Visit) {
  const { files } = await readPosted(visit.request)
  return await show(visit, files[0]?.content ?? Buffer.alloc(0))
}

async function original(visit: Visit) {
  const document = await documentOf(visit)
  if (!document) return unknown(visit)
  return sendFile(visit, {
    name: `${document.title}.pdf`,
    mediaType: document.mediaType,
    content: await contentOf(visit, document),
  })
}

async function show(visit: Visit, copy: Buffer | undefined) {
  const document = await documentOf(visit)
  if (!document) return unknown(visit)
  const content = await contentOf(visit, document)
  const { trusted } = await sealOf(visit.platform, visit.request.municipality)
  const checked = verifyPdf(content, { trusted })
  const comparison = copy && comparisonOf(copy, { content, trusted })
  return visit.reply
    .header('cache-control', 'no-store')
    .page(VerifiedPage({ ctx: visit.ctx, document, size: content.length, check: checked, comparison }))
}

function unknown(visit: Visit) {
  return visit.reply.page(NoSuchCodePage({ ctx: visit.ctx, code: codeIn(param(visit, 'code')) }), 404)
}

/** A document that its addressee has not been notified of is not there yet. */
async function documentOf(visit: Visit): Promise<Document | undefined> {
  const code = codeIn(param(visit, 'code'))
  const document = code === '' ? undefined : await reading(visit, (db) => documentByCode(db, code))
  return document?.shown ? document : undefined
}

/** A code as it is kept, from how it was typed: four groups of four, in capitals. */
function codeIn(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 40)
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

import { actorOf } from '../../../platform/identity/index.ts'
import { caseById, isTheirs } from '../../cases/index.ts'
import { procedureOf } from '../../catalogue/index.ts'
import { type Document, documentById, renderDocument } from '../../documents/index.ts'
import { sendFile } from '../send-file.ts'
import { nothingHere, param, reading, type Visit } from '../visit.ts'

/** A document of one's own case, once it may be seen: a decision only after it was notified. */
export async function documentPage(visit: Visit) {
  const document = await reading(visit, async (db) => {
    const found = await documentById(db, param(visit, 'documentId'))
    const one = found?.caseId ? await caseById(db, found.caseId) : undefined
    return found?.shown && one && isTheirs(actorOf(visit.request.visitor), one) ? found : undefined
  })
  if (!document) return nothingHere(visit)
  const name = document.origin === 'issued' ? `${document.title}.pdf` : document.title
  return sendFile(visit, { name, mediaType: document.mediaType, content: await contentOf(visit, document) })
}

/** The bytes of a document; one that was never opened is rendered and sealed now, and kept. */
export async function contentOf(visit: Visit, document: Document): Promise<Buffer> {
  const { platform, request } = visit
  if (document.fileHash !== null) return await platform.files.get(document.fileHash)
  const { source } = document
  if (source === null) throw new Error(`document ${document.documentId} has neither a file nor a source`)
  const procedure = await reading(visit, (db) =>
    procedureOf(db, request.municipality, source.procedure, source.version),
  )
  return await renderDocument(platform, request.municipality, document.documentId, procedure.templates)
}

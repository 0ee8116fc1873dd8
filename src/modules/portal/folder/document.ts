import { sendFile } from '../../../platform/http/index.ts'
import { actorOf } from '../../../platform/identity/index.ts'
import { caseById, isTheirs, openDocument } from '../../cases/index.ts'
import { type Document, documentById } from '../../documents/index.ts'
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
export function contentOf({ platform, request }: Visit, document: Document): Promise<Buffer> {
  return openDocument(platform, request.municipality, document)
}

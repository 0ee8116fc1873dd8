import type { Municipality } from '../../platform/acts/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { procedureOf } from '../catalogue/index.ts'
import { type Document, documentById, renderDocument } from '../documents/index.ts'
import { backgroundOf, documentData, type Signer } from './document-data.ts'
import { caseById } from './store.ts'

/** What a loaded history keeps of a document: what could not be known later. */
interface KeptData {
  readonly variables?: Readonly<Record<string, unknown>>
  readonly signer?: Signer | null
  readonly today?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** Sees to it that an issued document has its file, sealed; nothing is read or done where it has one already. */
export async function sealDocument(platform: Platform, municipality: Municipality, documentId: string): Promise<void> {
  const document = await platform.db.atOnce(municipality.municipalityId, (db) => documentById(db, documentId))
  if (!document) throw new Error(`there is no document ${documentId}`)
  if (document.fileHash === null) await openDocument(platform, municipality, document)
}

/** The bytes of a document of a case or of a call: from the store, or, when it is opened for the first time, rendered and sealed now. */
export async function openDocument(
  platform: Platform,
  municipality: Municipality,
  document: Document,
): Promise<Buffer> {
  if (document.fileHash !== null) return await platform.files.get(document.fileHash)
  const { source, caseId } = document
  if (source === null) throw new Error(`document ${document.documentId} has neither file nor source`)
  const made = await platform.db.within(municipality.municipalityId, async (db) => {
    const procedure = await procedureOf(db, municipality, source.procedure, source.version)
    // What is of no case, and what was issued by the real worker, keeps all that it says.
    if (caseId === null || 'applicant' in source.data) return { templates: procedure.templates, data: source.data }
    const one = await caseById(db, caseId)
    if (!one) throw new Error(`document ${document.documentId} is of a case that is not there`)
    const kept: KeptData = source.data
    const asked = { one, procedure, municipality, title: document.title, now: document.createdAt }
    const whole = documentData(await backgroundOf(db, one.caseId), {
      ...asked,
      signer: kept.signer ?? null,
      extra: kept.data ?? {},
    })
    return {
      templates: procedure.templates,
      data: {
        ...whole,
        ...(kept.variables && { variables: kept.variables }),
        ...(kept.today && { today: kept.today }),
      },
    }
  })
  return await renderDocument(platform, municipality, document, made)
}

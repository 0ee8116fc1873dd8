import { procedureOf } from '../../catalogue/index.ts'
import { renderDocument } from '../../documents/index.ts'
import { issueDocumentAct } from '../acts/issue-document.ts'
import { documentData, signerOf } from '../document-data.ts'
import { caseById } from '../store.ts'
import { actAsSystem, type Worker } from './worker.ts'

/** Issues a document of the package: written down with its numbers first, then rendered and sealed, then told to the drawing. */
export async function issueDocument(worker: Worker): Promise<Record<string, unknown> | undefined> {
  const { platform, municipality, effect } = worker
  const asked = effect.with as {
    template: string
    title?: string
    sign?: string
    register?: boolean
    data?: Record<string, unknown>
  }
  const prepared = await platform.db.within(municipality.municipalityId, async (db) => {
    const one = await caseById(db, effect.caseId)
    if (!one) return undefined
    const procedure = await procedureOf(db, municipality, one.procedure, one.version)
    const title = procedure.service.documents[asked.title ?? asked.template]?.title[one.lang] ?? asked.template
    const signer = asked.sign === 'officer' ? await signerOf(db, one.caseId) : null
    const data = await documentData(db, {
      one,
      procedure,
      municipality,
      title,
      signer,
      extra: asked.data ?? {},
      now: platform.now(),
    })
    const input = {
      caseId: one.caseId,
      kind: asked.title ?? asked.template,
      title,
      lang: one.lang,
      source: { procedure: procedure.id, version: procedure.version, template: asked.template, data },
      register: asked.register ?? false,
      signedBy: signer?.name ?? null,
    }
    return { input, templates: procedure.templates }
  })
  if (!prepared) return undefined
  const { input, templates } = prepared
  const issued = await actAsSystem(worker, issueDocumentAct, input)
  if (!issued) return undefined
  await renderDocument(platform, municipality, issued.documentId, { templates, data: input.source.data })
  return { document: issued.documentId, code: issued.code }
}

import { issueDocumentAct } from '../acts/issue-document.ts'
import { sealDocument } from '../open-document.ts'
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
  const issued = await actAsSystem(worker, issueDocumentAct, {
    caseId: effect.caseId,
    template: asked.template,
    kind: asked.title ?? asked.template,
    signedByOfficer: asked.sign === 'officer',
    register: asked.register ?? false,
    data: asked.data ?? {},
  })
  if (!issued) return undefined
  await sealDocument(platform, municipality, issued.documentId)
  return { document: issued.documentId, code: issued.code }
}

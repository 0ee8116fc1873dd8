import Type from 'typebox'
import { caseById, isTheirs, mayRead, openDocument, tasksOf } from '../../cases/index.ts'
import { type Document, documentById } from '../../documents/index.ts'
import { FILE, reading, type Visit } from '../reading.ts'
import { uuid } from '../shapes.ts'
import { documentLine, documentShape } from './parts.ts'

const audience = 'signed-in'
const DocumentShape = Type.Object(documentShape, { $id: 'Document', description: 'What was handed in, or issued.' })

const metadata = reading({
  path: '/documents/{id}',
  tag: 'Documents',
  summary: 'What is known of a document',
  description:
    'For those who may see its case; for the applicant, once they may see it: a decision after its notification.',
  audience,
  params: { id: uuid },
  query: {},
  answer: DocumentShape,
  async answers(visit) {
    const document = await documentFor(visit)
    return document && documentLine(document)
  },
})

const content = reading({
  path: '/documents/{id}/content',
  tag: 'Documents',
  summary: 'The document itself',
  description: 'The file as it was received, or the sealed PDF; for whoever may see the document.',
  audience,
  params: { id: uuid },
  query: {},
  answer: FILE,
  async answers(visit) {
    const document = await documentFor(visit)
    if (!document) return undefined
    const bytes = await openDocument(visit.platform, visit.municipality, document)
    return { name: nameOf(document), mediaType: document.mediaType, content: bytes }
  },
})

async function documentFor({ read, actor, params }: Visit<{ id: string }>): Promise<Document | undefined> {
  return await read(async (db) => {
    const document = await documentById(db, params.id)
    const one = document?.caseId ? await caseById(db, document.caseId) : undefined
    if (!document || !one) return undefined
    if (isTheirs(actor, one)) return document.shown ? document : undefined
    return mayRead(actor, one, await tasksOf(db, one.caseId)) ? document : undefined
  })
}

function nameOf({ origin, title }: Document): string {
  return origin === 'issued' ? `${title}.pdf` : title
}

export const DOCUMENT_READINGS = [metadata, content]

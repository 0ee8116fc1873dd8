import { sendFile } from '../../../platform/http/index.ts'
import { formatDate } from '../../../platform/i18n/index.ts'
import type { DocumentView } from '../../../ui/index.ts'
import { type CaseFile, openDocument } from '../../cases/index.ts'
import { documentById } from '../../documents/index.ts'
import { nothingHere, param, reading, type Visit } from '../visit.ts'
import { caseOfVisit } from './case-in-hand.ts'

export interface CaseDocuments {
  readonly received: readonly DocumentView[]
  readonly issued: readonly DocumentView[]
}

/** A document of a case that the officer may see; one that was never opened is rendered and sealed now. */
export async function documentOfCase(visit: Visit) {
  const document = await reading(visit, async (db) => {
    const found = await documentById(db, param(visit, 'documentId'))
    return found?.caseId && (await caseOfVisit(db, visit, found.caseId)) ? found : undefined
  })
  if (!document) return nothingHere(visit)
  const content = await openDocument(visit.platform, visit.request.municipality, document)
  const name = document.origin === 'issued' ? `${document.title}.pdf` : document.title
  return sendFile(visit, { name, mediaType: document.mediaType, content })
}

/** The documents of a case: what people handed in, and what was issued, the latest first. */
export function documentViews(visit: Visit, { documents }: CaseFile): CaseDocuments {
  const views = (origin: 'issued' | 'received') =>
    documents
      .filter((document) => document.origin === origin)
      .toReversed()
      .map((document) => viewOf(visit, document))
  return { received: views('received'), issued: views('issued') }
}

function viewOf({ ctx }: Visit, document: CaseFile['documents'][number]): DocumentView {
  const { t, lang, municipality } = ctx
  const day = formatDate(lang, document.createdAt, 'medium', municipality.zone)
  const signer = document.signedBy === null ? null : t('desk.document.signed', { name: document.signedBy })
  return {
    href: `/desk/documents/${document.documentId}`,
    title: document.title,
    bytes: document.size ?? undefined,
    format: document.mediaType.split('/')[1]?.toUpperCase() ?? '',
    note: [day, document.registerLabel, signer].filter(Boolean).join(' · '),
    code: document.code ?? undefined,
    ...(!document.shown && { badge: { tone: 'warning', text: t('desk.document.not-shown') } }),
  }
}

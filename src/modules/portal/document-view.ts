import { formatDate } from '../../platform/i18n/index.ts'
import type { DocumentView, PageContext } from '../../ui/index.ts'
import type { Document } from '../documents/index.ts'

/** A document of a case as a line of a list. What is not rendered yet has no size: it is made when it is first opened. */
export function documentView({ t, lang, municipality }: PageContext, document: Document): DocumentView {
  const day = formatDate(lang, document.createdAt, 'long', municipality.zone)
  const from = t(document.origin === 'issued' ? 'portal.document.ours' : 'portal.document.yours')
  return {
    href: `/folder/documents/${document.documentId}`,
    title: document.title,
    bytes: document.size ?? undefined,
    format: FORMATS[document.mediaType] ?? t('portal.document.file'),
    note: [day, from, document.registerLabel].filter(Boolean).join(' · '),
    code: document.code ?? undefined,
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
  'image/webp': 'WEBP',
  'image/heic': 'HEIC',
  'image/tiff': 'TIFF',
}

import type { Municipality } from '../../platform/acts/index.ts'
import { qrSvg, renderPdf, sealPdf } from '../../platform/pdf/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { sealOf } from './seal.ts'
import { type Document, documentById, keepRendering } from './store.ts'

/** What a document is made of: the Typst sources of its package, and what they may say. */
export interface Making {
  readonly templates: ReadonlyMap<string, string>
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * Renders an issued document from its source, seals it and keeps it; gives its bytes.
 * Done twice it gives the same document with another seal, of which the first kept stays.
 */
export async function renderDocument(
  platform: Platform,
  municipality: Municipality,
  document: Document,
  making: Making,
): Promise<Buffer> {
  const sealed = await makeSealed(platform, municipality, document, making)
  const file = await platform.files.put(sealed)
  const kept = await platform.db.within(municipality.municipalityId, async (db) => {
    await keepRendering(db, document.documentId, file)
    return documentById(db, document.documentId)
  })
  const isOurs = !kept?.fileHash || kept.fileHash === file.hash
  return isOurs ? Buffer.from(sealed) : await platform.files.get(kept.fileHash)
}

/** Where anybody can check a document: the address that its QR code holds. */
export function verificationUrl(platform: Pick<Platform, 'config'>, code: string): string {
  return `${platform.config.baseUrl}/verify/${code}`
}

async function makeSealed(
  platform: Platform,
  municipality: Municipality,
  document: Document,
  { templates, data }: Making,
): Promise<Uint8Array> {
  if (document.source === null || document.code === null)
    throw new Error(`document ${document.documentId} has no source`)
  const { template } = document.source
  const source = templates.get(`${template}.${document.lang}`) ?? templates.get(template)
  if (source === undefined) throw new Error(`the package has no document "${template}"`)
  const url = verificationUrl(platform, document.code)
  const pdf = await renderPdf({
    template: source,
    lang: document.lang as 'ca', // kept as text; packages have the four languages of the interface
    at: document.createdAt,
    data: {
      ...data,
      title: document.title,
      verification: { code: document.code, url, qr: await qrSvg(url) },
      register: document.registerLabel,
      signedBy: document.signedBy,
      at: document.createdAt,
    },
  })
  const { sealer } = await sealOf(platform, municipality)
  return await sealPdf(pdf, sealer, { at: document.createdAt, name: municipality.name, reason: document.title })
}

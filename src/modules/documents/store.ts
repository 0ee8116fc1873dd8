import { randomUUID } from 'node:crypto'
import { type ActContext, actorName } from '../../platform/acts/index.ts'
import { type Queries, sql } from '../../platform/database/index.ts'

/** A document of a case: received from somebody, or issued by the municipality. */
export interface Document {
  readonly documentId: string
  readonly caseId: string | null
  readonly origin: 'issued' | 'received'
  readonly kind: string
  readonly title: string
  readonly lang: string
  readonly mediaType: string
  /** Absent until it is rendered from its source (documents of a loaded history). */
  readonly fileHash: string | null
  readonly size: number | null
  readonly source: DocumentSource | null
  readonly code: string | null
  readonly sealed: boolean
  readonly signedBy: string | null
  readonly registerLabel: string | null
  readonly shown: boolean
  readonly createdAt: string
  readonly createdBy: string
}

/** What an issued document was made from: enough to make the same again. */
export interface DocumentSource {
  readonly procedure: string
  readonly version: number
  readonly template: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A file handed in with a draft or a task, before it belongs to a case. */
export interface Upload {
  readonly uploadId: string
  /** The draft or the task that it came with. */
  readonly belongsTo: string
  readonly field: string
  readonly uploadedBy: string
  readonly name: string
  readonly mediaType: string
  readonly fileHash: string
  readonly size: number
  readonly at: string
}

export function documentsOfCase(db: Queries, caseId: string): Promise<Document[]> {
  return db.many<Document>(sql`
    select * from document where municipality_id = current_municipality() and case_id = ${caseId} order by created_at, document_id`)
}

export function documentById(db: Queries, documentId: string): Promise<Document | undefined> {
  return db.maybe<Document>(sql`
    select * from document where municipality_id = current_municipality() and document_id = ${documentId}`)
}

export function documentByCode(db: Queries, code: string): Promise<Document | undefined> {
  return db.maybe<Document>(
    sql`select * from document where municipality_id = current_municipality() and code = ${code}`,
  )
}

export async function insertDocument(db: Queries, made: Document): Promise<void> {
  db.send(sql`
    insert into document (municipality_id, document_id, case_id, origin, kind, title, lang, media_type, file_hash, size, source, code,
      sealed, signed_by, register_label, shown, created_at, created_by)
    values (current_municipality(), ${made.documentId}, ${made.caseId}, ${made.origin}, ${made.kind}, ${made.title}, ${made.lang},
      ${made.mediaType}, ${made.fileHash}, ${made.size}, ${made.source === null ? null : JSON.stringify(made.source)}, ${made.code},
      ${made.sealed}, ${made.signedBy}, ${made.registerLabel}, ${made.shown}, ${made.createdAt}, ${made.createdBy})`)
}

/** From now on the applicant sees it. */
export async function showDocument(db: Queries, documentId: string): Promise<void> {
  db.send(sql`
    update document set shown = true where municipality_id = current_municipality() and document_id = ${documentId}`)
}

/** Keeps the file that was rendered from the source. */
export async function keepRendering(
  db: Queries,
  documentId: string,
  file: { hash: string; size: number },
): Promise<void> {
  await db.run(sql`
    update document set file_hash = ${file.hash}, size = ${file.size}, sealed = true
    where municipality_id = current_municipality() and document_id = ${documentId} and file_hash is null`)
}

export function uploadsOf(db: Queries, belongsTo: string): Promise<Upload[]> {
  return db.many<Upload>(sql`
    select * from upload where municipality_id = current_municipality() and belongs_to = ${belongsTo} order by at, upload_id`)
}

export function uploadById(db: Queries, uploadId: string): Promise<Upload | undefined> {
  return db.maybe<Upload>(
    sql`select * from upload where municipality_id = current_municipality() and upload_id = ${uploadId}`,
  )
}

export async function insertUpload(db: Queries, upload: Upload): Promise<void> {
  db.send(sql`
    insert into upload (municipality_id, upload_id, belongs_to, field, uploaded_by, name, media_type, file_hash, size, at)
    values (current_municipality(), ${upload.uploadId}, ${upload.belongsTo}, ${upload.field}, ${upload.uploadedBy}, ${upload.name},
      ${upload.mediaType}, ${upload.fileHash}, ${upload.size}, ${upload.at})`)
}

export async function deleteUpload(db: Queries, uploadId: string): Promise<void> {
  db.send(sql`delete from upload where municipality_id = current_municipality() and upload_id = ${uploadId}`)
}

/** Makes uploads into documents of a case. */
export async function attachUploads(
  db: Queries,
  to: { caseId: string; uploads: readonly Upload[]; lang: string; registerLabel: string | null },
  context: ActContext,
): Promise<void> {
  for (const upload of to.uploads) {
    await insertDocument(db, {
      documentId: randomUUID(),
      caseId: to.caseId,
      origin: 'received',
      kind: upload.field,
      title: upload.name,
      lang: to.lang,
      mediaType: upload.mediaType,
      fileHash: upload.fileHash,
      size: upload.size,
      source: null,
      code: null,
      sealed: false,
      signedBy: null,
      registerLabel: to.registerLabel,
      shown: true,
      createdAt: context.now,
      createdBy: actorName(context.actor),
    })
    await deleteUpload(db, upload.uploadId)
  }
}

import { createHash } from 'node:crypto'
import Type from 'typebox'
import { type Act, type ActContext, act } from '../../../platform/acts/index.ts'
import { type Procedure, procedureOf } from '../../catalogue/index.ts'
import { type DocumentSource, insertDocument } from '../../documents/index.ts'
import { enter } from '../../register/index.ts'
import type { Case } from '../case.ts'
import { backgroundOf, type CaseBackground, documentData, type Signer, signerOf } from '../document-data.ts'
import { caseForUpdate } from '../store.ts'

interface Issue {
  readonly caseId: string
  readonly template: string
  /** What it is called among the documents of the package. */
  readonly kind: string
  /** By the officer who ended the latest task. */
  readonly signedByOfficer: boolean
  /** Goes out through the register, and is seen by the applicant only once it is notified. */
  readonly register: boolean
  /** What the drawing adds to what every document may say. */
  readonly data: Record<string, unknown>
}

/** The case, with the document as it stands before it has its numbers. */
interface Draft {
  readonly one: Case
  readonly title: string
  readonly source: DocumentSource
  readonly signedBy: string | null
}

/**
 * Issues a document: it has its number of exit and its verification code before it is rendered, so that both stand on it.
 * The code is drawn from the act's identifier: 80 bits that nobody can guess.
 */
export const issueDocumentAct: Act<Issue, { documentId: string; code: string }> = act({
  name: 'case.issue-document',
  permission: 'system',
  input: Type.Object({
    caseId: Type.String({ format: 'uuid' }),
    template: Type.String(),
    kind: Type.String(),
    signedByOfficer: Type.Boolean(),
    register: Type.Boolean(),
    data: Type.Record(Type.String(), Type.Unknown()),
  }),
  async load(db, input, context) {
    const [one, background, signer] = await Promise.all([
      caseForUpdate(db, input.caseId),
      backgroundOf(db, input.caseId),
      input.signedByOfficer ? signerOf(db, input.caseId) : null,
    ])
    if (!one) return undefined
    const procedure = await procedureOf(db, context.municipality, one.procedure, one.version)
    return drafted({ one, procedure, background, signer }, input, context)
  },
  may: (_, __, { actor }) => actor.kind === 'system',
  decide: ({ one, title, source, signedBy }, input, context) => ({
    change: { one, title, source, signedBy, input, code: verificationCode(context.actId) },
    facts: [
      {
        kind: 'document.issued',
        objects: [`case:${one.caseId}`, `document:${context.actId}`],
        data: { kind: input.kind, title, signedBy },
      },
    ],
  }),
  async save(db, { one, title, source, signedBy, input, code }, context) {
    const exit = input.register
      ? await enter(
          db,
          {
            register: 'exit',
            sender: context.municipality.name,
            addressee: one.applicantName,
            officeId: one.officeId,
            subject: `${one.number}: ${title}`,
            caseId: one.caseId,
            personId: one.applicantId,
            contentHash: createHash('sha256').update(JSON.stringify(source)).digest('hex'),
          },
          context,
        )
      : undefined
    await insertDocument(db, {
      documentId: context.actId,
      caseId: one.caseId,
      origin: 'issued',
      kind: input.kind,
      title,
      lang: one.lang,
      mediaType: 'application/pdf',
      fileHash: null,
      size: null,
      source,
      code,
      sealed: false,
      signedBy,
      registerLabel: exit?.entry.label ?? null,
      shown: !input.register,
      createdAt: context.now,
      createdBy: 'system:case.issue-document',
    })
    return { result: { documentId: context.actId, code }, facts: exit ? [exit.fact] : [] }
  },
})

interface Read {
  readonly one: Case
  readonly procedure: Procedure
  readonly background: CaseBackground
  readonly signer: Signer | null
}

function drafted(read: Read, input: Issue, { municipality, now }: ActContext): Draft {
  const { one, procedure, background, signer } = read
  const title = procedure.service.documents[input.kind]?.title[one.lang] ?? input.template
  const data = documentData(background, { one, procedure, municipality, title, signer, extra: input.data, now })
  const source = { procedure: procedure.id, version: procedure.version, template: input.template, data }
  return { one, title, source, signedBy: signer?.name ?? null }
}

/** Four groups of four letters and digits, without those that are taken for one another. */
export function verificationCode(actId: string): string {
  const bytes = createHash('sha256').update(`verify:${actId}`).digest()
  const letters = Array.from({ length: 16 }, (_, index) => ALPHABET[bytes[index]! % ALPHABET.length])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

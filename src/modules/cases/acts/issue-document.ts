import { createHash } from 'node:crypto'
import Type from 'typebox'
import { type Act, act } from '../../../platform/acts/index.ts'
import { type DocumentSource, insertDocument } from '../../documents/index.ts'
import { enter } from '../../register/index.ts'
import { caseForUpdate } from '../store.ts'

interface Issue {
  readonly caseId: string
  readonly kind: string
  readonly title: string
  readonly lang: string
  readonly source: DocumentSource
  /** Goes out through the register, and is seen by the applicant only once it is notified. */
  readonly register: boolean
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
    kind: Type.String(),
    title: Type.String(),
    lang: Type.String(),
    source: Type.Object({
      procedure: Type.String(),
      version: Type.Integer(),
      template: Type.String(),
      data: Type.Record(Type.String(), Type.Unknown()),
    }),
    register: Type.Boolean(),
    signedBy: Type.Union([Type.String(), Type.Null()]),
  }),
  load: (db, { caseId }) => caseForUpdate(db, caseId),
  may: (_, __, { actor }) => actor.kind === 'system',
  decide: (one, input, context) => ({
    change: { one, input, code: verificationCode(context.actId) },
    facts: [
      {
        kind: 'document.issued',
        objects: [`case:${one.caseId}`, `document:${context.actId}`],
        data: { kind: input.kind, title: input.title, signedBy: input.signedBy },
      },
    ],
  }),
  async save(db, { one, input, code }, context) {
    const exit = input.register
      ? await enter(
          db,
          {
            register: 'exit',
            sender: context.municipality.name,
            addressee: one.applicantName,
            officeId: one.officeId,
            subject: `${one.number}: ${input.title}`,
            caseId: one.caseId,
            personId: one.applicantId,
            contentHash: createHash('sha256').update(JSON.stringify(input.source)).digest('hex'),
          },
          context,
        )
      : undefined
    await insertDocument(db, {
      documentId: context.actId,
      caseId: one.caseId,
      origin: 'issued',
      kind: input.kind,
      title: input.title,
      lang: input.lang,
      mediaType: 'application/pdf',
      fileHash: null,
      size: null,
      source: input.source,
      code,
      sealed: false,
      signedBy: input.signedBy,
      registerLabel: exit?.entry.label ?? null,
      shown: !input.register,
      createdAt: context.now,
      createdBy: 'system:case.issue-document',
    })
    return { result: { documentId: context.actId, code }, facts: exit ? [exit.fact] : [] }
  },
})

/** Four groups of four letters and digits, without those that are taken for one another. */
export function verificationCode(actId: string): string {
  const bytes = createHash('sha256').update(`verify:${actId}`).digest()
  const letters = Array.from({ length: 16 }, (_, index) => ALPHABET[bytes[index]! % ALPHABET.length])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

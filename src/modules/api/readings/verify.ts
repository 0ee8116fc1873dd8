import { createHash } from 'node:crypto'
import Type from 'typebox'
import { verifyPdf } from '../../../platform/pdf/index.ts'
import { openDocument } from '../../cases/index.ts'
import { documentByCode, sealOf } from '../../documents/index.ts'
import { reading } from '../reading.ts'
import { instant, nullable, text } from '../shapes.ts'

const Verification = Type.Object(
  {
    code: text,
    municipality: text,
    kind: text,
    title: text,
    lang: text,
    createdAt: instant,
    signedBy: nullable(text),
    registerLabel: nullable(text),
    size: Type.Integer({ description: 'Bytes of the original.' }),
    sha256: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'Of the original: that of a true copy is the same.',
    }),
    intact: Type.Boolean({ description: 'Whether every seal holds over the whole document and is trusted here.' }),
    seals: Type.Array(
      Type.Object({
        name: text,
        at: nullable(text),
        coversWholeDocument: Type.Boolean(),
        digestOk: Type.Boolean(),
        signatureOk: Type.Boolean(),
        trusted: Type.Boolean(),
      }),
    ),
  },
  { $id: 'Verification', description: 'An issued document, found by its code and checked now.' },
)

const verification = reading({
  path: '/verify/{code}',
  tag: 'Documents',
  summary: 'Checks an issued document by its code',
  description: 'For anybody: whoever has the code has the document. One that was not yet notified is not there.',
  audience: 'anybody',
  params: {
    code: Type.String({
      maxLength: 60,
      description: 'As it stands under the QR code; dashes and spaces do not matter.',
    }),
  },
  query: {},
  answer: Verification,
  async answers({ read, platform, municipality, params }) {
    const code = codeIn(params.code)
    const document = await read((db) => documentByCode(db, code))
    if (!document?.shown) return undefined
    const content = await openDocument(platform, municipality, document)
    const { trusted } = await sealOf(platform, municipality)
    const { ok, signatures } = verifyPdf(content, { trusted })
    const { kind, title, lang, createdAt, signedBy, registerLabel } = document
    return {
      ...{ code, municipality: municipality.name, kind, title, lang, createdAt, signedBy, registerLabel },
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      intact: ok,
      seals: signatures.map(({ name, at, coversWholeDocument, digestOk, signatureOk, trusted: isTrusted }) => ({
        ...{ name, at: at ?? null, coversWholeDocument, digestOk, signatureOk, trusted: isTrusted },
      })),
    }
  },
})

/** A code as it is kept, from how it was typed: groups of four, in capitals. */
function codeIn(typed: string): string {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

export const VERIFY_READINGS = [verification]

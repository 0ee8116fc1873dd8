import { createHash } from 'node:crypto'
import { signCms } from './cms.ts'
import {
  type Dictionary,
  openPdf,
  PdfError,
  type PdfFile,
  readArray,
  readDictionary,
  textString,
  writeDictionary,
} from './pdf-objects.ts'
import type { Sealer } from './sealer.ts'

/** What the signature says of itself, shown by every PDF reader. */
export type SealStatement = {
  /** The instant (ISO 8601) of the seal as the signer states it; a time-stamp (B-T) is what proves it. */
  readonly at: string
  readonly name?: string
  readonly reason?: string
  readonly location?: string
}

/**
 * Seals a PDF electronically: PAdES B-B (ETSI EN 319 142-1), or B-T when the sealer has a time-stamp. The document is not
 * rewritten: the seal is appended, so earlier seals stay valid and later ones can follow.
 * Throws `PdfError` when the bytes are not a PDF with classic cross-reference tables (Typst's are).
 */
export async function sealPdf(pdf: Uint8Array, sealer: Sealer, statement: SealStatement): Promise<Uint8Array> {
  const room = roomFor(sealer)
  const update = sealUpdate(openPdf(pdf), statement, room)
  const sealed = Buffer.concat([pdf, Buffer.from(update, 'latin1')])
  const contents = sealed.indexOf(`/Contents <${'0'.repeat(room)}`, pdf.length) + '/Contents '.length
  const after = contents + room + 2
  const range = `[0 ${contents} ${after} ${sealed.length - after}]`.padEnd(RANGE.length)
  sealed.write(range, sealed.indexOf(RANGE, pdf.length), 'latin1')
  const hash = createHash('sha256').update(sealed.subarray(0, contents)).update(sealed.subarray(after))
  const signature = Buffer.from(await signCms(hash.digest(), sealer)).toString('hex')
  if (signature.length > room) throw new PdfError('the signature is larger than the room kept for it')
  sealed.write(signature, contents + 1, 'latin1')
  return sealed
}

/** Kept free for the byte range, which is known only when everything else is written. */
const RANGE = '[0 0000000000 0000000000 0000000000]'

/** Hexadecimal digits kept for the signature: certificates, attributes, and the time-stamp with its own certificates. */
function roomFor(sealer: Sealer): number {
  const certificates = [sealer.certificate, ...sealer.chain].reduce((sum, one) => sum + one.raw.length, 0)
  return 2 * (certificates + 1500 + (sealer.timestamp ? 10_000 : 0))
}

/** The incremental update (ISO 32000-1, 7.5.6): signature, its invisible field, and the page and catalogue that name it. */
function sealUpdate(file: PdfFile, statement: SealStatement, room: number): string {
  const size = Number(file.trailer.get('Size'))
  const root = file.trailer.get('Root') ?? ''
  const catalog = readDictionary(file.object(root))
  const form = inline(file, catalog.get('AcroForm') ?? '<<>>', readDictionary)
  const fields = inline(file, form.get('Fields') ?? '[]', readArray)
  const page = firstPage(file, catalog)
  const signature = `${size} 0 R`
  const field = `${size + 1} 0 R`
  const pageEntries = readDictionary(file.object(page))
  const annotations = inline(file, pageEntries.get('Annots') ?? '[]', readArray)
  const objects: [reference: string, source: string][] = [
    [signature, writeDictionary(signatureEntries(statement, room))],
    [field, writeDictionary(fieldEntries(signature, page, fields.length + 1, statement))],
    [page, withEntries(pageEntries, { Annots: `[${[...annotations, field].join(' ')}]`, Tabs: '/S' })],
    [
      root,
      withEntries(catalog, {
        AcroForm: withEntries(form, { Fields: `[${[...fields, field].join(' ')}]`, SigFlags: '3' }),
      }),
    ],
  ]
  return writeUpdate(file, objects, size + 2)
}

function signatureEntries({ at, name, reason, location }: SealStatement, room: number): Dictionary {
  return new Map([
    ['Type', '/Sig'],
    ['Filter', '/Adobe.PPKLite'],
    ['SubFilter', '/ETSI.CAdES.detached'],
    ['M', `(${pdfDate(at)})`],
    ...(name ? [['Name', textString(name)] as const] : []),
    ...(reason ? [['Reason', textString(reason)] as const] : []),
    ...(location ? [['Location', textString(location)] as const] : []),
    ['ByteRange', RANGE],
    ['Contents', `<${'0'.repeat(room)}>`],
  ])
}

/** Outside the page and without size: PDF/A asks no appearance of it, PDF/UA no place in the structure. */
function fieldEntries(signature: string, page: string, number: number, { reason }: SealStatement): Dictionary {
  return new Map([
    ['Type', '/Annot'],
    ['Subtype', '/Widget'],
    ['FT', '/Sig'],
    ['T', `(Seal${number})`],
    ['TU', textString(reason ?? 'Electronic seal')],
    ['V', signature],
    ['F', '132'],
    ['Rect', '[-1 -1 -1 -1]'],
    ['P', page],
  ])
}

function firstPage(file: PdfFile, catalog: Dictionary): string {
  let node = catalog.get('Pages') ?? ''
  for (let depth = 0; depth < 50; depth += 1) {
    const entries = readDictionary(file.object(node))
    if (entries.get('Type') === '/Page') return node
    node = inline(file, entries.get('Kids') ?? '[]', readArray)[0] ?? ''
  }
  throw new PdfError('the PDF has no first page')
}

/** A value that may stand in place or in an object of its own. */
function inline<T>(file: PdfFile, source: string, read: (source: string) => T): T {
  return read(source.endsWith(' R') ? file.object(source) : source)
}

function withEntries(entries: Dictionary, added: Readonly<Record<string, string>>): string {
  return writeDictionary(new Map([...entries, ...Object.entries(added)]))
}

function writeUpdate(file: PdfFile, objects: readonly [reference: string, source: string][], size: number): string {
  let update = file.text.endsWith('\n') ? '' : '\n'
  const rows: { number: number; line: string }[] = []
  for (const [reference, source] of objects) {
    const [number = '', generation = ''] = reference.split(' ')
    const offset = String(file.text.length + update.length).padStart(10, '0')
    rows.push({ number: Number(number), line: `${number} 1\n${offset} ${generation.padStart(5, '0')} n \n` })
    update += `${number} ${generation} obj\n${source}\nendobj\n`
  }
  const start = file.text.length + update.length
  const table = rows.sort((one, other) => one.number - other.number).map(({ line }) => line)
  const trailer = withEntries(file.trailer, { Size: String(size), Prev: String(file.lastXref), ...newId(file, update) })
  return `${update}xref\n${table.join('')}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`
}

/** The first half of the identifier stays; the second changes with each update, from its content. */
function newId(file: PdfFile, update: string): { ID?: string } {
  const [first] = readArray(file.trailer.get('ID') ?? '[]')
  if (!first) return {}
  return { ID: `[${first} <${createHash('sha256').update(update).digest('hex').slice(0, 32)}>]` }
}

function pdfDate(at: string): string {
  const iso = new Date(at).toISOString()
  return `D:${iso.slice(0, 19).replace(/\D/g, '')}Z`
}

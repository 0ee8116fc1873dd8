/**
 * As much of the PDF syntax (ISO 32000-1, 7.3 and 7.5) as an incremental update needs: where objects are, what a dictionary
 * says, how a string is written. Values stay source text: what is not understood is copied as it was.
 */

/** A PDF that cannot be sealed here, with what to do. */
export class PdfError extends Error {
  readonly remedy: string

  constructor(message: string, remedy = 'Make the document again, or print it to a new PDF.') {
    super(message)
    this.name = 'PdfError'
    this.remedy = remedy
  }
}

/** Keys (without slash) to the source text of their values, in the order of the file. */
export type Dictionary = ReadonlyMap<string, string>

export type PdfFile = {
  /** The bytes as text, one character each (Latin-1), so that positions agree. */
  readonly text: string
  readonly trailer: Dictionary
  readonly lastXref: number
  /** The source text of an object, from its newest revision. Throws `PdfError` when there is none. */
  readonly object: (reference: string) => string
}

/** Reads the cross-reference tables, from the newest revision back to the first. Throws `PdfError`. */
export function openPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes).toString('latin1')
  const lastXref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1] ?? Number.NaN)
  if (!text.startsWith('%PDF-') || Number.isNaN(lastXref)) throw new PdfError('not a PDF, or cut off')
  const offsets = new Map<number, number>()
  const trailer = readTable(text, lastXref, offsets)
  const seen = new Set([lastXref])
  for (let older = trailer.get('Prev'); older !== undefined; ) {
    if (seen.has(Number(older))) throw new PdfError('the cross-reference tables of the PDF run in a circle')
    seen.add(Number(older))
    older = readTable(text, Number(older), offsets).get('Prev')
  }
  const object = (reference: string) => objectAt(text, reference, offsets)
  return { text, trailer, lastXref, object }
}

/** Reads one table into `offsets`, where newer revisions are already, and gives its trailer. */
function readTable(text: string, start: number, offsets: Map<number, number>): Dictionary {
  const lines = /xref\s+/y
  lines.lastIndex = start
  if (!lines.test(text)) throw new PdfError('the PDF keeps its cross-reference in a stream, which is not read here')
  let at = lines.lastIndex
  for (let section = sectionAt(text, at); section; section = sectionAt(text, at)) {
    for (let i = 0; i < section.count; i += 1) {
      const entry = text.slice(section.start + 20 * i, section.start + 20 * i + 18)
      const number = section.first + i
      if (entry[17] === 'n' && !offsets.has(number)) offsets.set(number, Number(entry.slice(0, 10)))
    }
    at = section.start + 20 * section.count
  }
  const trailer = text.indexOf('<<', at)
  if (trailer < 0) throw new PdfError('the PDF has no trailer')
  return readDictionary(text, trailer)
}

function sectionAt(text: string, at: number): { first: number; count: number; start: number } | undefined {
  const head = /\s*(\d+) (\d+)\s*?\r?\n/y
  head.lastIndex = at
  const found = head.exec(text)
  return found ? { first: Number(found[1]), count: Number(found[2]), start: head.lastIndex } : undefined
}

function objectAt(text: string, reference: string, offsets: ReadonlyMap<number, number>): string {
  const number = Number(/^(\d+) \d+ R$/.exec(reference)?.[1] ?? Number.NaN)
  const offset = offsets.get(number)
  const head = /(\d+) \d+ obj\s*/y
  head.lastIndex = offset ?? text.length
  if (Number(head.exec(text)?.[1]) !== number) throw new PdfError(`the PDF has no object ${reference}`)
  return text.slice(head.lastIndex, endOfValue(text, head.lastIndex))
}

/** The entries of the dictionary that begins (`<<`) at a position. Throws `PdfError`. */
export function readDictionary(text: string, start = 0): Dictionary {
  if (!text.startsWith('<<', start)) throw new PdfError('a dictionary was expected')
  const entries = new Map<string, string>()
  let at = skipSpace(text, start + 2)
  while (!text.startsWith('>>', at)) {
    const keyEnd = endOfValue(text, at)
    const valueStart = skipSpace(text, keyEnd)
    const valueEnd = endOfValue(text, valueStart)
    entries.set(text.slice(at + 1, keyEnd), text.slice(valueStart, valueEnd))
    at = skipSpace(text, valueEnd)
  }
  return entries
}

/** Source text of a dictionary. */
export function writeDictionary(entries: Dictionary): string {
  return `<<\n${[...entries].map(([key, value]) => `/${key} ${value}\n`).join('')}>>`
}

/** The elements of an array, as source text. */
export function readArray(source: string): string[] {
  const found: string[] = []
  for (let at = skipSpace(source, 1); source[at] !== ']'; at = skipSpace(source, endOfValue(source, at))) {
    found.push(source.slice(at, endOfValue(source, at)))
  }
  return found
}

/** A text string: UTF-16 with its mark, in hexadecimal, so that any name can be written. */
export function textString(value: string): string {
  const bytes = Buffer.from(`\ufeff${value}`, 'utf16le').swap16()
  return `<${bytes.toString('hex').toUpperCase()}>`
}

/** The text of a string as source: hexadecimal or literal, UTF-16, UTF-8 or Latin-1. */
export function readText(source: string): string {
  const bytes = source.startsWith('<') ? Buffer.from(source.slice(1, -1), 'hex') : literalBytes(source)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes)
  return bytes.toString('latin1')
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function literalBytes(source: string): Buffer {
  const text = source
    .slice(1, -1)
    .replace(/\\(\r\n|[0-7]{1,3}|[\s\S])/g, (_, escaped: string) =>
      /^[0-7]/.test(escaped) ? String.fromCharCode(Number.parseInt(escaped, 8)) : (ESCAPES[escaped] ?? escaped.trim()),
    )
  return Buffer.from(text, 'latin1')
}

const DELIMITER = /[\s()<>[\]{}/%]/

/** Where the value that begins at a position ends; references (`12 0 R`) are one value. */
function endOfValue(text: string, start: number): number {
  const first = text[start]
  if (first === undefined) throw new PdfError('the PDF is cut off')
  if (text.startsWith('<<', start)) return endOfGroup(text, start + 2, '>>')
  if (first === '[') return endOfGroup(text, start + 1, ']')
  if (first === '<') return after(text, '>', start)
  if (first === '(') return endOfLiteral(text, start)
  const reference = /\d+ \d+ R(?![A-Za-z0-9])/y
  reference.lastIndex = start
  if (reference.test(text)) return reference.lastIndex
  let end = start + 1
  while (end < text.length && !DELIMITER.test(text[end] ?? ' ')) end += 1
  return end
}

function endOfGroup(text: string, start: number, close: string): number {
  let at = skipSpace(text, start)
  while (!text.startsWith(close, at)) at = skipSpace(text, endOfValue(text, at))
  return at + close.length
}

function endOfLiteral(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '(') depth += 1
    else if (text[at] === ')') depth -= 1
    if (depth === 0) return at + 1
  }
  throw new PdfError('the PDF is cut off')
}

function after(text: string, mark: string, start: number): number {
  const at = text.indexOf(mark, start)
  if (at < 0) throw new PdfError('the PDF is cut off')
  return at + mark.length
}

function skipSpace(text: string, start: number): number {
  let at = start
  for (;;) {
    while (/\s|\0/.test(text[at] ?? '')) at += 1
    if (text[at] !== '%') return at
    at = text.slice(at).search(/[\r\n]/) < 0 ? text.length : at + text.slice(at).search(/[\r\n]/)
  }
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resource } from '../platform/root.ts'
import { readData } from './town.ts'

/** A file that people of the history hand in, under many names but with the same content in each language. */
export interface SampleFile {
  readonly type: string
  readonly size: number
  readonly hash: string
  readonly content: Buffer
}

/** The lines of a paper, by language. */
const words: Readonly<Record<string, readonly string[]>> = readData('sample-paper.yaml')

const KINDS: Readonly<Record<string, { readonly type: string; content(lang: string): Buffer }>> = {
  png: { type: 'image/png', content: () => readFileSync(resource('src/demonstration/data', 'sample.png')) },
  pdf: { type: 'application/pdf', content: (lang) => paper(words[lang] ?? words.en ?? []) },
}

const made = new Map<string, SampleFile>()

/** The sample for a name, by its ending: `.png` a photograph, `.pdf` a paper in the language of who hands it in. */
export function sampleFile(name: string, lang: string): SampleFile {
  const ending = name.split('.').at(-1) ?? ''
  const kind = KINDS[ending]
  if (!kind) throw new Error(`there is no sample file for "${name}": use ${Object.keys(KINDS)}`)
  const known = made.get(`${ending} ${lang}`)
  if (known) return known
  const content = kind.content(lang)
  const hash = createHash('sha256').update(content).digest('hex')
  const file = { type: kind.type, size: content.length, hash, content }
  made.set(`${ending} ${lang}`, file)
  return file
}

/** All of them, for the file store. */
export function sampleFiles(): SampleFile[] {
  return Object.keys(KINDS).flatMap((ending) => Object.keys(words).map((lang) => sampleFile(`sample.${ending}`, lang)))
}

/** One page of PDF 1.4 with a heading and lines below it; its letters are those of Latin-1, a byte each. */
function paper([heading = '', ...lines]: readonly string[]): Buffer {
  const shown = (text: string) => `(${text.replace(/[\\()]/g, '\\$&')}) Tj`
  const text = `BT /F1 20 Tf 72 760 Td ${shown(heading)} /F1 12 Tf 0 -36 Td 18 TL ${lines.map((line) => `${shown(line)} T*`).join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const end = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(`${file}xref\n0 ${count}\n0000000000 65535 f \n${table}${end}`, 'latin1')
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resource } from '../platform/root.ts'

/** A file that people of the history hand in, under many names but with the same content. */
export interface SampleFile {
  readonly type: string
  readonly size: number
  readonly hash: string
  readonly content: Buffer
}

const TYPES: Readonly<Record<string, string>> = { png: 'image/png', pdf: 'application/pdf' }

const read = new Map<string, SampleFile>()

/** The sample for a name, by its ending: `.png` a photograph, `.pdf` a paper. */
export function sampleFile(name: string): SampleFile {
  const ending = name.split('.').at(-1) ?? ''
  const type = TYPES[ending]
  if (!type) throw new Error(`there is no sample file for "${name}": use ${Object.keys(TYPES)}`)
  const known = read.get(ending)
  if (known) return known
  const content = readFileSync(resource('src/demonstration/data', `sample.${ending}`))
  const made = { type, size: content.length, hash: createHash('sha256').update(content).digest('hex'), content }
  read.set(ending, made)
  return made
}

/** All of them, for the file store. */
export function sampleFiles(): SampleFile[] {
  return Object.keys(TYPES).map((ending) => sampleFile(`sample.${ending}`))
}

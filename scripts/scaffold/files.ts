import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { Mistake } from './mistake.ts'

const root = join(import.meta.dirname, '..', '..')

/** What was made, and what only its author can do. */
export interface Made {
  /** Files from the root of the project. */
  readonly written: readonly string[]
  readonly left: readonly string[]
}

/** Words of a skeleton, each with what stands in its place. */
export type Words = Readonly<Record<string, string>>

/** Copies a skeleton into a folder of the project, names and texts filled in. Gives the files. Refuses to write over anything. */
export function copySkeleton(skeleton: string, folder: string, words: Words): string[] {
  const source = join(root, 'scripts', 'skeletons', skeleton)
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(source, file)).isFile())
    .sort()
    .map((file) => ({
      text: filled(readFileSync(join(source, file), 'utf8'), words),
      target: join(folder, filled(file.replace(/\.skeleton$/, ''), words)),
    }))
  const there = files.find(({ target }) => existsSync(join(root, target)))
  if (there) throw new Mistake(`${there.target} exists: nothing was written.`)
  for (const { target, text } of files) {
    mkdirSync(dirname(join(root, target)), { recursive: true })
    writeFileSync(join(root, target), text)
  }
  return files.map(({ target }) => target)
}

/** The longest words first, so that one inside another is left alone. */
function filled(text: string, words: Words): string {
  const longestFirst = Object.keys(words).sort((one, other) => other.length - one.length)
  return text.replaceAll(new RegExp(longestFirst.join('|'), 'g'), (word) => words[word] ?? word)
}

/** Writes lines into a file of the project before the first place that matches after `from`. A place that is gone is a fault. */
export function insertBefore(file: string, { from, place }: { from: string; place: string }, lines: string): string {
  const path = join(root, file)
  const text = readFileSync(path, 'utf8')
  const start = text.indexOf(from)
  const at = start === -1 ? -1 : text.indexOf(place, start)
  if (at === -1) throw new Error(`${file} has no longer the place where this is written: correct scripts/scaffold`)
  writeFileSync(path, text.slice(0, at) + lines + text.slice(at))
  return file
}

export function hasText(file: string, text: string): boolean {
  return readFileSync(join(root, file), 'utf8').includes(text)
}

export function readProjectFile(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

export function exists(file: string): boolean {
  return existsSync(join(root, file))
}

/** The names of files under a folder of the project, from the root. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

/** Puts imports and exports in order and formats, as the checks want it. */
export function tidy(files: readonly string[]): void {
  const biome = join(root, 'node_modules', '.bin', 'biome')
  const code = files.filter((file) => /\.tsx?$/.test(file))
  const { status, stderr } = spawnSync(biome, ['check', '--write', ...code], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { allMigrations } from '../platform/database/index.ts'

const FILE = 'manifest.json'

const Table = Type.Object({ name: Type.String(), rows: Type.Integer(), columns: Type.Array(Type.String()) })
const Job = Type.Object({
  id: Type.String(),
  task: Type.String(),
  payload: Type.Unknown(),
  queue: Type.Union([Type.String(), Type.Null()]),
  key: Type.Union([Type.String(), Type.Null()]),
  run_at: Type.String(),
  attempts: Type.Integer(),
  max_attempts: Type.Integer(),
  last_error: Type.Union([Type.String(), Type.Null()]),
})
const Data = Type.Object({
  migrations: Type.Array(Type.String()),
  tables: Type.Array(Table),
  jobs: Type.Array(Job),
  /** The highest number that the queue has given: effects are known by it, so none may have it again. */
  lastJob: Type.String(),
})
const Whole = Type.Object({
  ...Data.properties,
  /** Every file of the copy. */
  contents: Type.Array(Type.Object({ path: Type.String(), bytes: Type.Integer(), sha256: Type.String() })),
})
const whole = Compile(Whole)

/** What a copy says about its data. */
export type CopiedData = Static<typeof Data>
export type CopiedTable = Static<typeof Table>
export type CopiedJob = Static<typeof Job>
export type Manifest = Static<typeof Whole>

/** Writes down what the copy in `folder` holds, with the size and hash of each file. Written last: a folder without it is a copy that did not end. */
export async function writeManifest(folder: string, data: CopiedData): Promise<void> {
  const contents: Manifest['contents'] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).split(sep).join('/')
    contents.push({ path, bytes: (await stat(file)).size, sha256: await sha256Of(file) })
  }
  await writeFile(join(folder, FILE), JSON.stringify({ ...data, contents }, null, 1), { mode: 0o600 })
}

/** The manifest of a copy that is whole and that this version can bring back; throws with all that is wrong otherwise. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => undefined)
  if (text === undefined) throw new Error(`${folder} holds no whole copy: ${FILE} is missing. ${REMEDY}`)
  const manifest = parsed(text)
  if (!manifest) throw new Error(`${FILE} in ${folder} is damaged or of another format. ${REMEDY}`)
  const known = new Set(allMigrations().map(({ name }) => name))
  const newer = manifest.migrations.filter((name) => !known.has(name))
  if (newer.length > 0)
    throw new Error(
      `the copy was made by a newer Finestra (${newer.join(', ')}): restore it with that one. Nothing was changed`,
    )
  const damages = await damagesOf(folder, manifest)
  if (damages.length > 0) throw new Error(`the copy in ${folder} is damaged: ${inWords(damages)}. ${REMEDY}`)
  return manifest
}

const REMEDY = 'Nothing was changed: use another copy'

function parsed(text: string): Manifest | undefined {
  try {
    const manifest: unknown = JSON.parse(text)
    return whole.Check(manifest) ? manifest : undefined
  } catch {
    return undefined
  }
}

async function damagesOf(folder: string, { tables, contents }: Manifest): Promise<string[]> {
  const listed = new Set(contents.map(({ path }) => path))
  const damages = tables.filter(({ name }) => !listed.has(`${name}.copy`)).map(({ name }) => `${name}.copy is missing`)
  for (const { path, bytes, sha256 } of contents) {
    const file = join(folder, path)
    const size = await stat(file).then(
      (found) => found.size,
      () => undefined,
    )
    if (size === undefined) damages.push(`${path} is missing`)
    else if (size !== bytes) damages.push(`${path} has ${size} bytes instead of ${bytes}`)
    else if ((await sha256Of(file)) !== sha256) damages.push(`${path} was altered`)
  }
  return damages
}

function inWords(damages: readonly string[]): string {
  const more = damages.length > 10 ? `; and ${damages.length - 10} more` : ''
  return `${damages.slice(0, 10).join('; ')}${more}`
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface StoredFile {
  /** SHA-256 of the content, in hexadecimal: its name and its proof. */
  readonly hash: string
  readonly size: number
}

/** Files by the hash of their content: stored once, never changed, checked when read. */
export interface FileStore {
  /** Keeps the content durably before it answers. `limit` in bytes: above it nothing is kept and `FileTooBig` is thrown. */
  put(content: Uint8Array | Readable, options?: { limit?: number }): Promise<StoredFile>
  /** The content, checked against its hash; throws `FileDamaged` when it does not match. */
  get(hash: string): Promise<Buffer>
  has(hash: string): Promise<boolean>
}

export class FileTooBig extends Error {
  override name = 'FileTooBig'
}

export class FileDamaged extends Error {
  override name = 'FileDamaged'
}

/** A store in a folder: written aside, synced, then renamed, so that a crash leaves either the whole file or none. */
export function folderStore(folder: string): FileStore {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)
  return {
    async put(content, { limit = Number.POSITIVE_INFINITY } = {}) {
      await mkdir(folder, { recursive: true })
      const aside = join(folder, `.${randomUUID()}`)
      try {
        const stored = await writeAside(aside, content, limit)
        const path = pathOf(stored.hash)
        await mkdir(dirname(path), { recursive: true })
        await rename(aside, path)
        await syncFolder(dirname(path))
        return stored
      } finally {
        await rm(aside, { force: true })
      }
    },
    async get(hash) {
      return verified(await readFile(pathOf(checkedHash(hash))), hash)
    },
    has: (hash) =>
      stat(pathOf(checkedHash(hash))).then(
        () => true,
        () => false,
      ),
  }
}

/** Throws `FileDamaged` unless the content has this hash. */
export function verified(content: Buffer, hash: string): Buffer {
  if (createHash('sha256').update(content).digest('hex') !== hash) {
    throw new FileDamaged(`the stored file ${hash} is damaged: restore it from a backup`)
  }
  return content
}

/** The content read to its end with its hash; used where the store wants it whole. */
export async function readWhole(content: Uint8Array | Readable, limit: number): Promise<StoredFile & { content: Buffer }> {
  const chunks: Buffer[] = []
  const { hash, size } = await measured(content, limit, async (source) => {
    for await (const chunk of source) chunks.push(chunk as Buffer)
  })
  return { hash, size, content: Buffer.concat(chunks) }
}

async function writeAside(path: string, content: Uint8Array | Readable, limit: number): Promise<StoredFile> {
  const stored = await measured(content, limit, (source) => pipeline(source, createWriteStream(path, { mode: 0o600 })))
  const file = await open(path, 'r+')
  await file.sync().finally(() => file.close())
  return stored
}

async function measured(
  content: Uint8Array | Readable,
  limit: number,
  consume: (source: Readable) => Promise<unknown>,
): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _, next) {
      size += chunk.length
      if (size > limit) return next(new FileTooBig(`the file is larger than ${limit} bytes; nothing was kept`))
      hash.update(chunk)
      next(null, chunk)
    },
  })
  const source = content instanceof Readable ? content : Readable.from([Buffer.from(content)])
  await Promise.all([pipeline(source, meter), consume(meter)])
  return { hash: hash.digest('hex'), size }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

function checkedHash(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not the name of a stored file')
  return hash
}

/** A stream of a file of the folder store, for large downloads. */
export function streamFrom(folder: string, hash: string): Readable {
  return createReadStream(join(folder, checkedHash(hash).slice(0, 2), hash))
}

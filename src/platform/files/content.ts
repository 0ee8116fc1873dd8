import { createHash } from 'node:crypto'
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

/** Throws `FileDamaged` unless the content has this hash. */
export function verified(content: Buffer, hash: string): Buffer {
  if (createHash('sha256').update(content).digest('hex') !== hash) {
    throw new FileDamaged(`the stored file ${hash} is damaged: restore it from a backup`)
  }
  return content
}

/** The content read to its end with its hash; used where the store wants it whole. */
export async function readWhole(
  content: Uint8Array | Readable,
  limit: number,
): Promise<StoredFile & { content: Buffer }> {
  const chunks: Buffer[] = []
  const { hash, size } = await measured(content, limit, async (source) => {
    for await (const chunk of source) chunks.push(chunk as Buffer)
  })
  return { hash, size, content: Buffer.concat(chunks) }
}

/** Passes the content on to `consume`, hashing it on the way; stops with `FileTooBig` at the limit (bytes). */
export async function measured(
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

import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type FileStore, measured, type StoredFile, verified } from './content.ts'

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

async function writeAside(path: string, content: Uint8Array | Readable, limit: number): Promise<StoredFile> {
  const stored = await measured(content, limit, (source) => pipeline(source, createWriteStream(path, { mode: 0o600 })))
  const file = await open(path, 'r+')
  await file.sync().finally(() => file.close())
  return stored
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

function checkedHash(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not the name of a stored file')
  return hash
}

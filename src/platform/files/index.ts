import type { FileStore } from './content.ts'
import { folderStore } from './folder.ts'
import { s3Store } from './s3.ts'

export { FileDamaged, type FileStore, FileTooBig, type StoredFile } from './content.ts'
export { folderStore } from './folder.ts'
export { s3Store } from './s3.ts'

/** The store that `FILES_URL` names, or a folder. */
export function openFileStore(url: string | undefined, folder: string): FileStore {
  if (url === undefined) return folderStore(folder)
  if (url.startsWith('s3:')) return s3Store(url)
  throw new Error(`FILES_URL must begin with s3:, and is ${url.split(':')[0]}:…`)
}

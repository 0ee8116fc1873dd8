import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { MAX_UPLOAD_BYTES, readFormKey } from '../../platform/http/index.ts'

/** A file that came with a form, or alone. */
export interface PostedFile {
  /** The name of the field. */
  readonly field: string
  readonly name: string
  readonly content: Buffer
  /** Larger than anything that is read: its content is not here. */
  readonly isTooBig: boolean
}

/** What a form sent, however it was encoded. */
export interface Posted {
  /** Texts by the name of their field; a list where a name came more than once. */
  readonly values: Readonly<Record<string, unknown>>
  readonly files: readonly PostedFile[]
  /** The key under which the form acts once. */
  readonly key: string
}

/** Reads the body of a form. Empty file fields are left out. */
export async function readPosted(request: FastifyRequest): Promise<Posted> {
  if (!request.isMultipart()) {
    return { values: (request.body ?? {}) as Record<string, unknown>, files: [], key: request.formKey() }
  }
  // Without a prototype: the names of the fields are the browser's.
  const values: Record<string, unknown> = Object.create(null)
  const files: PostedFile[] = []
  // The library's types forget this option, which lets the rest of the form be read when one file is too big.
  const options = { throwFileSizeLimit: false } as object
  for await (const part of request.parts(options)) {
    if (part.type === 'file') {
      const content = await part.toBuffer().catch(() => Buffer.alloc(0))
      const isTooBig = part.file.truncated || content.length > MAX_UPLOAD_BYTES
      const name = (part.filename ?? '').split(/[\\/]/).pop()?.trim().slice(0, 200) ?? ''
      if (name !== '') files.push({ field: part.fieldname, name, content, isTooBig })
    } else values[part.fieldname] = together(values[part.fieldname], part.value)
  }
  return { values, files, key: readFormKey(values) ?? randomUUID() }
}

function together(before: unknown, value: unknown): unknown {
  if (before === undefined) return value
  return Array.isArray(before) ? [...before, value] : [before, value]
}

/** The texts of a field that may have been sent several times. */
export function textsAt({ values }: Posted, name: string): string[] {
  return [values[name]].flat().filter((one): one is string => typeof one === 'string')
}

import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { readFormKey } from './form.ts'
import { BadRequest, isStorable } from './storable.ts'

/** The largest upload that is read at all; each form field sets a lower one. */
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024

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

/** The texts of a field that may have been sent several times. */
export function textsAt(values: Posted['values'], name: string): string[] {
  return [values[name]].flat().filter((one): one is string => typeof one === 'string')
}

/** Reads the body of a form. Empty file fields are left out. A form that breaks off, or holds no text, is a `BadRequest`. */
export async function readPosted(request: FastifyRequest): Promise<Posted> {
  if (!request.isMultipart()) {
    const values = (request.body ?? {}) as Record<string, unknown>
    return { values, files: [], key: request.formKey() }
  }
  const { values, files } = await readParts(request)
  if (!isStorable(values) || !isStorable(files.map(({ field, name }) => [field, name])))
    throw new BadRequest('a field or the name of a file holds a character that no text has')
  return { values, files, key: readFormKey(values) ?? randomUUID() }
}

async function readParts(request: FastifyRequest): Promise<Omit<Posted, 'key'>> {
  // Without a prototype: the names of the fields are the browser's.
  const values: Record<string, unknown> = Object.create(null)
  const files: PostedFile[] = []
  // The library's types forget this option, which lets the rest of the form be read when one file is too big.
  const options = { throwFileSizeLimit: false } as object
  try {
    for await (const part of request.parts(options)) {
      if (part.type === 'file') {
        const file = await readFile(part.fieldname, part.filename, part.file)
        if (file.name !== '') files.push(file)
      } else {
        values[part.fieldname] = together(values[part.fieldname], part.value)
      }
    }
  } catch (error) {
    // The reader of parts says what is wrong with the form; its limits carry a status of their own.
    throw error instanceof Error && !('statusCode' in error) ? new BadRequest(error.message, { cause: error }) : error
  }
  return { values, files }
}

type PartStream = AsyncIterable<Buffer> & { readonly truncated: boolean }

async function readFile(field: string, filename: string, stream: PartStream): Promise<PostedFile> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size <= MAX_UPLOAD_BYTES) chunks.push(chunk)
  }
  const isTooBig = stream.truncated || size > MAX_UPLOAD_BYTES
  return { field, name: baseName(filename), content: isTooBig ? Buffer.alloc(0) : Buffer.concat(chunks), isTooBig }
}

/** Some browsers send the whole path of the person's own disk: nobody needs to know it. */
function baseName(filename: string | undefined): string {
  return (filename ?? '').split(/[\\/]/).pop()?.trim().slice(0, 200) ?? ''
}

function together(before: unknown, value: unknown): unknown {
  if (before === undefined) return value
  return Array.isArray(before) ? [...before, value] : [before, value]
}

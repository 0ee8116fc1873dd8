import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** Files of a package by their path, as in `PackageFiles`. */
type Files = Readonly<Record<string, string>>

/** A zip that cannot be used; the message says why and what to do. */
export class ZipError extends Error {
  override name = 'ZipError'
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const UTF8_NAMES = 0x0800
const DEFLATED = 8
/** A package is texts: more than this is none. */
const MOST_BYTES = 20_000_000

/** Packs files into a zip, in one folder named after the package. Equal files give equal bytes. */
export function packZip(folder: string, files: Files): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const path of Object.keys(files).sort()) {
    const name = Buffer.from(`${folder}/${path}`)
    const content = Buffer.from(files[path] ?? '')
    const packed = deflateRawSync(content, { level: 9 })
    const facts = factsOf(content, packed, name)
    const local = Buffer.concat([uint32(LOCAL), uint16(20), facts, uint16(0), name, packed])
    const rest = Buffer.concat([uint16(0), uint16(0), uint16(0), uint16(0), uint32(0), uint32(offset)])
    directory.push(Buffer.concat([uint32(CENTRAL), uint16(20), uint16(20), facts, rest, name]))
    parts.push(local)
    offset += local.length
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  const count = uint16(directory.length)
  const end = Buffer.concat([uint32(END), uint16(0), uint16(0), count, count, uint32(size), uint32(offset), uint16(0)])
  return Buffer.concat([...parts, ...directory, end])
}

/** Unpacks the texts of a zip, without the folder that holds them all. Throws `ZipError`. */
export function unpackZip(zip: Uint8Array): Files {
  const bytes = Buffer.from(zip)
  const entries = directoryOf(bytes).filter(({ name }) => !name.endsWith('/'))
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > MOST_BYTES)
    throw new ZipError(`the zip holds more than ${MOST_BYTES / 1e6} MB; a package holds only texts`)
  const [first = ''] = entries.map(({ name }) => name.split('/')[0])
  const isInFolder = entries.every(({ name }) => name.startsWith(`${first}/`))
  return Object.fromEntries(
    entries.map((entry) => [isInFolder ? entry.name.slice(first.length + 1) : entry.name, textOf(bytes, entry)]),
  )
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly offset: number
}

function directoryOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(uint32(END))
  if (end < 0 || end + 22 > bytes.length)
    throw new ZipError('this is not a zip file; write the folder of a package, or its zip')
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL)
      throw new ZipError('the zip is damaged; export the package again')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..'))
      throw new ZipError(`the zip holds a file outside its folder: ${name}`)
    entries.push({
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function textOf(bytes: Buffer, { name, method, crc, packedSize, size, offset }: Entry): string {
  if (offset + 30 > bytes.length) throw new ZipError('the zip is damaged; export the package again')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const packed = bytes.subarray(start, start + packedSize)
  const content = method === DEFLATED ? inflated(packed, size) : packed
  if (content?.length !== size || crc32(content) !== crc)
    throw new ZipError(`${name} is damaged in the zip; export the package again`)
  return content.toString('utf8')
}

/** Never gives more than was announced, so that a small zip cannot fill the memory. */
function inflated(packed: Buffer, size: number): Buffer | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) })
  } catch {
    return undefined // damaged, or larger than it says
  }
}

/** What a local header and its entry in the directory say alike: no date, so that equal files give equal bytes. */
function factsOf(content: Buffer, packed: Buffer, name: Buffer): Buffer {
  return Buffer.concat([
    ...[uint16(UTF8_NAMES), uint16(DEFLATED), uint16(0), uint16(0x21)],
    ...[uint32(crc32(content)), uint32(packed.length), uint32(content.length), uint16(name.length)],
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

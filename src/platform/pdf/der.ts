/**
 * DER (ITU-T X.690, chapter 10): strict, because a reader that forgives lets bytes of a signature change unseen. Lengths are
 * definite and minimal; nothing is left over; tags are of one byte, as everywhere in CMS and X.509.
 */
export type Der = {
  readonly tag: number
  /** The whole element with its tag and length, as it was read. */
  readonly raw: Uint8Array
  readonly content: Uint8Array
}

export class DerError extends Error {}

export const BOOLEAN = 0x01
export const INTEGER = 0x02
export const BIT_STRING = 0x03
export const OCTET_STRING = 0x04
export const OBJECT_IDENTIFIER = 0x06
export const SEQUENCE = 0x30
export const SET = 0x31
/** Context tag of a constructed element: `[0]` is `context(0)`. */
export const context = (number: number): number => 0xa0 + number

/** Reads exactly one element that fills the bytes, of the tag when one is given. Throws `DerError`. */
export function readDer(bytes: Uint8Array, tag?: number): Der {
  const [element, ...rest] = elements(bytes)
  if (!element || rest.length > 0) throw new DerError(`expected one element, found ${element ? rest.length + 1 : 0}`)
  if (tag !== undefined && element.tag !== tag) throw new DerError(`expected tag ${tag}, found ${element.tag}`)
  return element
}

/** The elements inside an element of the tag, a sequence unless it is said. Throws `DerError`. */
export function children(element: Der, tag = SEQUENCE): Der[] {
  if (element.tag !== tag) throw new DerError(`expected tag ${tag}, found ${element.tag}`)
  return elements(element.content)
}

function elements(bytes: Uint8Array): Der[] {
  const found: Der[] = []
  for (let at = 0; at < bytes.length; ) {
    const element = elementAt(bytes, at)
    found.push(element)
    at += element.raw.length
  }
  return found
}

function elementAt(bytes: Uint8Array, start: number): Der {
  const tag = bytes[start]
  const first = bytes[start + 1]
  if (tag === undefined || first === undefined) throw new DerError('an element is cut off')
  if ((tag & 0x1f) === 0x1f) throw new DerError('tags of several bytes are not used here')
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  let length = first
  if (first >= 0x80) {
    if (lengthBytes === 0 || lengthBytes > 4) throw new DerError('the length is not DER')
    length = 0
    for (let i = 0; i < lengthBytes; i += 1) length = length * 256 + (bytes[start + 2 + i] ?? 0)
    if (length < 0x80 || length < 256 ** (lengthBytes - 1)) throw new DerError('the length is longer than needed')
  }
  const from = start + 2 + lengthBytes
  if (from + length > bytes.length) throw new DerError('an element is cut off')
  return { tag, raw: bytes.subarray(start, from + length), content: bytes.subarray(from, from + length) }
}

/** Writes an element from its parts, put one after the other. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Uint8Array.from([tag, ...lengthOctets(length)]), ...parts])
}

/** A SET OF: DER wants its elements in the order of their bytes. */
export function derSet(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return der(tag, ...[...parts].sort(Buffer.compare))
}

/** An object identifier from its dotted form. */
export function derOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(OBJECT_IDENTIFIER, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]))
}

/** A small non-negative integer. */
export function derInteger(value: number): Uint8Array {
  const octets = value.toString(16)
  const bytes = Buffer.from(octets.length % 2 ? `0${octets}` : octets, 'hex')
  return der(INTEGER, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes)
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 + octets.length, ...octets]
}

function base128(value: number): number[] {
  const octets = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(128 + (rest % 128))
  return octets
}

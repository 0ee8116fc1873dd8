import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  type KeyObject,
  pbkdf2Sync,
  X509Certificate,
} from 'node:crypto'
import {
  children,
  context,
  type Der,
  DerError,
  derOid,
  INTEGER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  sameBytes,
} from './der.ts'
import { OID } from './object-identifiers.ts'

/**
 * The key and the certificates of a PKCS #12 file (RFC 7292), as certification services hand them out: encrypted with PBES2
 * (AES) or, in older files, with triple DES. Throws `DerError` when it cannot be read, or an error of `node:crypto` when the
 * password is wrong.
 */
export function readPkcs12(file: Uint8Array, password: string): { key: KeyObject; certificates: X509Certificate[] } {
  const [, authSafe] = children(readDer(file, SEQUENCE))
  const contents = children(readDer(dataOf(authSafe), SEQUENCE))
  const bags = contents.flatMap((content) => children(readDer(plainContent(content, password), SEQUENCE)))
  const keys: KeyObject[] = []
  const certificates: X509Certificate[] = []
  for (const bag of bags) {
    const [type, wrapped] = children(bag)
    if (!type || !wrapped) throw new DerError('a bag of the file is empty')
    const value = readDer(readDer(wrapped.raw, context(0)).content)
    if (isOid(type, BAGS.key)) keys.push(createPrivateKey({ key: buffer(value.raw), format: 'der', type: 'pkcs8' }))
    if (isOid(type, BAGS.shroudedKey)) keys.push(decryptKey(value.raw, password))
    if (isOid(type, BAGS.certificate)) certificates.push(certificateOf(value))
  }
  const [key] = keys
  if (!key || keys.length > 1) throw new DerError(`the file holds ${keys.length} keys instead of one`)
  return { key, certificates: withOwnFirst(certificates, key) }
}

const BAGS = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
} as const

function decryptKey(der: Uint8Array, passphrase: string): KeyObject {
  return createPrivateKey({ key: buffer(der), format: 'der', type: 'pkcs8', passphrase })
}

function certificateOf(bag: Der): X509Certificate {
  const [, wrapped] = children(bag)
  if (!wrapped) throw new DerError('a certificate of the file is empty')
  return new X509Certificate(readDer(readDer(wrapped.raw, context(0)).content, OCTET_STRING).content)
}

function withOwnFirst(certificates: X509Certificate[], key: KeyObject): X509Certificate[] {
  const isOwn = (one: X509Certificate) => one.checkPrivateKey(key)
  return [...certificates.filter(isOwn), ...certificates.filter((one) => !isOwn(one))]
}

/** The bytes inside a ContentInfo of type data. */
function dataOf(content: Der | undefined): Uint8Array {
  const [type, wrapped] = content ? children(content) : []
  if (!type || !wrapped || !isOid(type, OID.data)) throw new DerError('the file is not protected by a password')
  return readDer(readDer(wrapped.raw, context(0)).content, OCTET_STRING).content
}

function plainContent(content: Der, password: string): Uint8Array {
  const [type, wrapped] = children(content)
  if (!type || !wrapped || !isOid(type, ENCRYPTED_DATA)) return dataOf(content)
  const [, info] = children(readDer(readDer(wrapped.raw, context(0)).content, SEQUENCE))
  const [, algorithm, encrypted] = info ? children(info) : []
  if (!algorithm || encrypted?.tag !== 0x80) throw new DerError('an encrypted part of the file cannot be read')
  return decrypt(algorithm, encrypted.content, password)
}

const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const PBES2 = '1.2.840.113549.1.5.13'
const TRIPLE_DES = '1.2.840.113549.1.12.1.3'

function decrypt(algorithm: Der, bytes: Uint8Array, password: string): Uint8Array {
  const [type, parameters] = children(algorithm)
  if (!type || !parameters) throw new DerError('the encryption is not described')
  const { cipher, key, iv } = isOid(type, PBES2) ? pbes2(parameters, password) : tripleDes(type, parameters, password)
  const decipher = createDecipheriv(cipher, key, iv)
  return Buffer.concat([decipher.update(bytes), decipher.final()])
}

type Cipher = { readonly cipher: string; readonly key: Uint8Array; readonly iv: Uint8Array }

const AES: Readonly<Record<string, [cipher: string, keyLength: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
}
const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.11': 'sha512',
}

function pbes2(parameters: Der, password: string): Cipher {
  const [derivation, encryption] = children(parameters).map((one) => children(one))
  const [salt, iterations, ...rest] = derivation?.[1] ? children(derivation[1]) : []
  const [name, iv] = encryption ?? []
  const cipher = Object.entries(AES).find(([oid]) => name && isOid(name, oid))?.[1]
  if (!salt || !iterations || !iv || !cipher) throw new DerError(UNKNOWN)
  const prf = rest.find(({ tag }) => tag === SEQUENCE)
  const hmac = prf ? Object.entries(HMACS).find(([oid]) => isOid(children(prf)[0] ?? prf, oid))?.[1] : 'sha1'
  if (!hmac) throw new DerError(UNKNOWN)
  const key = pbkdf2Sync(password, salt.content, integer(iterations), cipher[1], hmac)
  return { cipher: cipher[0], key, iv: iv.content }
}

const UNKNOWN = 'the file is encrypted in a way that is not read here'

function tripleDes(type: Der, parameters: Der, password: string): Cipher {
  const [salt, iterations] = children(parameters)
  if (!isOid(type, TRIPLE_DES) || !salt || !iterations) throw new DerError(UNKNOWN)
  const derive = (purpose: number, length: number) =>
    pkcs12Key(password, salt.content, { iterations: integer(iterations), purpose, length })
  return { cipher: 'des-ede3-cbc', key: derive(1, 24), iv: derive(2, 8) }
}

/** Key derivation of RFC 7292, appendix B.2, with SHA-1: blocks of 64 bytes, digests of 20. */
function pkcs12Key(
  password: string,
  salt: Uint8Array,
  { iterations, purpose, length }: { iterations: number; purpose: number; length: number },
): Uint8Array {
  const secret = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const input = Buffer.concat([filled(salt), filled(secret)])
  const key: Uint8Array[] = []
  for (let made = 0; made < length; made += 20) {
    let digest = createHash('sha1').update(Buffer.alloc(64, purpose)).update(input).digest()
    for (let i = 1; i < iterations; i += 1) digest = createHash('sha1').update(digest).digest()
    key.push(digest)
    addToBlocks(input, filled(digest, 64))
  }
  return Buffer.concat(key).subarray(0, length)
}

/** Repeated to whole blocks of 64 bytes. */
function filled(bytes: Uint8Array, length = 64 * Math.ceil(bytes.length / 64)): Buffer {
  return Buffer.alloc(length, bytes)
}

/** Each block becomes itself + addend + 1, as a number. */
function addToBlocks(blocks: Buffer, addend: Buffer): void {
  for (let start = 0; start < blocks.length; start += 64) {
    let carry = 1
    for (let i = 63; i >= 0; i -= 1) {
      carry += (blocks[start + i] ?? 0) + (addend[i] ?? 0)
      blocks[start + i] = carry & 0xff
      carry >>= 8
    }
  }
}

function integer({ tag, content }: Der): number {
  if (tag !== INTEGER || content.length > 4) throw new DerError('a number was expected')
  return content.reduce((sum, octet) => sum * 256 + octet, 0)
}

function isOid(element: Der, oid: string): boolean {
  return sameBytes(element.raw, derOid(oid))
}

function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes)
}

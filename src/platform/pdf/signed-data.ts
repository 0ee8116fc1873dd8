import { createHash, verify, X509Certificate } from 'node:crypto'
import { issuerAndSerial } from './certificate.ts'
import {
  BIT_STRING,
  children,
  context,
  type Der,
  DerError,
  der,
  derInteger,
  derOid,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  SET,
  sameBytes,
} from './der.ts'
import { OID } from './object-identifiers.ts'

/** A CMS signature by one signer, taken apart. What is not in here was compared with the only value that it may have. */
export type SignedData = {
  /** What is signed: its type, and itself when it is inside (time-stamps) and not elsewhere (documents). */
  readonly contentType: Uint8Array
  readonly content: Uint8Array | undefined
  readonly signer: X509Certificate
  /** The other certificates that came along. */
  readonly others: readonly X509Certificate[]
  /** Name of the digest, as `node:crypto` calls it. */
  readonly digest: string
  readonly attributes: Der
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
  readonly unsigned: readonly Der[]
}

/** Reads a CMS signature (RFC 5652) strictly. Throws `DerError` with what is wrong. */
export function readSignedData(bytes: Uint8Array): SignedData {
  const [type, wrapped] = fields(readDer(bytes, SEQUENCE), 2)
  same(type, derOid(OID.signedData), 'not a CMS signature')
  const [version, digests, encapsulated, certificates, ...rest] = children(
    readDer(tagged(wrapped, 0).content, SEQUENCE),
  )
  const [signers, extra] = rest
  if (!version || !digests || !encapsulated || !certificates || signers?.tag !== SET || extra) {
    throw new DerError('the signature has other parts than content, certificates and signer')
  }
  const [contentType, inside] = children(encapsulated)
  if (!contentType) throw new DerError('the signature does not say what it signs')
  same(version, derInteger(inside ? 3 : 1), 'the version of the signature is not the one of its content')
  const info = readSigner(readDer(signers.content, SEQUENCE))
  same(digests, der(SET, info.digestAlgorithm.raw), 'the signature names another digest than its signer')
  const all = children(certificates, context(0)).map(({ raw }) => strictCertificate(raw))
  const signer = all.find((one) => sameBytes(issuerAndSerial(one.raw), info.sid.raw))
  if (!signer) throw new DerError("the signer's certificate is missing")
  return {
    contentType: contentType.raw,
    content: inside && readDer(tagged(inside, 0).content, OCTET_STRING).content,
    signer,
    others: all.filter((one) => one !== signer),
    digest: digestName(info.digestAlgorithm.raw),
    attributes: info.attributes,
    signatureAlgorithm: signatureDigest(info.signatureAlgorithm.raw, digestName(info.digestAlgorithm.raw)),
    signature: info.signature.content,
    unsigned: info.unsigned ? children(info.unsigned, context(1)) : [],
  }
}

/** The value of a signed or unsigned attribute, undefined when it is absent. Throws `DerError` when it is there twice. */
export function attributeValue(attributes: readonly Der[], type: string): Der | undefined {
  const found = attributes.map((one) => children(one)).filter(([name]) => name && sameBytes(name.raw, derOid(type)))
  if (found.length > 1) throw new DerError(`the attribute ${type} is there twice`)
  const values = found[0]?.[1]
  return values && readDer(readDer(values.raw, SET).content)
}

/** What is wrong with the signature itself: its key, its content type, the certificate it binds; empty when nothing is. */
export function signatureFaults(signed: SignedData): string[] {
  const faults: string[] = []
  const attributes = children(signed.attributes, context(0))
  const contentType = attributeValue(attributes, OID.contentType)
  if (!contentType || !sameBytes(contentType.raw, signed.contentType))
    faults.push('the signature is of another kind of content')
  const bound = attributeValue(attributes, OID.signingCertificateV2)
  if (bound && !bindsCertificate(bound, signed.signer)) faults.push('the signature was made with another certificate')
  const covered = der(SET, signed.attributes.content)
  const { signatureAlgorithm, signer, signature } = signed
  if (!verify(signatureAlgorithm, covered, signer.publicKey, signature))
    faults.push('the signature was not made with this key')
  return faults
}

/** Whether the signature names its certificate among what it signs (ETSI EN 319 122-1, 5.2.2): obligatory in PAdES. */
export function bindsSigner(signed: SignedData): boolean {
  return attributeValue(children(signed.attributes, context(0)), OID.signingCertificateV2) !== undefined
}

/** Whether the signed digest is the one of the content, given as pieces. */
export function digestMatches(signed: SignedData, pieces: readonly Uint8Array[]): boolean {
  const hash = createHash(signed.digest)
  for (const piece of pieces) hash.update(piece)
  const stated = attributeValue(children(signed.attributes, context(0)), OID.messageDigest)
  return stated !== undefined && sameBytes(stated.raw, der(OCTET_STRING, hash.digest()))
}

/** The name of a digest algorithm, with or without NULL parameters. Throws `DerError` for one that is weak or unknown. */
export function digestName(algorithm: Uint8Array): string {
  const found = Object.entries(DIGESTS).find(([, oid]) => isAlgorithm(algorithm, oid))
  if (!found) throw new DerError('the digest is neither SHA-256 nor SHA-384 nor SHA-512')
  return found[0]
}

const DIGESTS = { sha256: OID.sha256, sha384: '2.16.840.1.101.3.4.2.2', sha512: '2.16.840.1.101.3.4.2.3' } as const

const SIGNATURES: Readonly<Record<string, string>> = {
  [OID.ecdsaSha256]: 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  [OID.rsaSha256]: 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
}

/** The digest inside the signature; the plain RSA identifier leaves it to the signer's digest (RFC 3370, 3.2). */
function signatureDigest(algorithm: Uint8Array, digest: string): string {
  if (isAlgorithm(algorithm, OID.rsa)) return digest
  const found = Object.entries(SIGNATURES).find(([oid]) => isAlgorithm(algorithm, oid))
  if (!found) throw new DerError('the signature is made with an algorithm that is not used here')
  return found[1]
}

const NULL = Uint8Array.of(0x05, 0x00)

function isAlgorithm(algorithm: Uint8Array, oid: string): boolean {
  const name = derOid(oid)
  return sameBytes(algorithm, der(SEQUENCE, name)) || sameBytes(algorithm, der(SEQUENCE, name, NULL))
}

type Signer = {
  readonly sid: Der
  readonly digestAlgorithm: Der
  readonly attributes: Der
  readonly signatureAlgorithm: Der
  readonly signature: Der
  readonly unsigned: Der | undefined
}

function readSigner(info: Der): Signer {
  const [version, sid, digestAlgorithm, attributes, signatureAlgorithm, signature, unsigned, extra] = children(info)
  if (
    !version ||
    !sid ||
    !digestAlgorithm ||
    !attributes ||
    !signatureAlgorithm ||
    signature?.tag !== OCTET_STRING ||
    extra
  ) {
    throw new DerError('the signer is not described as it should be')
  }
  same(version, derInteger(1), 'the signer is not named by issuer and serial number')
  return { sid, digestAlgorithm, attributes: tagged(attributes, 0), signatureAlgorithm, signature, unsigned }
}

/** ESSCertIDv2 (RFC 5035): a digest, SHA-256 unless it says otherwise, of the signer's certificate. */
function bindsCertificate(attribute: Der, certificate: X509Certificate): boolean {
  const [list] = children(attribute)
  const [first] = list ? children(list) : []
  const [one, two] = first ? children(first) : []
  const [algorithm, hash] = one?.tag === OCTET_STRING ? ['sha256', one] : [one && digestName(one.raw), two]
  return !!algorithm && !!hash && sameBytes(hash.content, createHash(algorithm).update(certificate.raw).digest())
}

/** A certificate whose parts outside of its signed body are as they must be. */
function strictCertificate(raw: Uint8Array): X509Certificate {
  const [body, algorithm, signature, extra] = children(readDer(raw, SEQUENCE))
  const inner = body && children(body).find((part, i) => i > 0 && part.tag === SEQUENCE)
  if (!algorithm || !inner || signature?.tag !== BIT_STRING || signature.content[0] !== 0 || extra) {
    throw new DerError('a certificate is not as it should be')
  }
  same(algorithm, inner.raw, 'a certificate names two algorithms')
  return new X509Certificate(raw)
}

function fields(element: Der, count: number): [Der, Der] {
  const found = children(element)
  if (found.length !== count) throw new DerError(`expected ${count} parts, found ${found.length}`)
  return found as [Der, Der] // the count was just checked; it is always 2
}

function tagged(element: Der, number: number): Der {
  if (element.tag !== context(number)) throw new DerError(`expected the part [${number}]`)
  return element
}

function same(element: Der, bytes: Uint8Array, message: string): void {
  if (!sameBytes(element.raw, bytes)) throw new DerError(message)
}

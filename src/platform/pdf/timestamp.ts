import { createHash, randomBytes, type X509Certificate } from 'node:crypto'
import {
  children,
  DerError,
  der,
  derInteger,
  derOid,
  INTEGER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  sameBytes,
} from './der.ts'
import { OID } from './object-identifiers.ts'
import {
  attributeValue,
  digestMatches,
  digestName,
  readSignedData,
  type SignedData,
  signatureFaults,
} from './signed-data.ts'
import { trustFaults } from './trust.ts'

/** A time-stamp over a signature (RFC 3161), checked. */
export type Timestamp = {
  readonly at: Date
  readonly signatureFaults: readonly string[]
  readonly trustFaults: readonly string[]
}

/** Asks for a time-stamp over a signature, with the authority's certificate in the answer. Throws when it is not granted. */
export async function requestTimestamp(
  signature: Uint8Array,
  ask: (request: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const nonce = der(INTEGER, Uint8Array.of(1), randomBytes(8))
  const wantsCertificate = Uint8Array.of(0x01, 0x01, 0xff)
  const request = der(SEQUENCE, derInteger(1), imprintOf(signature), nonce, wantsCertificate)
  const [status, token] = children(readDer(await ask(request), SEQUENCE))
  const granted = status && children(status)[0]?.content[0]
  if ((granted !== 0 && granted !== 1) || !token) throw new Error('the time-stamping authority refused the request')
  return token.raw
}

/** The time-stamp of a signature, undefined when it has none. Throws `DerError` when there is something else in its place. */
export function timestampOf(signed: SignedData, roots: readonly X509Certificate[]): Timestamp | undefined {
  if (signed.unsigned.length === 0) return undefined
  const token = attributeValue(signed.unsigned, OID.signatureTimestamp)
  if (!token || signed.unsigned.length > 1)
    throw new DerError('the signature carries something unsigned beside a time-stamp')
  const stamp = readSignedData(token.raw)
  const content = stamp.content
  if (!content || !sameBytes(stamp.contentType, derOid(OID.timestampInfo)))
    throw new DerError('the time-stamp is not one')
  const [, , imprint, , time] = children(readDer(content, SEQUENCE))
  if (!imprint || time?.tag !== GENERALIZED_TIME) throw new DerError('the time-stamp does not tell its time')
  const at = readTime(Buffer.from(time.content).toString('latin1'))
  const faults = signatureFaults(stamp)
  if (stamp.unsigned.length > 0) faults.push('the time-stamp carries something unsigned')
  if (!digestMatches(stamp, [content])) faults.push('the time-stamp was altered')
  if (!isImprintOf(imprint.raw, signed.signature)) faults.push('the time-stamp is of another signature')
  const trust = trustFaults(stamp.signer, stamp.others, roots, at)
  if (!stamp.signer.keyUsage?.includes(STAMPS)) trust.push('the certificate of the time-stamp is not for time-stamps')
  return { at, signatureFaults: faults, trustFaults: trust }
}

const GENERALIZED_TIME = 0x18
/** Extended key usage id-kp-timeStamping. */
const STAMPS = '1.3.6.1.5.5.7.3.8'

function imprintOf(signature: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(signature).digest()
  return der(SEQUENCE, der(SEQUENCE, derOid(OID.sha256)), der(OCTET_STRING, hash))
}

function isImprintOf(imprint: Uint8Array, signature: Uint8Array): boolean {
  const [algorithm, hash] = children(readDer(imprint, SEQUENCE))
  if (!algorithm || !hash) return false
  return sameBytes(hash.content, createHash(digestName(algorithm.raw)).update(signature).digest())
}

function readTime(text: string): Date {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text)
  if (!found) throw new DerError('the time of the time-stamp cannot be read')
  const [, year, month, day, hour, minute, second, fraction = ''] = found
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`)
}

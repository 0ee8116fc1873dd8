import { createHash, randomBytes } from 'node:crypto'
import { certificateFields } from './certificate.ts'
import {
  children,
  context,
  der,
  derInteger,
  derOid,
  derSet,
  INTEGER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  SET,
} from './der.ts'
import type { SealAlgorithm, Sealer } from './sealer.ts'

/** Object identifiers of CMS (RFC 5652), ESS (RFC 5035) and time-stamps (RFC 3161). */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  rsaSha256: '1.2.840.113549.1.1.11',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const

const NULL = Uint8Array.of(0x05, 0x00)
const SHA256 = der(SEQUENCE, derOid(OID.sha256))
const SIGNATURE_ALGORITHMS: Readonly<Record<SealAlgorithm, Uint8Array>> = {
  'ecdsa-sha256': der(SEQUENCE, derOid(OID.ecdsaSha256)),
  'rsa-sha256': der(SEQUENCE, derOid(OID.rsaSha256), NULL),
}

/**
 * A detached CMS signature over a SHA-256 digest, as ETSI EN 319 142-1 (PAdES B-B) wants it: content-type, message-digest and
 * signing-certificate-v2 are signed, signing-time is absent; with a time-stamp over the signature (B-T) when the sealer has one.
 */
export async function signCms(digest: Uint8Array, sealer: Sealer): Promise<Uint8Array> {
  const attributes = [
    attribute(OID.contentType, derOid(OID.data)),
    attribute(OID.messageDigest, der(OCTET_STRING, digest)),
    attribute(OID.signingCertificateV2, signingCertificate(sealer.certificate.raw)),
  ]
  const signature = await sealer.sign(derSet(SET, ...attributes))
  const token = sealer.timestamp && (await timestampToken(signature, sealer.timestamp))
  const signerInfo = der(
    SEQUENCE,
    derInteger(1),
    issuerAndSerial(sealer.certificate.raw),
    SHA256,
    derSet(context(0), ...attributes),
    SIGNATURE_ALGORITHMS[sealer.algorithm],
    der(OCTET_STRING, signature),
    ...(token ? [derSet(context(1), attribute(OID.signatureTimestamp, token))] : []),
  )
  const certificates = [sealer.certificate, ...sealer.chain].map((certificate) => certificate.raw)
  const signedData = der(
    SEQUENCE,
    derInteger(1),
    der(SET, SHA256),
    der(SEQUENCE, derOid(OID.data)),
    derSet(context(0), ...certificates),
    der(SET, signerInfo),
  )
  return der(SEQUENCE, derOid(OID.signedData), der(context(0), signedData))
}

/** Issuer and serial number as CMS names a signer, taken from the certificate's own bytes. */
export function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const fields = certificateFields(certificate)
  return der(SEQUENCE, fields.issuer, fields.serial)
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return der(SEQUENCE, derOid(type), der(SET, value))
}

/** SigningCertificateV2 with one ESSCertIDv2: SHA-256 is its default, so the algorithm is left out. */
function signingCertificate(certificate: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(certificate).digest()
  return der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(OCTET_STRING, hash))))
}

/** Asks for a time-stamp of the signature, with the authority's certificate in the answer. Throws when it was not granted. */
async function timestampToken(signature: Uint8Array, ask: NonNullable<Sealer['timestamp']>): Promise<Uint8Array> {
  const imprint = der(SEQUENCE, SHA256, der(OCTET_STRING, createHash('sha256').update(signature).digest()))
  const nonce = der(INTEGER, Uint8Array.of(1), randomBytes(8))
  const wantsCertificate = Uint8Array.of(0x01, 0x01, 0xff)
  const response = readDer(await ask(der(SEQUENCE, derInteger(1), imprint, nonce, wantsCertificate)), SEQUENCE)
  const [status, token] = children(response)
  const granted = status && children(status)[0]?.content[0]
  if ((granted !== 0 && granted !== 1) || !token) throw new Error('the time-stamping authority refused the request')
  return token.raw
}

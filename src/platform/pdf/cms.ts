import { createHash } from 'node:crypto'
import { issuerAndSerial } from './certificate.ts'
import { context, der, derInteger, derOid, derSet, OCTET_STRING, SEQUENCE, SET } from './der.ts'
import { OID } from './object-identifiers.ts'
import type { SealAlgorithm, Sealer } from './sealer.ts'
import { requestTimestamp } from './timestamp.ts'

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
  const token = sealer.timestamp && (await requestTimestamp(signature, sealer.timestamp))
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

function attribute(type: string, value: Uint8Array): Uint8Array {
  return der(SEQUENCE, derOid(type), der(SET, value))
}

/** SigningCertificateV2 with one ESSCertIDv2: SHA-256 is its default, so the algorithm is left out. */
function signingCertificate(certificate: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(certificate).digest()
  return der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(OCTET_STRING, hash))))
}

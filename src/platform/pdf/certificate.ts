import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  BIT_STRING,
  BOOLEAN,
  children,
  context,
  der,
  derInteger,
  derOid,
  INTEGER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  SET,
} from './der.ts'

export type CertificateName = { readonly commonName: string; readonly organisation: string }

/** What a certificate of the development authority says; without an authority it signs itself, and is one. */
export type CertificateRequest = {
  readonly subject: CertificateName
  readonly publicKey: KeyObject
  readonly from: Date
  readonly to: Date
  readonly issuer: { readonly certificate: Uint8Array; readonly key: KeyObject } | { readonly self: KeyObject }
}

/** An X.509 certificate (RFC 5280) for elliptic-curve keys, as DER: an authority of its own, or a seal issued by one. */
export function issueCertificate({ subject, publicKey, from, to, issuer }: CertificateRequest): Uint8Array {
  const authority = 'self' in issuer
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const body = der(
    SEQUENCE,
    der(context(0), derInteger(2)),
    der(INTEGER, Uint8Array.of(0x40), randomBytes(15)),
    ECDSA_SHA256,
    authority ? nameOf(subject) : subjectOf(issuer.certificate),
    der(SEQUENCE, time(from), time(to)),
    nameOf(subject),
    spki,
    der(
      context(3),
      der(
        SEQUENCE,
        extension(OID.basicConstraints, authority ? der(SEQUENCE, TRUE, derInteger(0)) : der(SEQUENCE), true),
        extension(OID.keyUsage, der(BIT_STRING, authority ? CERTIFIES : SEALS), true),
        extension(OID.subjectKey, der(OCTET_STRING, keyIdentifier(spki))),
        ...(authority
          ? []
          : [extension(OID.authorityKey, der(SEQUENCE, der(0x80, keyIdentifier(spkiOf(issuer.certificate)))))]),
      ),
    ),
  )
  const signature = sign('sha256', body, authority ? issuer.self : issuer.key)
  return der(SEQUENCE, body, ECDSA_SHA256, der(BIT_STRING, Uint8Array.of(0), signature))
}

/** The fields of a certificate's body that others point at, as they stand in it. */
export function certificateFields(certificate: Uint8Array): {
  serial: Uint8Array
  issuer: Uint8Array
  subject: Uint8Array
  spki: Uint8Array
} {
  const [body] = children(readDer(certificate, SEQUENCE))
  const all = body ? children(body) : []
  // The version stands first, in a tag of its own, except in certificates of version 1.
  const [serial, , issuer, , subject, spki] = (all[0]?.tag === context(0) ? all.slice(1) : all).map(({ raw }) => raw)
  if (!serial || !issuer || !subject || !spki) throw new RangeError('not a certificate')
  return { serial, issuer, subject, spki }
}

/** Issuer and serial number as CMS names a signer, taken from the certificate's own bytes. */
export function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const fields = certificateFields(certificate)
  return der(SEQUENCE, fields.issuer, fields.serial)
}

/** A name as `node:crypto` tells it, one part a line, on one line and the nearest first: `CN=…, O=…`. */
export function oneLine(name: string): string {
  return name.split('\n').reverse().join(', ')
}

const OID = {
  ecdsaSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKey: '2.5.29.35',
} as const

const ECDSA_SHA256 = der(SEQUENCE, derOid(OID.ecdsaSha256))
const TRUE = der(BOOLEAN, Uint8Array.of(0xff))
/** Key usage, as unused bits and bits: digitalSignature and nonRepudiation; keyCertSign and cRLSign. */
const SEALS = Uint8Array.of(6, 0xc0)
const CERTIFIES = Uint8Array.of(1, 0x06)

function subjectOf(certificate: Uint8Array): Uint8Array {
  return certificateFields(certificate).subject
}

function spkiOf(certificate: Uint8Array): Uint8Array {
  return certificateFields(certificate).spki
}

function nameOf({ commonName, organisation }: CertificateName): Uint8Array {
  const part = (type: string, value: string) =>
    der(SET, der(SEQUENCE, derOid(type), der(UTF8_STRING, Buffer.from(value))))
  return der(SEQUENCE, part(OID.organisation, organisation), part(OID.commonName, commonName))
}

const UTF8_STRING = 0x0c

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
function time(at: Date): Uint8Array {
  const digits = `${at.toISOString().slice(0, 19).replace(/\D/g, '')}Z`
  return at.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits))
}

function extension(type: string, value: Uint8Array, critical = false): Uint8Array {
  return der(SEQUENCE, derOid(type), ...(critical ? [TRUE] : []), der(OCTET_STRING, value))
}

function keyIdentifier(spki: Uint8Array): Uint8Array {
  return createHash('sha256').update(spki).digest().subarray(0, 20)
}

import type { X509Certificate } from 'node:crypto'
import { oneLine } from './certificate.ts'
import { DerError } from './der.ts'
import { DEVELOPMENT_MARK } from './development-sealer.ts'
import { readDictionary, readText } from './pdf-objects.ts'
import { certificatesOf } from './sealer.ts'
import { bindsSigner, digestMatches, readSignedData, signatureFaults } from './signed-data.ts'
import { timestampOf } from './timestamp.ts'
import { trustFaults } from './trust.ts'

export type SignatureCheck = {
  /** As the signature states it, else the common name of the certificate. */
  readonly name: string
  /** The instant (ISO 8601): of the time-stamp when there is one, else the one that the signer states. */
  readonly at: string | undefined
  /** False for a signature that others follow, whose later revisions it cannot know. */
  readonly coversWholeDocument: boolean
  /** No byte that it covers was altered. */
  readonly digestOk: boolean
  /** The signature is by the key of the certificate, and says nothing that was not checked. */
  readonly signatureOk: boolean
  /** The certificate leads to one of the trusted ones, and was valid at `at`. */
  readonly trusted: boolean
  readonly certificate: CertificateSummary | undefined
  readonly level: 'B-B' | 'B-T' | undefined
  /** Why not, in words for the administrator; empty when all is well. */
  readonly problems: readonly string[]
}

export type CertificateSummary = {
  readonly subject: string
  readonly issuer: string
  /** Hexadecimal. */
  readonly serial: string
  readonly notAfter: string
  /** Made by `developmentSealer`: worth nothing outside of a trial. */
  readonly development: boolean
}

export type PdfCheck = {
  /** At least one signature; each unaltered, by its certificate, trusted; and the last one covers the whole file. */
  readonly ok: boolean
  /** From the first to the last. */
  readonly signatures: readonly SignatureCheck[]
}

/**
 * Checks every signature of a PDF. `trusted` holds the roots (PEM): of the municipality's seal, or of the development authority.
 * Never throws for what the PDF contains: a file that cannot be read has no good signature.
 */
export function verifyPdf(bytes: Uint8Array, { trusted }: { readonly trusted: readonly string[] }): PdfCheck {
  const roots = trusted.flatMap((pem) => certificatesOf(pem))
  const signatures = signatureRanges(bytes).map((range) => checkSignature(bytes, range, roots))
  const good = ({ digestOk, signatureOk, trusted: known }: SignatureCheck) => digestOk && signatureOk && known
  return {
    ok: signatures.length > 0 && signatures.every(good) && signatures.at(-1)?.coversWholeDocument === true,
    signatures,
  }
}

type Range = { readonly dictionary: string; readonly before: number; readonly after: number; readonly end: number }

/** The signature dictionaries, by the bytes that they say they cover, in the order in which they were added. */
function signatureRanges(bytes: Uint8Array): Range[] {
  const text = Buffer.from(bytes).toString('latin1')
  const found: Range[] = []
  for (const match of text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)) {
    const [start, before, after, length] = match.slice(1).map(Number) as [number, number, number, number]
    const end = start === 0 && after > before ? after + length : Number.NaN
    found.push({ dictionary: text.slice(text.lastIndexOf(' obj', match.index) + 4), before, after, end })
  }
  return found.sort((one, other) => one.end - other.end)
}

function checkSignature(bytes: Uint8Array, range: Range, roots: readonly X509Certificate[]): SignatureCheck {
  const coversWholeDocument = range.end === bytes.length
  try {
    const entries = readDictionary(range.dictionary.trimStart())
    if (entries.get('SubFilter') !== '/ETSI.CAdES.detached') throw new DerError('the signature is not PAdES')
    const signed = readSignedData(signatureBytes(bytes, range))
    if (signed.content) throw new DerError('the signature is of something that is not the document')
    const stamp = timestampOf(signed, roots)
    const at = stamp?.at ?? instantOf(entries.get('M'))
    const digestOk = digestMatches(signed, [bytes.subarray(0, range.before), bytes.subarray(range.after, range.end)])
    const signature = [...signatureFaults(signed), ...(stamp?.signatureFaults ?? [])]
    if (!bindsSigner(signed)) signature.push('the signature does not bind its certificate, as PAdES asks')
    const trust = [...trustFaults(signed.signer, signed.others, roots, at ?? new Date()), ...(stamp?.trustFaults ?? [])]
    const stated = entries.get('Name')
    return {
      name: stated === undefined ? commonName(signed.signer) : readText(stated),
      at: at?.toISOString(),
      coversWholeDocument,
      digestOk,
      signatureOk: signature.length === 0,
      trusted: trust.length === 0,
      certificate: describe(signed.signer),
      level: stamp ? 'B-T' : 'B-B',
      problems: [...(digestOk ? [] : ['the document was altered after it was signed']), ...signature, ...trust],
    }
  } catch (error) {
    return { ...UNREADABLE, coversWholeDocument, problems: [(error as Error).message] }
  }
}

const UNREADABLE = {
  name: '',
  at: undefined,
  digestOk: false,
  signatureOk: false,
  trusted: false,
  certificate: undefined,
  level: undefined,
} as const

function describe(certificate: X509Certificate): CertificateSummary {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serial: certificate.serialNumber,
    notAfter: new Date(certificate.validTo).toISOString(),
    development: certificate.issuer.includes(DEVELOPMENT_MARK),
  }
}

function commonName(certificate: X509Certificate): string {
  return /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? oneLine(certificate.subject)
}

/** The gap that a signature leaves must hold one hexadecimal string, in one case, and nothing after the CMS but zeros. */
function signatureBytes(bytes: Uint8Array, { before, after, end }: Range): Uint8Array {
  const gap = Buffer.from(bytes.subarray(before, after)).toString('latin1')
  if (!(end <= bytes.length) || !/^<([0-9a-f]{8,}|[0-9A-F]{8,})>$/.test(gap) || gap.length % 2 !== 0) {
    throw new DerError('the bytes that the signature leaves out are not a signature')
  }
  const kept = Buffer.from(gap.slice(1, -1), 'hex')
  const length = derLength(kept)
  if (kept.subarray(length).some((octet) => octet !== 0)) throw new DerError('there is something after the signature')
  return kept.subarray(0, length)
}

/** Length of the outer element of a CMS, whose own length always takes two or three bytes. */
function derLength(bytes: Uint8Array): number {
  const octets = (bytes[1] ?? 0) - 0x80
  if (octets < 1 || octets > 3) throw new DerError('the signature is not DER')
  return 2 + octets + Buffer.from(bytes).readUIntBE(2, octets)
}

/** A PDF date (`D:20260302090000Z`, or with `+01'00'`) as an instant. */
function instantOf(source: string | undefined): Date | undefined {
  if (!source) return undefined
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)'?)?/.exec(readText(source))
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes] = found
  const offset = sign ? `${sign}${offsetHours}:${offsetMinutes}` : 'Z'
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

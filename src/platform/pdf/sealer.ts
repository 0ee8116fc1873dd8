import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'
import { readPkcs12 } from './pkcs12.ts'

/** Who seals: a certificate, its chain, and something that signs (a key in memory, or a device behind `sign`). */
export type Sealer = {
  readonly certificate: X509Certificate
  /** The certificates between the seal and a root, the root included or not. */
  readonly chain: readonly X509Certificate[]
  readonly algorithm: SealAlgorithm
  /** Signs the bytes (not their digest) with SHA-256; ECDSA signatures are DER. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
  /** Sends an RFC 3161 request to a time-stamping authority and gives its response: makes PAdES B-T of B-B. */
  readonly timestamp?: (request: Uint8Array) => Promise<Uint8Array>
}

export type SealAlgorithm = 'ecdsa-sha256' | 'rsa-sha256'

/** A certificate or key that cannot seal; `remedy` says what to do, for the administrator. */
export class SealerError extends Error {
  readonly remedy: string

  constructor(message: string, remedy: string) {
    super(message)
    this.name = 'SealerError'
    this.remedy = remedy
  }
}

/** The municipality's own certificate: in PEM, with the chain after it, or a PKCS #12 file. */
export type SealerSource = { readonly timestamp?: NonNullable<Sealer['timestamp']> } & (
  | { readonly certificatePem: string; readonly keyPem: string; readonly passphrase?: string }
  | { readonly p12: Uint8Array; readonly password: string }
)

/** A sealer from the municipality's own certificate. Throws `SealerError`. */
export function loadSealer(from: SealerSource): Sealer {
  const { key, certificates } =
    'p12' in from
      ? openPkcs12(from.p12, from.password)
      : { key: keyOf(from.keyPem, from.passphrase), certificates: certificatesOf(from.certificatePem) }
  const [certificate, ...chain] = certificates
  if (!certificate)
    throw new SealerError('no certificate found', 'Give a file in PEM form that begins with BEGIN CERTIFICATE.')
  if (!certificate.checkPrivateKey(key)) {
    throw new SealerError(
      'the key is not the one of the certificate',
      'The first certificate of the file must be the seal.',
    )
  }
  return {
    certificate,
    chain,
    algorithm: algorithmOf(key),
    sign: (bytes) => signing('sha256', bytes, key),
    ...(from.timestamp && { timestamp: from.timestamp }),
  }
}

function openPkcs12(file: Uint8Array, password: string): ReturnType<typeof readPkcs12> {
  try {
    return readPkcs12(file, password)
  } catch (cause) {
    throw new SealerError(
      `the PKCS #12 file cannot be opened: ${(cause as Error).message}`,
      'Check the password; a file of an old kind is converted with "openssl pkcs12 -legacy -in FILE -out seal.pem".',
    )
  }
}

/** The certificates of a PEM text, in its order. Throws `SealerError` when one cannot be read. */
export function certificatesOf(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    return blocks.map((block) => new X509Certificate(block))
  } catch (cause) {
    throw new SealerError(`a certificate cannot be read: ${(cause as Error).message}`, 'Export it again in PEM form.')
  }
}

const signing = promisify(sign) as (algorithm: string, bytes: Uint8Array, key: KeyObject) => Promise<Uint8Array>

function keyOf(pem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) })
  } catch (cause) {
    throw new SealerError(
      `the key cannot be read: ${(cause as Error).message}`,
      'Check that it is PEM, and its passphrase.',
    )
  }
}

function algorithmOf(key: KeyObject): SealAlgorithm {
  if (key.asymmetricKeyType === 'ec') return 'ecdsa-sha256'
  if (key.asymmetricKeyType === 'rsa') return 'rsa-sha256'
  throw new SealerError(
    `keys of kind ${key.asymmetricKeyType} are not used`,
    'Ask for a seal with an RSA or elliptic-curve key.',
  )
}

import { createPrivateKey, generateKeyPair, randomBytes, X509Certificate } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { issueCertificate } from './certificate.ts'
import { loadSealer, type Sealer } from './sealer.ts'

/**
 * A seal for trying things out: at first use makes, in the folder, a certification authority and a certificate for the
 * organisation, both marked DEVELOPMENT in their names; later uses read them. Files are for their owner only (0600).
 * Nobody else trusts this authority: `authorityPem` is what `verifyPdf` must be told to trust.
 */
export async function developmentSealer(
  folder: string,
  organisation: string,
): Promise<Sealer & { readonly authorityPem: string }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const authority = await keptIn(join(folder, 'authority.pem'), () =>
    makePem('Finestra DEVELOPMENT authority', 'Finestra'),
  )
  const seal = await keptIn(join(folder, `seal-${fileName(organisation)}.pem`), () =>
    makePem(`${organisation} DEVELOPMENT seal`, organisation, authority),
  )
  const authorityPem = certificatePart(authority)
  const sealer = loadSealer({ certificatePem: certificatePart(seal) + authorityPem, keyPem: keyPart(seal) })
  return { ...sealer, authorityPem }
}

/** Marks a certificate of this file; `verifyPdf` tells them from real ones by it. */
export const DEVELOPMENT_MARK = 'DEVELOPMENT'

/** Two processes that start together agree: the file appears whole, and only the first one's. */
async function keptIn(path: string, make: () => Promise<string>): Promise<string> {
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known !== undefined) return known
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, await make(), { mode: 0o600, flag: 'wx' })
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return readFile(path, 'utf8')
}

/** A key and its certificate, signed by the authority, or by itself when there is none; both in one PEM text. */
async function makePem(commonName: string, organisation: string, authority?: string): Promise<string> {
  const keys = await makeKeys('ec', { namedCurve: 'P-256' })
  const certificate = issueCertificate({
    subject: { commonName, organisation },
    publicKey: keys.publicKey,
    from: VALID_FROM,
    to: new Date(Date.now() + 10 * 365 * DAY_MS),
    issuer: authority
      ? { certificate: new X509Certificate(certificatePart(authority)).raw, key: createPrivateKey(keyPart(authority)) }
      : { self: keys.privateKey },
  })
  return `${keys.privateKey.export({ type: 'pkcs8', format: 'pem' })}${new X509Certificate(certificate)}`
}

const makeKeys = promisify(generateKeyPair)
const DAY_MS = 86_400_000
/** Early, so that histories played on a simulated clock are sealed within the certificate's life. */
const VALID_FROM = new Date('2015-01-01T00:00:00Z')

function certificatePart(pem: string): string {
  return `${pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/)?.[0] ?? ''}\n`
}

function keyPart(pem: string): string {
  return pem.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/)?.[0] ?? ''
}

function fileName(organisation: string): string {
  return organisation
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
}

import { createHmac, generateKeyPair, randomBytes, timingSafeEqual } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What this installation alone knows. */
export interface Secrets {
  /** Signs the short cookies of a sign-in in progress. */
  readonly cookieKey: string
  /** The demonstration identity service's own: signing key (JWK), cookie key, and what its two clients prove themselves with. */
  readonly demo: {
    readonly signingKey: Record<string, unknown>
    readonly cookieKey: string
    readonly clientSecret: string
  }
}

/**
 * The secrets in `folder`, made at the first start and readable by this user only.
 * Two processes that start at once agree: the first to link the file wins, the other reads it.
 */
export async function secretsIn(folder: string): Promise<Secrets> {
  const file = join(folder, 'identity.secrets.json')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) return JSON.parse(kept)
  await mkdir(folder, { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, JSON.stringify(await newSecrets()), { mode: 0o600 })
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return JSON.parse(await readFile(file, 'utf8'))
}

async function newSecrets(): Promise<Secrets> {
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
  const signingKey = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: randomText(8) }
  return {
    cookieKey: randomText(32),
    demo: { signingKey, cookieKey: randomText(32), clientSecret: randomText(32) },
  }
}

/** A value with its signature, for a cookie that the browser may keep but not change. `purpose` keeps one kind from passing as another. */
export function seal(key: string, purpose: string, value: unknown): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${text}.${signature(key, purpose, text)}`
}

/** The value back, or `undefined` when a byte of it was changed or it was sealed for another purpose. */
export function unseal(key: string, purpose: string, sealed: string | undefined): unknown {
  const [text, given] = sealed?.split('.') ?? []
  if (text === undefined || given === undefined) return undefined
  const [wanted, got] = [Buffer.from(signature(key, purpose, text)), Buffer.from(given)]
  if (wanted.length !== got.length || !timingSafeEqual(wanted, got)) return undefined
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
}

/** Random text of so many bytes, base64url. */
export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

function signature(key: string, purpose: string, text: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url')
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Something said by one side and signed for the other, fit for an address. */
export interface Signed {
  readonly data: string
  readonly signature: string
}

/** Signs and reads messages with a secret that both sides know (HMAC-SHA-256). */
export interface Signer {
  sign(message: object): Signed
  /** The message; `undefined` unless it was signed with the secret and not altered. */
  read(signed: { readonly data?: unknown; readonly signature?: unknown }): Record<string, unknown> | undefined
}

export function signerWith(secret: Buffer): Signer {
  const signatureOf = (data: string) => createHmac('sha256', secret).update(data).digest()
  return {
    sign(message) {
      const data = Buffer.from(JSON.stringify(message)).toString('base64url')
      return { data, signature: signatureOf(data).toString('base64url') }
    },
    read({ data, signature }) {
      if (typeof data !== 'string' || typeof signature !== 'string') return undefined
      const [given, right] = [Buffer.from(signature, 'base64url'), signatureOf(data)]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      return JSON.parse(Buffer.from(data, 'base64url').toString('utf8')) as Record<string, unknown>
    },
  }
}

/** The secret of an installation, made when it is first needed, and readable by nobody else. */
export function secretAt(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process of the same installation was faster: its secret is the one.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'hex')
}

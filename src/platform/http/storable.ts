import type { FastifyRequest } from 'fastify'

/** The request cannot be understood: answered with 400 and this reason. */
export class BadRequest extends Error {
  readonly statusCode = 400
}

/**
 * Refuses what no keyboard writes and PostgreSQL cannot store as text: the character NUL, and half a pair of UTF-16.
 * Here at the door, so that no page and no act meets it.
 */
export async function refuseUnstorableAddress({ url }: FastifyRequest): Promise<void> {
  if (/%00/.test(url)) throw unstorable('the address')
}

/** The same, of the fields of a form or of JSON. */
export async function refuseUnstorableBody({ body }: FastifyRequest): Promise<void> {
  if (!isStorable(body)) throw unstorable('a field')
}

/** Whether every text in it, names of fields included, can be stored. */
export function isStorable(value: unknown): boolean {
  // A list of what is left to look at: a body may be nested deeper than functions can be called.
  const left: unknown[] = [value]
  while (left.length > 0) {
    const one = left.pop()
    if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed())) return false
    if (typeof one === 'object' && one !== null && !Buffer.isBuffer(one))
      for (const pair of Object.entries(one)) left.push(...pair)
  }
  return true
}

function unstorable(where: string): BadRequest {
  return new BadRequest(`${where} holds a character that no text has`)
}

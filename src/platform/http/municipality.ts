import type { FastifyRequest } from 'fastify'
import type { Municipality } from '../acts/index.ts'
import type { Municipalities } from '../municipalities.ts'

/** Remembers the municipality chosen where one address serves several. */
export const SLUG_COOKIE = 'finestra_municipality'

/**
 * Whose window this is: by the first label of the host (`castelverde.example.org`), else by the visitor's choice
 * in the cookie, else the first municipality of the installation.
 */
export async function municipalityOf(municipalities: Municipalities, request: FastifyRequest): Promise<Municipality> {
  const all = await municipalities.all()
  const label = request.hostname.split('.')[0]
  const named = all.find(({ slug }) => slug === label)
  const chosen = all.find(({ slug }) => slug === request.cookies[SLUG_COOKIE])
  const found = named ?? chosen ?? all[0]
  if (!found) throw new Error('no municipality is installed: run "finestra seed"')
  return found
}

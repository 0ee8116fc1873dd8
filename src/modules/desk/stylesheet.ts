import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { resource } from '../../platform/root.ts'

const css = readFileSync(resource('src/modules/desk/desk.css'))
const version = createHash('sha256').update(css).digest('base64url').slice(0, 10)

/** The desk's own looks, where the design system has none; a browser may keep it for a year. */
export const STYLESHEET = `/desk/desk.css?v=${version}`

export function stylesheetRoute(server: FastifyInstance): void {
  server.get('/desk.css', (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'private, max-age=31536000, immutable').send(css),
  )
}

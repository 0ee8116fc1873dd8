import type { FastifyInstance } from 'fastify'
import type { Platform } from '../../../platform/platform.ts'
import { visited } from '../visit.ts'
import { openDataPage } from './open-data.tsx'
import { ABOUT_PAGES, AboutPage } from './view.tsx'

/** Pages that only tell: accessibility, data protection, the legal notice, help; and what is open to everybody as data. */
export function aboutRoutes(server: FastifyInstance, platform: Platform): void {
  for (const name of Object.keys(ABOUT_PAGES)) {
    server.get(
      `/${name}`,
      visited(platform, async ({ ctx, reply }) => reply.page(AboutPage({ ctx, name }))),
    )
  }
  server.get('/opendata', visited(platform, openDataPage))
}

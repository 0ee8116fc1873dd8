import type { FastifyInstance } from 'fastify'
import { registerAssets } from './assets-routes.ts'
import { directory } from './directory.ts'
import { ERROR_PAGES, pageContext } from './error-pages.tsx'
import { registerApi } from './modules/api/index.ts'
import { registerCaseEffects } from './modules/cases/index.ts'
import { deskRoutes } from './modules/desk/index.ts'
import { portalRoutes } from './modules/portal/index.ts'
import { buildServer } from './platform/http/index.ts'
import { identity } from './platform/identity/index.ts'
import { measure } from './platform/metrics/index.ts'
import type { OpenPlatform } from './platform/open.ts'
import { registerRoutines } from './routines.ts'

/** The whole program on an open platform: first what everybody relies on, then one line a department. */
export async function compose(platform: OpenPlatform): Promise<FastifyInstance> {
  const server = await buildServer(platform, ERROR_PAGES)
  measure(server, platform)
  registerAssets(server, platform)
  await identity(server, platform, directory(platform), {
    context: pageContext,
    homes: { person: '/folder', officer: '/desk' },
  })

  registerCaseEffects(platform)
  registerRoutines(platform)

  portalRoutes(server, platform)
  deskRoutes(server, platform)
  registerApi(server, platform)
  return server
}

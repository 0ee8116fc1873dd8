import type { FastifyInstance } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import { aboutRoutes } from './about/routes.ts'
import { applicationRoutes } from './application/routes.ts'
import { caseRoutes } from './case/routes.ts'
import { folderRoutes } from './folder/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { paymentRoutes } from './payments/routes.ts'
import { profileRoutes } from './profile/routes.ts'
import { serviceRoutes } from './services/routes.ts'
import { verifyRoutes } from './verify/routes.ts'

/** Everything that a citizen sees: the window from outside. */
export function portalRoutes(server: FastifyInstance, platform: Platform): void {
  server.register(async (portal) => {
    portal.addHook('preHandler', async (request, reply) => {
      // The database refuses to compare an identifier with what cannot be one: such an address is simply not there.
      if (!hasPossibleIds(request.params)) reply.callNotFound()
    })
    homeRoutes(portal, platform)
    serviceRoutes(portal, platform)
    applicationRoutes(portal, platform)
    folderRoutes(portal, platform)
    caseRoutes(portal, platform)
    paymentRoutes(portal, platform)
    verifyRoutes(portal, platform)
    profileRoutes(portal, platform)
    aboutRoutes(portal, platform)
  })
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Parameters that are called `…Id` are identifiers of rows. */
function hasPossibleIds(params: unknown): boolean {
  const pairs = Object.entries((params ?? {}) as Record<string, string>)
  return pairs.every(([name, value]) => !name.endsWith('Id') || UUID.test(value))
}

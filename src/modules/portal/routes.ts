import type { FastifyInstance } from 'fastify'
import { hasPossibleIds } from '../../platform/http/index.ts'
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
    portal.addHook('preHandler', async (request, reply) =>
      hasPossibleIds(request.params) ? undefined : reply.callNotFound(),
    )
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

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasPossibleIds } from '../../platform/http/index.ts'
import { requireOfficer } from '../../platform/identity/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { ProblemPage } from '../../ui/index.ts'
import { callRoutes } from './calls/routes.ts'
import { caseRoutes } from './case/routes.ts'
import { moreRoutes } from './more-routes.ts'
import { registerRoutes } from './register/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { stylesheetRoute } from './stylesheet.ts'
import { taskRoutes } from './task/routes.ts'
import { visitOf } from './visit.ts'
import { workRoutes } from './work/routes.ts'

/** Everything that an officer sees: the window from inside. */
export function deskRoutes(server: FastifyInstance, platform: Platform): void {
  server.register(
    async (desk) => {
      const notThere = (request: FastifyRequest, reply: FastifyReply) => {
        const { ctx } = visitOf(platform, request, reply)
        return reply.page(ProblemPage({ ctx, kind: 'not-found' }), 404)
      }
      desk.setNotFoundHandler(notThere)
      desk.addHook('preHandler', requireOfficer())
      desk.addHook('preHandler', async (request, reply) => {
        return hasPossibleIds(request.params) ? undefined : notThere(request, reply)
      })
      stylesheetRoute(desk)
      workRoutes(desk, platform)
      searchRoutes(desk, platform)
      caseRoutes(desk, platform)
      taskRoutes(desk, platform)
      registerRoutes(desk, platform)
      callRoutes(desk, platform)
      moreRoutes(desk, platform)
    },
    { prefix: '/desk' },
  )
}

import type { FastifyInstance } from 'fastify'
import type { Platform } from '../../../platform/platform.ts'
import { readFolder } from '../folder/read.ts'
import { offeredServices } from '../services/offered.ts'
import { ownerOf, reading, type Visit, visited } from '../visit.ts'
import { HomePage } from './view.tsx'

export function homeRoutes(server: FastifyInstance, platform: Platform): void {
  server.get('/', { config: { kept: true } }, visited(platform, home))
}

async function home(visit: Visit) {
  const { services, folder } = await reading(visit, async (db) => ({
    services: await offeredServices(db, visit),
    folder: visit.request.visitor.kind === 'person' ? await readFolder(db, visit, ownerOf(visit)) : undefined,
  }))
  return visit.reply.page(HomePage({ ctx: visit.ctx, services, folder }))
}

import { savedFilters } from '../../cases/index.ts'
import { readNames } from '../names.ts'
import { reading, type Visit } from '../visit.ts'
import { MePage } from './me-view.tsx'

/** Who I am here: my offices and roles, my passkeys, my filters. */
export async function mePage(visit: Visit) {
  const { filters, names } = await reading(visit, async (db) => ({
    filters: await savedFilters(db, visit.actor.id),
    names: await readNames(db, visit),
  }))
  return visit.reply.page(MePage({ ctx: visit.ctx, me: visit.actor, filters, names }))
}

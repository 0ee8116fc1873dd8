import type { Queries } from '../../../platform/database/index.ts'
import { mayDo, type WorkLine, workList } from '../../cases/index.ts'
import type { Visit } from '../visit.ts'

/** How far the list is looked through: beyond it the officer looks for themselves. */
const LOOKED_AT = 50

/** The most urgent task that the officer may do and that no colleague has: what to go on with. */
export async function nextTask(db: Queries, { actor }: Visit): Promise<WorkLine | undefined> {
  const lines = await workList(db, { offices: actor.offices, roles: actor.roles }, { limit: LOOKED_AT })
  return lines.find(
    (line) => mayDo(actor, { ...line, citizen: false }) && (line.officerId === null || line.officerId === actor.id),
  )
}

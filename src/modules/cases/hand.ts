import type { Municipality } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { procedureOf } from '../catalogue/index.ts'
import { portsOf } from './ports.ts'
import { type CaseRef, caseForUpdate, openTasksOf } from './store.ts'
import type { CaseInHand } from './turn.ts'

/** A case taken in hand for an act: locked, with its open tasks, its procedure and what the engine may ask. */
export async function caseInHand(
  db: Queries,
  caseId: CaseRef,
  municipality: Municipality,
): Promise<CaseInHand | undefined> {
  const [found, openTasks] = await Promise.all([caseForUpdate(db, caseId), openTasksOf(db, caseId)])
  if (!found) return undefined
  const procedure = await procedureOf(db, municipality, found.procedure, found.version)
  return { case: found, openTasks, procedure, ports: portsOf(procedure, municipality, found), town: municipality.slug }
}

import type { Queries } from '../../../platform/database/index.ts'
import { actorOf } from '../../../platform/identity/index.ts'
import { type CaseFile, caseFile, isTheirs } from '../../cases/index.ts'
import { param, type Visit } from '../visit.ts'

/** The case of the address, when it is the visitor's own. */
export async function ownCase(db: Queries, visit: Visit): Promise<CaseFile | undefined> {
  const { municipality, visitor } = visit.request
  const file = await caseFile(db, municipality, param(visit, 'caseId'))
  return file && isTheirs(actorOf(visitor), file.case) ? file : undefined
}

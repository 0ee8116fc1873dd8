import type { Queries } from '../../../platform/database/index.ts'
import { type CaseFile, caseFile, mayRead } from '../../cases/index.ts'
import { param, type Visit } from '../visit.ts'

/** The case of the address, when this officer may see it: it is, or was, with one of their offices. */
export async function caseOfVisit(
  db: Queries,
  visit: Visit,
  caseId = param(visit, 'caseId'),
): Promise<CaseFile | undefined> {
  const file = await caseFile(db, visit.request.municipality, caseId)
  return file && mayRead(visit.actor, file.case, file.tasks) ? file : undefined
}

import { localDate } from '../../../core/deadlines/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import type { CaseFile, FoundCase } from '../../cases/index.ts'
import { covers, findPerson, inForce, type Mandate, mandatesGrantedBy, type Person } from '../../people/index.ts'
import { can, today, type Visit } from '../visit.ts'
import { casesOfPerson } from './store.ts'

/** Who has a part in a case, as far as the reader may know them. */
export interface CasePeople {
  /** Absent for who may not read people's details. */
  readonly applicant: Person | undefined
  readonly representative: Person | undefined
  /** The registered mandate by which the representative acted, and whether it still holds. */
  readonly mandate: (Mandate & { readonly holds: boolean }) | undefined
  /** What else the same person has asked for, among what the reader may see: the latest first. */
  readonly others: readonly FoundCase[]
}

const SHOWN = 20

/** The people of a case. How to reach them is told to whoever deals with people. */
export async function peopleOf(db: Queries, visit: Visit, file: CaseFile): Promise<CasePeople> {
  const { applicantId, representativeId, caseId } = file.case
  const person = (id: string | null) => (id === null || !can(visit, 'person.read') ? undefined : findPerson(db, id))
  const { actor } = visit
  const offices = can(visit, 'case.read-all') ? undefined : actor.offices
  const [applicant, representative, mandate, others] = await Promise.all([
    person(applicantId),
    person(representativeId),
    mandateOf(db, visit, file),
    casesOfPerson(db, applicantId, { offices, besides: caseId, limit: SHOWN }),
  ])
  return { applicant, representative, mandate, others }
}

/** The mandate that held for this procedure on the day of the application (Ley 39/2015, art. 5 and 6); the newest, where there are several. */
async function mandateOf(db: Queries, visit: Visit, { case: one, procedure }: CaseFile) {
  const { applicantId, representativeId } = one
  if (representativeId === null || !can(visit, 'person.read')) return undefined
  const opened = localDate(one.openedAt, visit.request.municipality.zone)
  const given = await mandatesGrantedBy(db, applicantId)
  const mandate = given.find(
    (candidate) =>
      candidate.representativeId === representativeId &&
      inForce(candidate, opened) &&
      covers(candidate, { procedure: procedure.id, body: one.officeId }),
  )
  return mandate && { ...mandate, holds: inForce(mandate, today(visit)) }
}

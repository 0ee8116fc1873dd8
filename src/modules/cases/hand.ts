import { type Calendars, endOfTerm, localDate, parseTerm, startOfDayAfter } from '../../core/deadlines/index.ts'
import type { Ports } from '../../core/procedure/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { loadLaw } from '../../platform/law.ts'
import { type Procedure, procedureOf } from '../catalogue/index.ts'
import type { Case } from './case.ts'
import { caseForUpdate, openTasksOf } from './store.ts'
import type { CaseInHand } from './turn.ts'

/** A case taken in hand for an act: locked, with its open tasks, its procedure and what the engine may ask. */
export async function caseInHand(
  db: Queries,
  caseId: string,
  municipality: Municipality,
): Promise<CaseInHand | undefined> {
  const [found, openTasks] = await Promise.all([caseForUpdate(db, caseId), openTasksOf(db, caseId)])
  if (!found) return undefined
  const procedure = await procedureOf(db, municipality, found.procedure, found.version)
  return { case: found, openTasks, procedure, ports: portsOf(procedure, municipality, found) }
}

/** What a case shows to the expressions of its procedure besides the process variables; never stored in the state. */
export type CaseGround = Pick<Case, 'answers' | 'registers' | 'openedAt' | 'number'>

/** What the engine may ask: the law's calendar of the municipality, the package's rules, and the ground of the case. */
export function portsOf(procedure: Procedure, municipality: Municipality, ground: CaseGround): Ports {
  const calendars = calendarsOf(municipality)
  const context = {
    application: ground.answers,
    registers: ground.registers,
    applicant: ground.registers.applicant ?? {},
    municipality: { slug: municipality.slug, law: municipality.law, name: municipality.name },
    parameters: procedure.parameters,
    opened: localDate(ground.openedAt, municipality.zone),
    case: { number: ground.number },
  }
  return {
    context,
    endOfTerm: ({ term, ...question }) => endOfTerm({ ...calendars, ...question, term: parseTerm(term) }).end,
    startOfDayAfter: (date) => startOfDayAfter(date, municipality.zone),
    dateOf: (instant) => localDate(instant, municipality.zone),
    decide: (decision, input) => procedure.decide(decision, { ...context, ...input }),
  }
}

/** The law and the calendar by which a municipality counts. */
export function calendarsOf(municipality: Municipality): Calendars {
  const book = loadLaw()
  return { law: book.law(municipality.law), calendar: book.calendar(municipality.place) }
}

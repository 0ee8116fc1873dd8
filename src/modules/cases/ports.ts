import {
  type Calendar,
  type Calendars,
  endOfTerm,
  type Law,
  localDate,
  parseTerm,
  startOfDayAfter,
} from '../../core/deadlines/index.ts'
import type { Ports, Variables } from '../../core/procedure/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { loadLaw } from '../../platform/law.ts'
import type { Procedure } from '../catalogue/index.ts'
import type { Case } from './case.ts'
import { homeOf, personCalendar } from './home.ts'

/** What a case shows to the expressions of its procedure besides the process variables; never stored in the state. */
export type CaseGround = Pick<Case, 'answers' | 'registers' | 'openedAt' | 'number'>

/** The ports of a case always show its ground. */
export type CasePorts = Ports & { readonly context: Variables }

/** What the engine may ask: the law's calendars of the municipality and of the applicant's home, the package's rules, and the ground of the case. */
export function portsOf(procedure: Procedure, municipality: Municipality, ground: CaseGround): CasePorts {
  const calendars = { office: calendarsOf(municipality), person: calendarsOfCase(municipality, ground) }
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
    endOfTerm: ({ term, suspended, runsFor, ...question }) =>
      endOfTerm({
        ...calendars[runsFor],
        ...question,
        term: parseTerm(term),
        suspended: suspended.map(([from, to]) => ({ from, to })),
      }).end,
    startOfDayAfter: (date) => startOfDayAfter(date, municipality.zone),
    dateOf: (instant) => localDate(instant, municipality.zone),
    decide: (decision, input) => procedure.decide(decision, { ...context, ...input }),
  }
}

/**
 * The law and the calendars by which the terms of an applicant are counted: a day that is a holiday either at the seat or
 * where they live does not count (Ley 39/2015, art. 30.6). Where their home or its calendar is not known, the seat's alone.
 */
export function calendarsOfCase(municipality: Municipality, { registers }: Pick<Case, 'registers'>): Calendars {
  const calendars = calendarsOf(municipality)
  const calendar = personCalendar(homeOf(registers), calendars)
  return { ...calendars, ...(calendar && { personCalendar: calendar }) }
}

/** The law and the calendar by which a municipality counts. */
export function calendarsOf(municipality: Municipality): { law: Law; calendar: Calendar } {
  const book = loadLaw()
  return { law: book.law(municipality.law), calendar: book.calendar(municipality.place) }
}

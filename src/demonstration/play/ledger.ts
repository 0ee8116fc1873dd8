import { localDate } from '../../core/deadlines/index.ts'
import { effectiveAt } from '../../modules/register/effective-at.ts'
import { runOf } from '../../modules/register/numbering.ts'
import type { Fact } from '../../platform/acts/index.ts'
import { lineOf, type Row, TextArray } from '../copy.ts'
import { columnsOf, type Table } from '../tables.ts'
import type { Stage } from './stage.ts'

/** What a case leaves in the tables. Numbers of the register stand as marks until all cases are known: see `numbers.ts`. */
export interface Leaves {
  readonly lines: (readonly [table: Table, line: string])[]
  /** Events of the journal by their instant. */
  readonly events: (readonly [at: number, line: string])[]
  readonly entries: Entry[]
  readonly jobs: Job[]
}

/** An entry or exit of the register that waits for its number. */
export interface Entry {
  readonly municipalityId: number
  readonly register: 'entry' | 'exit'
  readonly at: number
  readonly year: number
  readonly series: string
}

/** Work for the queue after the load. */
export interface Job {
  readonly municipalityId: number
  readonly task: string
  readonly payload: unknown
  readonly key: string | null
  readonly runAt: string | null
}

/** Stand for the label, the number and the name in the journal of the n-th entry of a case; no text of ours holds these characters. */
export const LABEL = '\u0080'
export const NUMBER = '\u0081'
/** The label in small letters, for the search. */
export const SMALL_LABEL = '\u0082'

export function labelMark(entry: number): string {
  return `${LABEL}${entry}${LABEL}`
}

/** Writes down what happens in one case. */
export class Ledger {
  readonly leaves: Leaves = { lines: [], events: [], entries: [], jobs: [] }
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
  }

  row(table: Table, row: Row): void {
    this.leaves.lines.push([table, lineOf({ municipality_id: this.#stage.town.id, ...row }, columnsOf(table))])
  }

  /** Facts of one act. */
  facts(act: { actId: string; at: number; actor: string; channel: string }, facts: readonly Fact[]): void {
    const columns = columnsOf('event')
    for (const { kind, objects, data = {} } of facts) {
      const row = {
        ...{ municipality_id: this.#stage.town.id, at: iso(act.at), act_id: act.actId, actor: act.actor },
        ...{ channel: act.channel, kind, objects: new TextArray(objects), data },
      }
      this.leaves.events.push([act.at, lineOf(row, columns)])
    }
  }

  /** Registers what came in or went out; gives the mark of its label and the fact for the journal. */
  enter(what: {
    register: 'entry' | 'exit'
    at: number
    person: { personId: string; name: string }
    officeId: string
    subject: string
    caseId: string
    channel: string
    contentHash: string
    actor: string
  }): { label: string; fact: Fact } {
    const { municipality, calendars, town } = this.#stage
    const at = iso(what.at)
    const { series } = runOf(municipality.law, what.register)
    const year = Number(localDate(at, municipality.zone).slice(0, 4))
    const index = this.leaves.entries.length
    this.leaves.entries.push({ municipalityId: town.id, register: what.register, at: what.at, year, series })
    const label = labelMark(index)
    const isEntry = what.register === 'entry'
    const effective = isEntry ? effectiveAt(calendars, at) : at
    const { officeId, contentHash, caseId } = what
    const { personId, name } = what.person
    this.row('register_entry', {
      ...{
        series,
        year,
        number: `${NUMBER}${index}${NUMBER}`,
        label,
        register: what.register,
        at,
        effective_at: effective,
      },
      ...{ sender: isEntry ? name : town.name, addressee: isEntry ? town.name : name, office_id: officeId },
      ...{ subject: what.subject, case_id: caseId, person_id: personId, channel: what.channel },
      ...{ content_hash: contentHash, registered_by: what.actor },
    })
    const fact = {
      kind: isEntry ? 'register.entered' : 'register.sent',
      objects: [
        `register:${series}/${year}/${NUMBER}${index}${NUMBER}`,
        ...[`case:${caseId}`, `person:${personId}`, `office:${officeId}`],
      ],
      data: { label, at, effectiveAt: effective, contentHash },
    }
    return { label, fact }
  }

  job(job: Omit<Job, 'municipalityId'>): void {
    this.leaves.jobs.push({ municipalityId: this.#stage.town.id, ...job })
  }
}

export function iso(instant: number): string {
  return new Date(instant).toISOString()
}

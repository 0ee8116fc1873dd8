import { lineOf } from './copy.ts'
import type { Population } from './people/resident.ts'
import { peopleLines } from './people/rows.ts'
import type { Job } from './play/ledger.ts'
import { numberEntries } from './play/numbers.ts'
import type { CaseLeaves } from './play/play.ts'
import { columnsOf, type Table, tableNames } from './tables.ts'
import type { Town } from './town.ts'

/** Gathers the lines of all towns by table, numbered and in their order. */
export class Loading {
  readonly lines: ReadonlyMap<Table, string[]> = new Map(tableNames.map((table) => [table, []]))
  readonly jobs: Job[] = []

  addPeople(town: Town, population: Population, history: { seed: number; since: string }): void {
    for (const [table, line] of peopleLines(town, population, history)) this.#in(table).push(line)
  }

  addCases(town: Town, cases: readonly CaseLeaves[]): void {
    const { fill, last } = numberEntries(town, cases)
    for (const leaves of cases) {
      for (const [table, line] of leaves.lines) this.#in(table).push(fill(leaves, line))
      for (const job of leaves.jobs) this.jobs.push(job)
    }
    // The journal is in the order of time; what happened in the same millisecond keeps the order of the cases.
    const events = cases.flatMap((leaves) => leaves.events.map(([at, line]) => ({ at, line, leaves })))
    events.sort((one, other) => one.at - other.at)
    const journal = this.#in('event')
    for (const { line, leaves } of events) journal.push(fill(leaves, line))
    for (const { series, year, last: number } of last)
      this.#counter('register_counter', { series, year, last: number }, town)
    for (const [year, number] of lastCaseNumbers(this.#in('cases'), town))
      this.#counter('case_counter', { year, last: number }, town)
  }

  countOf(table: Table): number {
    return this.#in(table).length
  }

  #in(table: Table): string[] {
    return this.lines.get(table) ?? []
  }

  #counter(table: Table, row: Readonly<Record<string, unknown>>, town: Town): void {
    this.#in(table).push(lineOf({ municipality_id: town.id, ...row }, columnsOf(table)))
  }
}

/** The last number of each year, read back from the lines of a town. */
function lastCaseNumbers(lines: readonly string[], town: Town): Map<number, number> {
  const last = new Map<number, number>()
  const column = columnsOf('cases').indexOf('number')
  for (const line of lines) {
    if (!line.startsWith(`${town.id}\t`)) continue
    const [year = 0, number = 0] = (line.split('\t', column + 1)[column] ?? '').split('/').map(Number)
    if (number > (last.get(year) ?? 0)) last.set(year, number)
  }
  return last
}

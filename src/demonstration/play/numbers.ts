import { labelOf, runOf } from '../../modules/register/numbering.ts'
import type { Town } from '../town.ts'
import { type Entry, LABEL, NUMBER, SMALL_LABEL } from './ledger.ts'
import type { CaseLeaves } from './play.ts'

/** The number and the label of each entry of each case. */
export interface Numbered {
  /** Writes the numbers of a case in place of the marks of a line. */
  fill(leaves: CaseLeaves, line: string): string
  /** The last number of each run and year. */
  readonly last: readonly { readonly series: string; readonly year: number; readonly last: number }[]
}

/** Numbers everything that came in and went out in one town, in the order of time and without gaps. */
export function numberEntries(town: Town, cases: readonly CaseLeaves[]): Numbered {
  const all = cases.flatMap((leaves) => leaves.entries.map((entry, position) => ({ leaves, entry, position })))
  all.sort(
    (one, other) =>
      one.entry.at - other.entry.at || one.leaves.index - other.leaves.index || one.position - other.position,
  )
  const last = new Map<string, { series: string; year: number; last: number }>()
  const given = new Map<CaseLeaves, { number: number; label: string }[]>()
  for (const { leaves, entry, position } of all) {
    const numbers = given.get(leaves) ?? []
    numbers[position] = next(town, entry, last)
    given.set(leaves, numbers)
  }
  return {
    fill: (leaves, line) =>
      line.includes(LABEL) || line.includes(NUMBER) ? filled(line, given.get(leaves) ?? []) : line,
    last: [...last.values()],
  }
}

function next(
  town: Town,
  { series, year, register }: Entry,
  last: Map<string, { series: string; year: number; last: number }>,
) {
  const key = `${series} ${year}`
  const run = last.get(key) ?? { series, year, last: 0 }
  run.last += 1
  last.set(key, run)
  return { number: run.last, label: labelOf(runOf(town.law, register), year, run.last) }
}

const MARKS = new RegExp(`([${LABEL}${NUMBER}${SMALL_LABEL}])(\\d+)\\1`, 'g')

function filled(line: string, numbers: readonly { number: number; label: string }[]): string {
  return line.replace(MARKS, (_, mark: string, index: string) => {
    const one = numbers[Number(index)]
    if (mark === NUMBER) return String(one?.number)
    return String(mark === LABEL ? one?.label : one?.label.toLowerCase())
  })
}

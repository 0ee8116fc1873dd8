import { searchCases, workCounts, workList } from '../../src/modules/cases/index.ts'
import type { TownHall } from '../../src/modules/cases/testing.ts'
import type { Queries } from '../../src/platform/database/index.ts'
import { median } from '../figure.ts'
import { OFFICES } from './many-cases.ts'

/** Milliseconds that each reading takes, the median of many. */
export type ListTimes = Readonly<Record<string, number>>

const TODAY = '2026-03-02'

/** What officers look at and search for: `n` differs from one reading to the next. */
const READINGS: Readonly<Record<string, (db: Queries, n: number, hall: number) => Promise<readonly unknown[]>>> = {
  'work list of one office': (db, n) => workList(db, { offices: [OFFICES[n % OFFICES.length]!] }, { limit: 26 }),
  'work list of all offices': (db) => workList(db, { offices: OFFICES }, { limit: 26 }),
  'work list of one procedure': (db, n) =>
    workList(
      db,
      { offices: [OFFICES[n % OFFICES.length]!], procedure: 'minor-works', claimed: 'nobody' },
      { limit: 26 },
    ),
  // Counts of thousands are kept for half a minute: each hall asks for an office of its own, so that none gets the counts of another.
  'counts of the offices': (db, _, hall) => workCounts(db, [...OFFICES, `office of hall ${hall}`], TODAY),
  'search by case number': (db, n) => searchCases(db, numberOf(n)),
  'search by register number': (db, n) => searchCases(db, `E-${numberOf(n).replace('/', '-')}`),
  'search by name': (db, n) => searchCases(db, ['aina soler', 'nuria puig', 'oriol vila', 'laia serra'][n % 4]!),
  'search by place': (db, n) => searchCases(db, `forn ${1 + ((n * 7) % 80)}`),
  'search for what is not there': (db, n) => searchCases(db, `gaudí ${n}`),
}

/** A case among the first ten thousand, so that every size has it. */
function numberOf(n: number): string {
  const which = 1 + ((n * 37) % 9000)
  return `${2000 + (which % 20)}/${String(900_000 + which).padStart(7, '0')}`
}

/** Reads each list many times, in the halls by turns, and gives the median times in each. */
export async function timeLists(halls: readonly TownHall[], times: number): Promise<ListTimes[]> {
  const medians: Record<string, number>[] = halls.map(() => ({}))
  for (const [name, read] of Object.entries(READINGS)) {
    const taken: number[][] = halls.map(() => [])
    for (let n = 0; n < times + WARM_UP; n += 1) {
      for (const [which, { platform, town }] of halls.entries()) {
        const start = performance.now()
        const rows = await platform.db.within(town.municipalityId, (db) => read(db, n, which), { readOnly: true })
        if (n >= WARM_UP) taken[which]?.push(performance.now() - start)
        if (rows.length === 0 && !name.endsWith('not there')) throw new Error(`"${name}" found nothing`)
      }
    }
    for (const [which, hall] of taken.entries()) Object.assign(medians[which]!, { [name]: median(hall) })
  }
  return medians
}

/** PostgreSQL plans a prepared statement anew for its first five runs. */
const WARM_UP = 12

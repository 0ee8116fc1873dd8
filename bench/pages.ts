import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmPayment } from '../src/modules/cases/index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, type TownHall, townHall } from '../src/modules/cases/testing.ts'
import { startEmbeddedPostgres } from '../src/platform/database/index.ts'
import { type Bench, type Figure, figure } from './figure.ts'
import { type ListTimes, timeLists } from './pages/lists.ts'
import { addCases, type Patterns } from './pages/many-cases.ts'
import { pageFigures } from './pages/visits.ts'

/**
 * Work lists and searches at ten thousand, a hundred thousand and a million cases; then the pages with the million in the database, under
 * load from this process on a server of its own process, against a page of as many bytes by Fastify alone.
 */
export const bench: Bench = async ({ quick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'finestra-bench-'))
  // What is measured is reading: loading the million need not wait for the disk.
  const server = await startEmbeddedPostgres(folder, {
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  })
  const before = process.env.FINESTRA_TEST_DATABASE
  process.env.FINESTRA_TEST_DATABASE = server.url
  try {
    return await measure(quick)
  } finally {
    if (before === undefined) delete process.env.FINESTRA_TEST_DATABASE
    else process.env.FINESTRA_TEST_DATABASE = before
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A town hall for each size, so that they can be read in turns: a machine that is busy now and idle later disturbs all of them alike. */
async function measure(quick: boolean): Promise<Figure[]> {
  const sizes = quick ? [10_000, 30_000] : [10_000, 100_000, 1_000_000]
  const halls: TownHall[] = []
  try {
    for (const size of sizes) {
      const hall = await townHall()
      halls.push(hall)
      await addCases(hall.test.owner, await twoCases(hall), size)
    }
    const times = await timeLists(halls, quick ? 20 : 200)
    const [largest] = halls.slice(-1)
    return [...listFigures(times, sizes), ...(await pageFigures(largest!, quick ? 1 : 3))]
  } finally {
    for (const hall of halls) await hall.close()
  }
}

/** A case that waits for the technical report, and one that was withdrawn. */
async function twoCases(hall: TownHall): Promise<Patterns> {
  const file = async () => {
    const { caseId, number } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await hall.settled()
    const [payment] = await hall.test.owner(`select payment_id from finestra.payment where case_id = $1`, [caseId])
    const paymentId = String(payment?.payment_id)
    await hall.run(confirmPayment, { paymentId, provider: 'sandbox', reference: 'bench' }, citizen('aina'))
    await hall.settled()
    return number
  }
  const [openCase, closedCase] = [await file(), await file()]
  await hall.test.owner(
    `update finestra.cases set status = 'closed', outcome = 'granted', decided_at = opened_at + interval '9 days' where number = $1`,
    [closedCase],
  )
  return { openCase, closedCase }
}

function listFigures(times: readonly ListTimes[], sizes: readonly number[]): Figure[] {
  const [first, last] = [times[0] ?? {}, times.at(-1) ?? {}]
  const against = `at ${sizes[0]?.toLocaleString('en')} cases`
  return Object.keys(first).map((name) =>
    figure({
      name: `lists: ${name}, ${sizes.at(-1)?.toLocaleString('en')} cases`,
      unit: 'ms',
      ours: last[name] ?? Number.NaN,
      theirs: first[name] ?? Number.NaN,
      against,
      target: { of: 'ratio', atMost: 1.5 },
    }),
  )
}

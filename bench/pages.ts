import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmPayment } from '../src/modules/cases/index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, type TownHall, townHall } from '../src/modules/cases/testing.ts'
import { PEOPLE } from '../src/modules/people/testing.ts'
import { startEmbeddedPostgres } from '../src/platform/database/index.ts'
import { type Bench, type Figure, figure } from './figure.ts'
import { type ListTimes, timeLists } from './pages/lists.ts'
import { loadPage, withWindow } from './pages/load.ts'
import { addCases, OFFICES, type Patterns } from './pages/many-cases.ts'

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
    const hall = await townHall()
    try {
      return await measure(hall, quick)
    } finally {
      await hall.close()
    }
  } finally {
    if (before === undefined) delete process.env.FINESTRA_TEST_DATABASE
    else process.env.FINESTRA_TEST_DATABASE = before
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(hall: TownHall, quick: boolean): Promise<Figure[]> {
  const patterns = await twoCases(hall)
  const sizes = quick ? [10_000, 30_000] : [10_000, 100_000, 1_000_000]
  const times: ListTimes[] = []
  for (const [index, size] of sizes.entries()) {
    await addCases(hall.test.owner, patterns, [sizes[index - 1] ?? 0, size])
    times.push(await timeLists(hall, quick ? 20 : 100))
  }
  return [...listFigures(times, sizes), ...(await pageFigures(hall, quick ? 1 : 6))]
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

/** The pages, and who looks at them. */
const PAGES = [
  { name: 'portal home', path: '/', who: 'nobody' },
  { name: 'service page', path: '/services/minor-works', who: 'nobody' },
  { name: 'folder', path: '/folder', who: 'person' },
  { name: 'work list', path: '/desk', who: 'officer' },
  { name: 'search at the desk', path: '/desk/search?q=aina+soler', who: 'officer' },
] as const

const NOT_THERE = { perSecond: 0, p50: Number.NaN, p99: Number.NaN }

async function pageFigures(hall: TownHall, seconds: number): Promise<Figure[]> {
  const officer = '00000000-0000-4000-8000-000000000201'
  await hall.test.owner(
    `update finestra.officer set roles = '{technician,lawyer}', offices = $1 where officer_id = $2`,
    [OFFICES, officer],
  )
  const env = { DATABASE_URL: hall.test.ownerUrl, BENCH_OFFICER: officer, BENCH_PERSON: PEOPLE.aina }
  const ours = await withWindow(env, async (opened) => {
    const measured = []
    for (const { name, path, who } of PAGES) {
      const cookie = who === 'nobody' ? 'finestra_municipality=vilamar' : opened[who]
      const url = `http://127.0.0.1:${opened.port}${path}`
      const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
      const bytes = (await answer.text()).length
      // A page that is not there answers nobody.
      measured.push({ name, bytes, load: answer.status === 200 ? await loadPage(url, cookie, seconds) : NOT_THERE })
    }
    return measured
  })
  const figures: Figure[] = []
  for (const { name, bytes, load } of ours) {
    const bare = await withWindow({ BENCH_PAGE: String(bytes) }, ({ port }) =>
      loadPage(`http://127.0.0.1:${port}/`, '', Math.min(seconds, 3)),
    )
    figures.push(
      figure({
        name: `pages: ${name}, ${Math.round(bytes / 1024)} kB`,
        unit: 'requests/s',
        ours: load.perSecond,
        theirs: bare.perSecond,
        against: 'bare Fastify',
        target: { of: 'ratio', atLeast: 0.3 },
      }),
      figure({ name: `pages: ${name}, p50 of ten at once`, unit: 'ms', ours: load.p50 }),
      figure({ name: `pages: ${name}, p99 of ten at once`, unit: 'ms', ours: load.p99 }),
    )
  }
  return figures
}

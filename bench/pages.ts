import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmPayment } from '../src/modules/cases/index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, type TownHall, townHall } from '../src/modules/cases/testing.ts'
import { PEOPLE } from '../src/modules/people/testing.ts'
import { startEmbeddedPostgres } from '../src/platform/database/index.ts'
import { type Bench, type Figure, figure, median } from './figure.ts'
import { type ListTimes, timeLists } from './pages/lists.ts'
import { loadPage, type PageLoad, withWindow } from './pages/load.ts'
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

/** The pages, and who looks at them. */
const PAGES = [
  { name: 'portal home', path: '/', who: 'nobody' },
  { name: 'service page', path: '/services/minor-works', who: 'nobody' },
  { name: 'folder', path: '/folder', who: 'person' },
  { name: 'work list', path: '/desk', who: 'officer' },
  { name: 'search at the desk', path: '/desk/search?q=aina+soler', who: 'officer' },
] as const

async function pageFigures(hall: TownHall, seconds: number): Promise<Figure[]> {
  const officer = '00000000-0000-4000-8000-000000000201'
  await hall.test.owner(
    `update finestra.officer set roles = '{technician,lawyer}', offices = $1 where officer_id = $2`,
    [OFFICES, officer],
  )
  const env = { DATABASE_URL: hall.test.ownerUrl, BENCH_OFFICER: officer, BENCH_PERSON: PEOPLE.aina }
  return await withWindow(env, async (opened) => {
    const figures: Figure[] = []
    for (const page of PAGES) {
      const cookie = page.who === 'nobody' ? 'finestra_municipality=vilamar' : opened[page.who]
      const url = `http://127.0.0.1:${opened.port}${page.path}`
      figures.push(...(await pageFiguresOf(page.name, { url, cookie, seconds })))
    }
    return figures
  })
}

/** How often the page and the bare one are loaded in turns; the median counts. */
const TURNS = 3

async function pageFiguresOf(
  name: string,
  { url, cookie, seconds }: { url: string; cookie: string; seconds: number },
): Promise<Figure[]> {
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  const bytes = (await answer.text()).length
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`)
  const [ours, bare] = await withWindow({ BENCH_PAGE: String(bytes) }, async ({ port }) => {
    const loads: [PageLoad[], PageLoad[]] = [[], []]
    for (let turn = 0; turn < TURNS; turn += 1) {
      loads[0].push(await loadPage(url, cookie, seconds))
      loads[1].push(await loadPage(`http://127.0.0.1:${port}/`, '', seconds))
    }
    return loads
  })
  const middle = (loads: readonly PageLoad[], what: keyof PageLoad) => median(loads.map((load) => load[what]))
  return [
    figure({
      name: `pages: ${name}, ${Math.round(bytes / 1024)} kB`,
      unit: 'requests/s',
      ours: middle(ours, 'perSecond'),
      theirs: middle(bare, 'perSecond'),
      against: 'bare Fastify',
      target: { of: 'ratio', atLeast: 0.3 },
    }),
    ...(['p50', 'p99'] as const).map((what) =>
      figure({
        name: `pages: ${name}, ${what} of ten at once`,
        unit: 'ms',
        ours: middle(ours, what),
        theirs: middle(bare, what),
        against: 'bare Fastify',
      }),
    ),
  ]
}

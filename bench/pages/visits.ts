import type { TownHall } from '../../src/modules/cases/testing.ts'
import { PEOPLE } from '../../src/modules/people/testing.ts'
import { type Figure, figure, median } from '../figure.ts'
import { loadPage, type PageLoad, type Visits, withWindow } from './load.ts'
import { OFFICES } from './many-cases.ts'

/** The pages, and who looks at them. */
const PAGES = [
  { name: 'portal home', path: '/', who: 'nobody' },
  { name: 'service page', path: '/services/minor-works', who: 'nobody' },
  { name: 'folder', path: '/folder', who: 'person' },
  { name: 'work list', path: '/desk', who: 'officer' },
  { name: 'search at the desk', path: '/desk/search?q=aina+soler', who: 'officer' },
] as const

/** How often the page and the bare one are loaded in turns; the median counts. */
const TURNS = 3

/** Each page under load from this process, on a server of its own process, against a page of as many bytes by Fastify alone. */
export async function pageFigures(hall: Pick<TownHall, 'test'>, seconds: number): Promise<Figure[]> {
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
      figures.push(...(await figuresOf(page.name, { url, cookie, seconds }, hall)))
    }
    return figures
  })
}

/** What happens while a page is looked at. */
type Manner = 'still' | 'busy' | 'anew' | 'bare'

async function figuresOf(name: string, visits: Visits, hall: Pick<TownHall, 'test'>): Promise<Figure[]> {
  const bytes = await bytesOf(visits)
  const loads: Record<Manner, PageLoad[]> = { still: [], busy: [], anew: [], bare: [] }
  await withWindow({ BENCH_PAGE: String(bytes) }, async ({ port }) => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      loads.still.push(await loadPage(visits))
      loads.bare.push(await loadPage({ ...visits, url: `http://127.0.0.1:${port}/`, cookie: '' }))
      loads.busy.push(await whileCommitting(hall, () => loadPage(visits)))
      loads.anew.push(await loadPage(visits, { anew: true }))
    }
  })
  const middle = (manner: Manner, what: keyof PageLoad) => median(loads[manner].map((load) => load[what]))
  const against = { theirs: middle('bare', 'perSecond'), against: 'bare Fastify', unit: 'requests/s' }
  return [
    figure({
      ...{ name: `pages: ${name}, ${Math.round(bytes / 1024)} kB`, ours: middle('still', 'perSecond'), ...against },
      target: { of: 'ratio', atLeast: 0.3 },
    }),
    ...(['p50', 'p99'] as const).map((what) =>
      figure({
        ...{ name: `pages: ${name}, ${what} of ten at once`, unit: 'ms', against: 'bare Fastify' },
        ...{ ours: middle('still', what), theirs: middle('bare', what) },
      }),
    ),
    figure({ name: `pages: ${name}, while 20 acts a second are done`, ours: middle('busy', 'perSecond'), ...against }),
    figure({ name: `pages: ${name}, made anew each time`, ours: middle('anew', 'perSecond'), ...against }),
  ]
}

async function bytesOf({ url, cookie }: Visits): Promise<number> {
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`)
  return (await answer.text()).length
}

/** Something is committed twenty times a second, as in a city at work: what pages were made of may have changed each time. */
async function whileCommitting<T>({ test }: Pick<TownHall, 'test'>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void test.owner('select pg_current_xact_id()'), 50)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

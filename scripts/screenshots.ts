import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { freePort } from '../src/platform/free-port.ts'
import { launchBrowser } from '../tests/browser.ts'

/**
 * Takes the pictures of docs/screenshots from a demonstration of its own, which it starts and stops: each page in the language of
 * each town, on a computer and on a telephone. `npm run screenshots -- --cases 20000` plays the full history first.
 */
const root = join(import.meta.dirname, '..')
const program = join(root, 'bin', 'finestra')
/** All pictures together. */
const MOST_BYTES = 3_000_000

const WIDTHS = [
  { width: 1280, height: 860 },
  { width: 360, height: 780 },
]

interface Town {
  readonly slug: string
  readonly lang: string
  readonly citizen: string
  readonly officer: string
}

const TOWNS: readonly Town[] = [
  { slug: 'vilamar', lang: 'ca', citizen: 'aina', officer: 'quim' },
  { slug: 'castelverde', lang: 'it', citizen: 'lucia', officer: 'elena' },
]

interface Picture {
  readonly name: string
  readonly as: 'nobody' | 'citizen' | 'officer'
  /** Goes to the page, from the home page of whoever looks. */
  show(page: Page, address: string): Promise<unknown>
}

const MINOR_WORKS = 'main tr:has(small:text-matches("Carrer|Via|Piazza|Plaça"))'

const PICTURES: readonly Picture[] = [
  { name: 'home', as: 'nobody', show: (page, address) => page.goto(address) },
  { name: 'service', as: 'nobody', show: (page, address) => page.goto(`${address}/services/minor-works`) },
  { name: 'folder', as: 'citizen', show: (page, address) => page.goto(`${address}/folder`) },
  {
    name: 'case',
    as: 'citizen',
    async show(page, address) {
      await page.goto(`${address}/folder`)
      await follow(page, `${MINOR_WORKS} a[href^="/folder/cases/"]`)
    },
  },
  { name: 'work-list', as: 'officer', show: (page, address) => page.goto(`${address}/desk`) },
  { name: 'case-file', as: 'officer', show: openCaseFile },
  {
    name: 'task',
    as: 'officer',
    async show(page, address) {
      await openCaseFile(page, address)
      await follow(page, 'main a[href^="/desk/tasks/"]')
    },
  },
]

await main()

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { cases: { type: 'string', default: '2000' } } })
  const data = mkdtempSync(join(tmpdir(), 'finestra-pictures-'))
  const port = await freePort()
  const env = { ...process.env, FINESTRA_DATA: data, PORT: String(port), LOG_LEVEL: 'warn' }
  let server: ChildProcess | undefined
  try {
    const seeded = spawnSync(program, ['seed', '--cases', values.cases], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (seeded.status !== 0) throw new Error('the demonstration could not be loaded')
    server = spawn(program, ['serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const address = `http://localhost:${port}`
    await untilReady(address)
    await takeAll(address)
  } finally {
    if (server && server.exitCode === null) {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
    rmSync(data, { recursive: true, force: true })
  }
}

async function takeAll(address: string): Promise<void> {
  const folder = join(root, 'docs', 'screenshots')
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  try {
    for (const town of TOWNS) for (const who of ['nobody', 'citizen', 'officer'] as const) await takeAs(who, town)
  } finally {
    await browser.close()
  }
  const sizes = readdirSync(folder).map((file) => statSync(join(folder, file)).size)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  console.log(`${sizes.length} pictures, ${Math.round(bytes / 1000)} kB`)
  if (bytes > MOST_BYTES) throw new Error(`they may have ${MOST_BYTES / 1000} kB together`)

  async function takeAs(who: Picture['as'], town: Town): Promise<void> {
    const context = await contextOf(browser, address, { who, town })
    const page = await context.newPage()
    for (const { name, as, show } of PICTURES) {
      if (as !== who) continue
      for (const size of WIDTHS) {
        await page.setViewportSize(size)
        await show(page, address)
        await page.waitForLoadState('networkidle')
        await page.screenshot({ path: join(folder, `${name}-${town.lang}-${size.width}.png`) })
      }
    }
    await context.close()
  }
}

/** A browser of somebody's own at the window of a town, signed in. */
async function contextOf(
  browser: Browser,
  address: string,
  { who, town }: { who: Picture['as']; town: Town },
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: town.lang, reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto(`${address}/municipality/${town.slug}`)
  if (who !== 'nobody') {
    const [kind, account] = who === 'citizen' ? ['person', town.citizen] : ['staff', town.officer]
    await page.goto(`${address}/sign-in/${kind}`)
    await page.locator(`button[name=account][value="${account}"]`).click()
    await page.waitForURL(/\/(folder|desk)$/)
  }
  await page.close()
  return context
}

/** The file of the first case whose term runs: what an officer's day looks like where nothing went wrong. */
async function openCaseFile(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/desk?procedure=minor-works&role=technician`)
  const onTime = 'main tbody tr:has(.f-badge-info, .f-badge-warning) a[href^="/desk/cases/"]'
  while ((await page.locator(onTime).count()) === 0) await follow(page, 'main a[rel=next]')
  await follow(page, onTime)
}

/** Follows the first link that fits, and waits for the page that it leads to. */
async function follow(page: Page, selector: string): Promise<void> {
  const href = await page.locator(selector).first().getAttribute('href')
  await page.goto(new URL(href ?? '', page.url()).href)
}

async function untilReady(address: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(200)
  }
  throw new Error('the demonstration did not start')
}

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const run = promisify(execFile)

/** Where Debian and others put a Chromium; the first that exists is used. `FINESTRA_CHROMIUM` names another. */
const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Starts a real Chromium without a window. When the machine has none it is installed as a Debian package, and where that is not possible
 * the one that comes as an npm package (`@sparticuz/chromium`) is used. Throws, saying all that was tried, when there is none at all.
 */
export async function launchBrowser(): Promise<Browser> {
  const tried: string[] = []
  for (const find of [installedChromium, debianChromium, packagedChromium]) {
    try {
      const { path, args } = await find()
      return await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage', ...args] })
    } catch (error) {
      tried.push(`${find.name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    }
  }
  throw new Error(
    `the browser tests need a Chromium and found none:\n  ${tried.join('\n  ')}\nSet FINESTRA_CHROMIUM to one.`,
  )
}

interface Found {
  path: string
  args: readonly string[]
}

async function installedChromium(): Promise<Found> {
  const path = [process.env.FINESTRA_CHROMIUM ?? '', ...usualPlaces].find((place) => place !== '' && existsSync(place))
  if (path === undefined) throw new Error('not installed')
  return { path, args: [] }
}

async function debianChromium(): Promise<Found> {
  if (process.getuid?.() !== 0) throw new Error('only root can install packages')
  await run('apt-get', ['update', '-qq'], { timeout: 120_000 })
  const options = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
  await run('apt-get', options, { timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  return installedChromium()
}

async function packagedChromium(): Promise<Found> {
  const { default: packaged } = await import('@sparticuz/chromium')
  return { path: await packaged.executablePath(), args: packaged.args }
}

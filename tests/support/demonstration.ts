import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Browser } from 'playwright-core'
import { seedIfEmpty } from '../../src/demonstration/index.ts'
import { compose } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'
import { testDatabase } from '../../src/platform/database/testing.ts'
import { freePort } from '../../src/platform/free-port.ts'
import { type OpenPlatform, openPlatform } from '../../src/platform/open.ts'
import { launchBrowser } from '../browser.ts'

/** The demonstration with forty cases, served with its workers, and a browser to look at it. */
export interface Demonstration {
  readonly platform: OpenPlatform
  readonly browser: Browser
  /** Where it is served. */
  readonly address: string
  close(): Promise<void>
}

/** Opens the demonstration on a database of its own; what was opened is closed again when the rest cannot be. */
export async function openDemonstration(): Promise<Demonstration> {
  const opened: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const one of opened.toReversed()) await one()
  }
  try {
    const test = await testDatabase()
    opened.push(() => test.drop())
    const port = await freePort()
    const address = `http://localhost:${port}`
    const dataFolder = mkdtempSync(join(tmpdir(), 'finestra-demonstration-'))
    const config = { ...readConfig({}), databaseUrl: test.ownerUrl, dataFolder, port, baseUrl: address }
    const platform = await openPlatform({ config, log: pino({ level: 'silent' }) })
    opened.push(() => platform.close())
    await seedIfEmpty(platform, { cases: 40, tell: () => {} })
    const server = await compose(platform)
    opened.push(() => server.close())
    await server.listen({ port, host: '127.0.0.1' })
    await platform.jobs.start()
    const browser = await launchBrowser()
    opened.push(() => browser.close())
    return { platform, browser, address, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The day so many days from today, as a date field of a form takes it. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

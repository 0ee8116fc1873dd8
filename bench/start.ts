import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../src/platform/free-port.ts'
import { resource } from '../src/platform/root.ts'
import { type Bench, type Figure, figure } from './figure.ts'
import { familyOf, type ProcessMemory } from './start/process-memory.ts'

/**
 * The program as its users start it, `finestra serve --demo`: from nothing to the first page with the whole history seeded, then again with
 * what is there, and the memory after pages were read.
 */
export const bench: Bench = async ({ quick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'finestra-bench-'))
  try {
    if (quick) await run(['seed', '--cases', '200'], folder)
    const first = quick ? undefined : await started(folder, async ({ seconds }) => seconds)
    const again = await started(folder, async ({ seconds, url, process }) => {
      for (let n = 0; n < 200; n += 1) await readPage(`${url}${PAGES[n % PAGES.length]}`)
      return { seconds, family: familyOf(process.pid ?? 0) }
    })
    return figures(first, again)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const PAGES = ['/', '/services/minor-works', '/services?q=obres', '/services/residence-certificate', '/?lang=it']

function figures(
  first: number | undefined,
  { seconds, family }: { seconds: number; family: ProcessMemory[] },
): Figure[] {
  const node = family.find(({ name }) => name.includes('cli/main.js'))
  return [
    ...(first === undefined
      ? []
      : [
          figure({
            name: 'seed: from nothing to the first page, the full history included',
            unit: 's',
            ours: first,
            target: { of: 'ours', atMost: 60 },
          }),
        ]),
    figure({
      name: 'start: seeded already, to the first page',
      unit: 's',
      ours: seconds,
      target: { of: 'ours', atMost: 2 },
    }),
    figure({
      name: 'start: memory of the server process',
      unit: 'MB',
      ours: node?.megabytes ?? Number.NaN,
      target: { of: 'ours', atMost: 200 },
    }),
    figure({
      name: `start: memory of all ${family.length} processes, PostgreSQL included`,
      unit: 'MB',
      ours: family.reduce((sum, { megabytes }) => sum + megabytes, 0),
      target: { of: 'ours', atMost: 500 },
    }),
  ]
}

interface Started {
  readonly process: ChildProcess
  readonly url: string
  /** From the command to the first page. */
  readonly seconds: number
}

async function started<T>(folder: string, work: (started: Started) => Promise<T>): Promise<T> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const begin = performance.now()
  const process = command(['serve', '--demo'], { FINESTRA_DATA: folder, PORT: String(port), HOST: '127.0.0.1' })
  const ended = once(process, 'exit')
  try {
    while (!(await isOpen(url))) {
      if (process.exitCode !== null) throw new Error('the program ended instead of serving')
      await sleep(20)
    }
    return await work({ process, url, seconds: (performance.now() - begin) / 1000 })
  } finally {
    process.kill('SIGTERM')
    await ended
  }
}

async function run(args: readonly string[], folder: string): Promise<void> {
  const [code] = await once(command(args, { FINESTRA_DATA: folder }), 'exit')
  if (code !== 0) throw new Error(`finestra ${args.join(' ')} ended with ${code}`)
}

function command(args: readonly string[], env: Record<string, string>): ChildProcess {
  const { DATABASE_URL: _, ...inherited } = process.env
  return spawn(process.execPath, [resource('bin', 'finestra'), ...args], {
    env: { ...inherited, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function isOpen(url: string): Promise<boolean> {
  try {
    return (await readPage(url)) === 200
  } catch {
    return false
  }
}

/** Reads a page to its end; gives the status. */
async function readPage(url: string): Promise<number> {
  const answer = await fetch(url)
  await answer.text()
  return answer.status
}

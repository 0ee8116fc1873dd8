import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { type OpenPlatform, openPlatform } from '../platform/open.ts'
import type { Command } from './main.ts'

const HELP = `Usage: finestra serve [--demo]

Starts the server. PORT (3000), BASE_URL, DATABASE_URL (absent: its own PostgreSQL under FINESTRA_DATA, ./var), SMTP_URL, FILES_URL.
  --demo   loads the demonstration municipalities first, when the database holds none
`

/** Serves until it is told to stop, then ends what is under way and leaves. */
export const serveCommand: Command = async (args, out) => {
  const { values } = parseArgs({ args, options: { demo: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    out.write(HELP)
    return 0
  }
  const stopped = untilStopped()
  // The database comes up while the rest of the program is read.
  const [platform, { compose }] = await Promise.all([openPlatform(), import('../main.ts')])
  const seeded = values.demo && (await seedDemonstration(platform, out))
  const server = await compose(platform)
  await server.listen({ port: platform.config.port, host: platform.config.host })
  await platform.jobs.start()
  out.write(await greeting(platform.config.baseUrl, platform.config.dataFolder, values.demo === true))
  if (seeded) settleMeanwhile(platform)
  await stopped
  out.write('Stopping: requests and effects under way are ended first.\n')
  await server.close()
  await platform.close()
  return 0
}

/** Loads the demonstration where nothing is; tells whether it was loaded. */
async function seedDemonstration(platform: OpenPlatform, out: Writable): Promise<boolean> {
  const { seedIfEmpty } = await import('../demonstration/index.ts')
  return (await seedIfEmpty(platform, { tell: (line) => out.write(`${line}\n`) })) !== undefined
}

/** Puts what was loaded in order while the first pages are read. When that fails, the next hour seals it. */
function settleMeanwhile(platform: OpenPlatform): void {
  const settling = import('../demonstration/index.ts').then(({ settleHistory }) => settleHistory(platform))
  settling.catch((error: unknown) => platform.log.warn({ error }, 'the loaded history was not sealed yet'))
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

async function greeting(baseUrl: string, folder: string, demo: boolean): Promise<string> {
  const lines = ['', `  Finestra is open at ${baseUrl}`, '']
  if (demo) {
    const { accountLines } = await import('../demonstration/index.ts')
    lines.push(...accountLines(baseUrl))
  }
  lines.push(`  Stop:   Ctrl+C`, `  Reset:  stop, delete ${folder}, start again`, '')
  return `${lines.join('\n')}\n`
}

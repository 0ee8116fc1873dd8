import { readConfig } from '../platform/config.ts'
import { migrate, startEmbeddedPostgres } from '../platform/database/index.ts'
import type { Command } from './main.ts'

/** `finestra migrate`: brings the schema up to date and says what was run. */
export const migrateCommand: Command = async (args, out) => {
  if (args.includes('--help')) {
    out.write(
      'Usage: finestra migrate [--json]\n\nBrings the database schema up to date. Safe to repeat, and from several processes at once.\n',
    )
    return 0
  }
  const config = readConfig()
  const postgres = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataFolder)
  try {
    const run = await migrate(config.databaseUrl ?? postgres!.url)
    const lines = run.length === 0 ? 'The schema was up to date.' : `Run: ${run.join(', ')}`
    out.write(args.includes('--json') ? `${JSON.stringify({ migrations: run })}\n` : `${lines}\n`)
    return 0
  } finally {
    await postgres?.stop()
  }
}

/** The command line: each command is loaded only when it is asked for, so that the small ones answer at once. */
import { enableCompileCache } from 'node:module'
import type { Writable } from 'node:stream'

/** What a command gets: its arguments, and where to print. It gives the exit code. */
export type Command = (args: string[], out: Writable, err: Writable) => Promise<number>

const COMMANDS: Readonly<Record<string, { does: string; load: () => Promise<Command> }>> = {
  serve: {
    does: 'start the server (--demo: with the demonstration municipalities)',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  migrate: {
    does: 'bring the database schema up to date',
    load: async () => (await import('./database.ts')).migrateCommand,
  },
  seed: {
    does: 'load the demonstration municipalities and their history',
    load: async () => (await import('./seed.ts')).seedCommand,
  },
  doctor: {
    does: 'check the installation; --journal: look for any alteration of the journal',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  backup: {
    does: 'write a consistent copy of data and files to a folder',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  restore: { does: 'bring a copy back', load: async () => (await import('./backup.ts')).restoreCommand },
  catalogue: {
    does: 'check, install or export procedure packages',
    load: async () => {
      const { catalogueCommand } = await import('./catalogue.ts')
      // The host is opened only when something is installed.
      const install = async (...asked: Parameters<typeof import('./catalogue-host.ts').installFromCommandLine>) =>
        (await import('./catalogue-host.ts')).installFromCommandLine(...asked)
      return (args, out, err) => catalogueCommand(args, out, err, { install })
    },
  },
  process: {
    does: 'run a BPMN model against a list of events',
    load: async () => (await import('./process.ts')).processCommand,
  },
  rules: {
    does: 'evaluate a DMN decision, or run a compatibility kit',
    load: async () => (await import('./rules.ts')).rulesCommand,
  },
  deadline: { does: 'count the end of a term', load: async () => (await import('./deadline.ts')).deadlineCommand },
}

// What was compiled once is read back: a tenth less to wait.
enableCompileCache()
process.exitCode = await main(process.argv.slice(2))

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage())
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    process.stderr.write(`finestra: there is no command "${name}"\n\n${usage()}`)
    return 2
  }
  try {
    return await (await command.load())(args, process.stdout, process.stderr)
  } catch (error) {
    process.stderr.write(`finestra ${name}: ${error instanceof Error ? error.message : String(error)}\n`)
    if (process.env.FINESTRA_TRACE) console.error(error)
    return 1
  }
}

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  const lines = Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`)
  return `Usage: finestra COMMAND [ARGUMENTS]\n\n${lines.join('\n')}\n\nEach command explains itself with --help.\n`
}

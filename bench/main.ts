import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { resource } from '../src/platform/root.ts'
import { bench as documents } from './documents.ts'
import { bench as durable } from './durable.ts'
import { bench as engine } from './engine.ts'
import { type Bench, type Figure, tableOf } from './figure.ts'
import { bench as pages } from './pages.ts'
import { bench as rules } from './rules.ts'
import { bench as start } from './start.ts'

const HELP = `Usage: npm run bench [-- --only NAME[,NAME]] [--quick] [--json]

  --only    some parts only: NAMES
  --quick   shorter, and with less: shows whether it runs, and no more
  --json    prints JSON only; otherwise a table is printed and the JSON is written to bench/last.json
Exits 1 when a target is missed.
`

/** The parts, those that need nothing first. */
export const parts: Readonly<Record<string, Bench>> = { engine, rules, documents, start, durable, pages }

/** Runs the bench; gives the exit code. */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const chosen = values.only?.split(',') ?? Object.keys(parts)
  const unknown = chosen.filter((name) => !(name in parts))
  if (values.help || unknown.length > 0) {
    if (unknown.length > 0) process.stderr.write(`There is no part called ${unknown.join(', ')}.\n\n`)
    process.stdout.write(HELP.replace('NAMES', Object.keys(parts).join(', ')))
    return values.help ? 0 : 2
  }
  const figures: Figure[] = []
  for (const name of chosen) {
    process.stderr.write(`${name}…\n`)
    figures.push(...((await parts[name]?.({ quick: values.quick })) ?? []))
  }
  const report = JSON.stringify({ at: new Date().toISOString(), machine: machineClass(), quick: values.quick, figures })
  if (values.json) process.stdout.write(`${report}\n`)
  else {
    writeFileSync(resource('bench', 'last.json'), `${report}\n`)
    process.stdout.write(`\n${tableOf(figures)}\n\n${machineClass()}\n`)
  }
  return figures.some(({ ok }) => ok === false) ? 1 : 0
}

/** What kind of machine it is, without saying which. */
function machineClass(): string {
  const cores = cpus()
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))

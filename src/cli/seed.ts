import { parseArgs } from 'node:util'
import { isInUse, seed, settleHistory } from '../demonstration/index.ts'
import { openPlatform } from '../platform/open.ts'
import type { Command } from './main.ts'

const HELP = `Usage: finestra seed [--cases N] [--seed S] [--towns-only] [--json]

Loads the demonstration municipalities, their people and two years of cases that end now, into an empty database.
  --cases N      how many cases, over both towns (20000)
  --seed S       another number gives other people and another history (1)
  --towns-only   towns, people and procedures, without cases
  --json         prints what was loaded as JSON
`

/** `finestra seed`: 0 when loaded, 1 when the database is in use, 2 for wrong usage. */
export const seedCommand: Command = async (args, out, err) => {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      'towns-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    out.write(HELP)
    return 0
  }
  if (![values.cases, values.seed].every((text) => /^\d{1,7}$/.test(text))) {
    err.write(`--cases and --seed must be whole numbers below ten million.\n\n${HELP}`)
    return 2
  }
  const platform = await openPlatform()
  try {
    if (await isInUse(platform)) {
      err.write('The database holds a municipality with officers already: nothing was loaded.\n')
      return 1
    }
    const loaded = await seed(platform, {
      cases: values['towns-only'] ? 0 : Number(values.cases),
      seed: Number(values.seed),
      tell: (line) => err.write(`${line}\n`),
    })
    await settleHistory(platform)
    out.write(values.json ? `${JSON.stringify(loaded)}\n` : `${loaded.people} people, ${loaded.cases} cases\n`)
    return 0
  } finally {
    await platform.close()
  }
}

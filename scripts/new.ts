import { parseArgs } from 'node:util'
import { newAct } from './scaffold/act.ts'
import { Mistake } from './scaffold/mistake.ts'
import { newModule } from './scaffold/module.ts'
import { newProcedure } from './scaffold/procedure.ts'

/** Writes a skeleton that builds and passes the checks as it stands, and says what is left to do. */
const HELP = `Usage:
  npm run new procedure NAME      a package in catalogue/NAME, the smallest that passes "finestra catalogue check"
  npm run new module NAME         a department in src/modules/NAME: table, act, texts, test, and its place in the house
  npm run new act MODULE/NAME [-- --permission THING.VERB]
                                  an act of a department, with its test, ready for the tests that loop over all acts

Names are in kebab-case. Nothing that exists is written over.
`

process.exitCode = main(process.argv.slice(2))

function main(args: string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { permission: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    const [kind, name = ''] = positionals
    if (values.help || kind === undefined) {
      process.stdout.write(HELP)
      return values.help ? 0 : 2
    }
    const { written, left } = make(kind, name, values.permission)
    process.stdout.write(`${written.map((file) => `  ${file}`).join('\n')}\n\nLeft to do:\n`)
    process.stdout.write(`${left.map((line) => `  - ${line}`).join('\n')}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Mistake) && !isMistakenOption(error)) throw error
    process.stderr.write(`${error.message}\n\n${HELP}`)
    return 2
  }
}

function make(kind: string, name: string, permission: string | undefined) {
  if (kind === 'procedure') return newProcedure(name)
  if (kind === 'module') return newModule(name)
  if (kind === 'act') return newAct(name, permission)
  throw new Mistake(`There is no skeleton for "${kind}": use procedure, module or act.`)
}

function isMistakenOption(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

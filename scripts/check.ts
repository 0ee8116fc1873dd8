import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What is true of the sources without running them: types, lint, the order of the house, the texts.
 * Prints each check with its result and ends non-zero when one fails.
 */
const root = join(import.meta.dirname, '..')

const checks: { name: string; run: () => string | undefined }[] = [
  { name: 'types', run: () => command(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit']) },
  {
    name: 'lint and format',
    run: () => command(join(root, 'node_modules/.bin/biome'), ['check', '.', '--max-diagnostics=40']),
  },
  { name: 'dependencies between parts', run: checkDependencies },
  {
    name: 'imports of types alone',
    run: () => command(process.execPath, [join(root, 'scripts/check-imports.ts')]),
  },
  { name: 'texts in four languages', run: () => command(process.execPath, [join(root, 'scripts/check-texts.ts')]) },
  { name: 'nothing of this machine in the project', run: checkForeignWords },
]

const failed = checks.filter(({ name, run }) => {
  const problem = run()
  console.log(`${problem === undefined ? '✔' : '✖'} ${name}`)
  if (problem !== undefined) console.log(problem)
  return problem !== undefined
})
process.exit(failed.length > 0 ? 1 : 0)

function command(program: string, args: string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  return status === 0 ? undefined : `${stdout}${stderr}`
}

/** The cruiser may read no file and still be content: the number of modules read is checked against the files there are. */
function checkDependencies(): string | undefined {
  const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const args = [cruiser, 'src', '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: join(root, 'dist'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (!stdout) return stderr
  const { modules, summary } = JSON.parse(stdout) as {
    modules: { source: string; dependencies: unknown[] }[]
    summary: { violations: { from: string; to: string; rule: { name: string; severity: string } }[] }
  }
  const read = modules.filter(({ source }) => /^src\/.*\.js$/.test(source))
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.d.ts'))
  const withImports = read.filter(({ dependencies }) => dependencies.length > 0)
  if (read.length < files.length || withImports.length === 0)
    return `read ${read.length} of ${files.length} modules, ${withImports.length} with imports`
  if (summary.violations.length === 0) return undefined
  return summary.violations.map(({ from, to, rule }) => `  ${rule.name}: ${from} → ${to}`).join('\n')
}

/** Paths of a developer's machine and addresses of registries do not belong in what others read. */
function checkForeignWords(): string | undefined {
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--', '.', ':!package-lock.json'], {
    cwd: root,
    encoding: 'utf8',
  })
  const files = stdout.split('\0').filter((file) => file !== '' && !/\.(png|jpg|woff2?|ttf|otf|pdf|gz)$/.test(file))
  if (files.length === 0) return 'no file was looked at'
  const foreign = /(?<![\w.])\/(home|root|Users)\/\w+|registry\.npm|deb\.debian\.org/
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        foreign.test(line) && !file.startsWith('scripts/check.ts') ? [`  ${file}:${index + 1}`] : [],
      ),
  )
  return found.length === 0 ? undefined : found.join('\n')
}

import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** Compiles everything to `dist/`, the one output that runs in development, tests and production. */
const root = join(import.meta.dirname, '..')
const watch = process.argv.includes('--watch')
if (!watch) rmSync(join(root, 'dist'), { recursive: true, force: true })
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const { status } = spawnSync(process.execPath, [compiler, '-p', root, ...(watch ? ['--watch'] : [])], {
  stdio: 'inherit',
  cwd: root,
})
process.exit(status ?? 1)

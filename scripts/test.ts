import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { ensureSystemTools } from './system-tools.ts'

/**
 * Everything: the checks of the sources, then every test, browser tests included, on a real PostgreSQL of its own.
 * `npm test -- src/core` runs only the tests of a part. Ends with the line "N passed, N failed".
 */
const root = join(import.meta.dirname, '..')
const only = process.argv.slice(2)
let passed = 0
let failed = 0

ensureSystemTools()
step('build', ['scripts/build.ts'])
if (only.length === 0) step('checks of the sources', ['scripts/check.ts'])
await runTests()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function step(name: string, args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status === 0) passed += 1
  else failed += 1
  console.log(`${status === 0 ? '✔' : '✖'} ${name}\n`)
}

async function runTests(): Promise<void> {
  const { startTestServer } = await import('../dist/src/platform/database/testing.js' as string)
  const folder = mkdtempSync(join(tmpdir(), 'finestra-test-'))
  const server = (await startTestServer(folder)) as { url: string; stop: () => Promise<void> }
  process.env.FINESTRA_TEST_DATABASE = server.url
  try {
    const files = testFiles()
    if (files.length === 0) throw new Error(`no test file in ${only.join(', ') || 'dist'}`)
    await watch(run({ files, concurrency: 2, timeout: 10 * 60_000, execArgv: ['--enable-source-maps'] }))
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Those that take longest first, so that the two workers end together. */
function testFiles(): string[] {
  const files = globSync('dist/{src,tests,bench}/**/*.test.js', { cwd: root }).filter(
    (file) => only.length === 0 || only.some((part) => file.startsWith(`dist/${part.replace(/\.tsx?$/, '')}`)),
  )
  const isSlow = (file: string) => file.startsWith('dist/tests/')
  return files
    .sort((a, b) => Number(isSlow(b)) - Number(isSlow(a)) || a.localeCompare(b))
    .map((file) => join(root, file))
}

/** Counts the leaves: a suite is not a test. A test that is skipped or left to do counts as failed, so that none is passed over. */
function watch(tests: ReturnType<typeof run>): Promise<void> {
  return new Promise((resolve, reject) => {
    tests.on('test:pass', ({ details, skip, todo }) => {
      if (details.type === 'suite') return
      if (skip === undefined && todo === undefined) passed += 1
      else failed += 1
    })
    tests.on('test:fail', ({ details }) => {
      if (details.type !== 'suite') failed += 1
    })
    const report = tests.compose(spec)
    report.on('error', reject)
    report.on('end', resolve)
    report.pipe(process.stdout, { end: false })
  })
}

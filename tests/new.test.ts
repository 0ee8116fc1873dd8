import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { resource } from '../src/platform/root.ts'

const NOT_COPIED = new Set(['node_modules', 'dist', 'var', '.git'])

/** A copy of the sources, in which skeletons are written and looked at as any change is. */
describe('npm run new', () => {
  const copy = mkdtempSync(join(tmpdir(), 'finestra-new-'))
  before(() => {
    const root = resource('.')
    cpSync(root, copy, { recursive: true, filter: (path) => !NOT_COPIED.has(relative(root, path).split(sep)[0] ?? '') })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    // The check for foreign words asks git which files there are.
    run('git', ['init', '--quiet'])
  })
  after(() => rmSync(copy, { recursive: true, force: true }))

  function run(program: string, args: readonly string[]) {
    const environment = { ...process.env }
    // A test that starts tests would be taken for a part of this one.
    delete environment.NODE_TEST_CONTEXT
    // Its tables are of this copy alone: a server of its own, where the schema is made ready from it.
    delete environment.FINESTRA_TEST_DATABASE
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: copy, encoding: 'utf8', env: environment })
    return { status, text: `${stdout}${stderr}` }
  }
  const node = (...args: string[]) => run(process.execPath, args)
  const scaffold = (...args: string[]) => node('scripts/new.ts', ...args)
  const succeeds = ({ status, text }: { status: number | null; text: string }) => assert.equal(status, 0, text)
  const read = (file: string) => readFileSync(join(copy, file), 'utf8')

  it('writes a procedure, a module and acts that build, and pass the checks of the sources', () => {
    succeeds(scaffold('procedure', 'dog-licence'))
    succeeds(scaffold('module', 'lost-property'))
    succeeds(scaffold('act', 'lost-property/give-back'))
    succeeds(scaffold('act', 'cases/call-to-a-meeting', '--permission', 'case.handle'))
    succeeds(run('git', ['add', '--all', '--', '.', ':!node_modules']))
    succeeds(node('scripts/build.ts'))
    succeeds(node('scripts/check.ts'))
  })

  it('gives a package whose example comes out, with its own name throughout', () => {
    succeeds(node('dist/src/cli/main.js', 'catalogue', 'check', 'catalogue/dog-licence'))
    assert.match(read('catalogue/dog-licence/service.yaml'), /^id: dog-licence$/m)
    for (const file of ['service.yaml', 'process.bpmn', 'rules.dmn'])
      assert.doesNotMatch(read(`catalogue/dog-licence/${file}`), /new-procedure/)
  })

  it('gives each its tests, which pass', () => {
    const tests = ['notebook.test.js', 'acts/give-back.test.js'].map((file) =>
      file.replace('notebook', 'lost-property'),
    )
    const files = [...tests.map((file) => `lost-property/${file}`), 'cases/acts/call-to-a-meeting.test.js']
    const { status, text } = node('--test', ...files.map((file) => `dist/src/modules/${file}`))
    assert.equal(status, 0, text)
    assert.match(text, /pass 8\b/)
  })

  it('puts each act under the tests that loop over all acts, and each table under those of the towns', () => {
    const pattern = 'lost-property|call-to-a-meeting|can be made ready|otherwise nothing would'
    const files = ['fault', 'attack-tables'].map((name) => `dist/tests/${name}.test.js`)
    const { status, text } = node('--test', `--test-name-pattern=${pattern}`, ...files)
    assert.equal(status, 0, text)
    for (const act of ['lost-property.add-entry', 'lost-property.give-back', 'case.call-to-a-meeting'])
      assert.match(text, new RegExp(`leaves nothing of ${act}`))
  })

  it('writes over nothing, and refuses names and kinds that cannot be, with the remedy', () => {
    const service = read('catalogue/dog-licence/service.yaml')
    for (const [args, remedy] of [
      [['procedure', 'dog-licence'], /exists: nothing was written/],
      [['module', 'cases'], /a department cases already/],
      [['procedure', 'Dog Licence'], /kebab-case/],
      [['procedure'], /Give it a name/],
      [['act', 'nowhere/go'], /npm run new module nowhere/],
      [['act', 'cases/go', '--permission', 'moon.fly'], /No role of officers holds moon\.fly/],
      [['office', 'new'], /use procedure, module or act/],
    ] as const) {
      const { status, text } = scaffold(...args)
      assert.equal(status, 2, args.join(' '))
      assert.match(text, remedy)
    }
    assert.equal(read('catalogue/dog-licence/service.yaml'), service)
    assert.equal(existsSync(join(copy, 'src/modules/cases/acts/go.ts')), false)
  })
})

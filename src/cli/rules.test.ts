import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { rulesCommand, runKitFolder } from './rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'rules-'))
after(() => rmSync(folder, { recursive: true }))

const model = join(folder, 'fee.dmn')
writeFileSync(
  model,
  `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:fee" name="fee">
    <inputData id="area" name="area"><variable name="area" typeRef="number"/></inputData>
    <decision id="fee" name="Fee"><variable name="Fee" typeRef="number"/>
      <informationRequirement><requiredInput href="#area"/></informationRequirement>
      <literalExpression><text>area * 0.1</text></literalExpression></decision></definitions>`,
)
const input = join(folder, 'input.json')
writeFileSync(input, '{"area": 3}')

/** What the command printed, and how it ended. */
async function run(...args: string[]) {
  const [out, err]: string[][] = [[], []]
  const status = await rulesCommand(args, { write: (text) => out?.push(text) }, { write: (text) => err?.push(text) })
  return { status, out: out?.join('') ?? '', err: err?.join('') ?? '' }
}

describe('finestra rules', () => {
  it('eval prints the value, the trace and the errors as JSON only', async () => {
    const { status, out, err } = await run('eval', model, '--decision', 'Fee', '--input', input, '--json')
    assert.deepEqual([status, err], [0, ''])
    assert.deepEqual(JSON.parse(out), {
      value: 0.3,
      trace: [{ decision: 'Fee', id: 'fee', text: 'area * 0.1', tables: [], value: 0.3 }],
      errors: [],
    })
  })

  it('says in words what is wrong with a request or a file, on standard error, and ends otherwise than with 0', async () => {
    const broken = join(folder, 'broken.dmn')
    writeFileSync(broken, '<definitions')
    const list = join(folder, 'list.json')
    writeFileSync(list, '[]')
    const cases: readonly (readonly [args: readonly string[], reason: RegExp])[] = [
      [['sing'], /There is no "rules sing"/],
      [['eval'], /Say which file/],
      [['eval', model], /--decision NAME/],
      [['eval', model, '--decision', 'Fee'], /--input FILE/],
      [['eval', model, '--decision', 'Toll', '--input', input], /It has: "Fee"/],
      [['eval', model, '--decision', 'Fee', '--input', list], /JSON object/],
      [['eval', model, '--decision', 'Fee', '--input', model], /not JSON/],
      [['eval', broken, '--decision', 'Fee', '--input', input], /definitions: line 1/],
      [['eval', join(folder, 'none.dmn'), '--decision', 'Fee', '--input', input], /ENOENT/],
      [['eval', model, '--decision', 'Fee', '--input', input, '--now', 'today'], /no instant/],
      [['eval', model, '--colour'], /--colour/],
      [['tck', folder], /no test of the kit/],
      [['tck', model], /is no folder/],
    ]
    for (const [args, reason] of cases) {
      const { status, out, err } = await run(...args)
      assert.equal(status, 2, args.join(' '))
      assert.equal(out, '')
      assert.match(err, reason)
    }
  })

  it('remarks on standard error what the model does not take and what it misses', async () => {
    const misspelt = join(folder, 'misspelt.json')
    writeFileSync(misspelt, '{"aera": 3}')
    const { status, out, err } = await run('eval', model, '--decision', 'Fee', '--input', misspelt, '--json')
    assert.deepEqual([status, JSON.parse(out).value], [0, null])
    assert.match(err, /"aera" is no input of this model: it takes area\.\nThe input "area" was not given/)
  })

  it('explains itself', async () => {
    const { status, out } = await run('--help')
    assert.equal(status, 0)
    assert.match(out, /rules tck DIR/)
  })
})

describe('The DMN Technology Compatibility Kit', () => {
  it('counts a file that cannot be read as failed, and runs the others', () => {
    const kit = mkdtempSync(join(folder, 'kit-'))
    writeFileSync(join(kit, 'a-test-01.xml'), '<testCases')
    writeFileSync(
      join(kit, 'fee-test-01.xml'),
      '<testCases><testCase id="1"><resultNode name="Fee"/></testCase></testCases>',
    )
    writeFileSync(join(kit, 'fee.dmn'), readFileSync(model))
    const { passed, failed, cases } = runKitFolder(kit)
    assert.deepEqual([passed, failed], [1, 1])
    assert.match(JSON.stringify(cases.find(({ ok }) => !ok)?.got), /line 1/)
  })

  it('passes whole, but for the cases written in Java, which are named and not counted', () => {
    const kit = join(repository(), '..', 'shared', 'dmn-tck')
    assert.ok(existsSync(kit), `the kit must be at ${kit}: put a copy of github.com/dmn-tck/tck's TestCases there`)
    const { passed, failed, notApplicable, cases } = runKitFolder(kit)
    const failures = cases.filter(({ ok }) => !ok).map(({ id, expected, got }) => ({ id, expected, got }))
    assert.deepEqual(failures, [])
    assert.equal(failed, 0)
    assert.ok(passed >= 1519, `${passed} cases ran`)
    assert.ok(notApplicable.every((id) => id.includes('0076-feel-external-java')))
  })
})

/** The folder that holds the package, from the sources as from the compiled output. */
function repository(): string {
  let path = import.meta.dirname
  while (!existsSync(join(path, 'package.json'))) path = dirname(path)
  return path
}

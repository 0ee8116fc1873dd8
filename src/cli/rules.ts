import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type CaseResult,
  type Decided,
  type DecisionModel,
  DmnError,
  evaluateDecision,
  failTestFile,
  listDecisions,
  namespaceOf,
  parseDmn,
  readTestFile,
  runTestFile,
  type TestFile,
} from '../core/rules/index.ts'

const HELP = `Usage:
  finestra rules eval FILE.dmn --decision NAME --input FILE.json [--now ISO] [--zone ZONE] [--json]
  finestra rules list FILE.dmn [--json]
  finestra rules tck DIR [--json]

  eval   evaluates one decision; prints its value, the rules that led to it, and what went wrong
  list   the decisions of a model and the inputs that each needs
  tck    runs a folder of the DMN Technology Compatibility Kit as published

  --decision NAME  name or id of the decision, decision service or business knowledge model
  --input FILE     JSON object with the value of each input; - reads it from standard input
  --now ISO        what now() and today() tell, such as 2026-03-02T09:00:00Z (else they give null)
  --zone ZONE      the time zone of now() and today(), such as Europe/Rome
  --json           prints JSON only
`

export interface Output {
  write(text: string): unknown
}

/** A request that cannot be carried out, said in words for the user. */
class UsageError extends Error {}

/**
 * `finestra rules …`. Gives the exit status: 0 when all went well, 1 when cases of the kit failed, 2 for a request or a
 * file that cannot be used (the reason is then on standard error).
 */
export async function rulesCommand(args: string[], out: Output, err: Output = process.stderr): Promise<number> {
  try {
    return run(args, out, err)
  } catch (error) {
    if (!isUserError(error)) throw error
    err.write(`${error.message}\n`)
    return 2
  }
}

function run(args: string[], out: Output, err: Output): number {
  const { values, positionals } = readArguments(args)
  const [command, path] = positionals
  if (values.help === true || command === undefined) {
    out.write(HELP)
    return command === undefined && values.help !== true ? 2 : 0
  }
  if (positionals.length > 2)
    throw new UsageError(`One file or folder at a time, please: ${positionals.slice(1).join(' ')}`)
  if (command !== 'eval' && command !== 'tck' && command !== 'list') {
    throw new UsageError(`There is no "rules ${command}": use eval, list or tck. See --help.`)
  }
  if (path === undefined) throw new UsageError(`Say which ${command === 'tck' ? 'folder' : 'file'}: see --help.`)
  if (command === 'tck') return runKit(path, values.json === true, out)
  const model = readModel(path)
  return command === 'list' ? list(model, values.json === true, out) : evaluate(model, values, out, err)
}

function readArguments(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      decision: { type: 'string' },
      input: { type: 'string' },
      now: { type: 'string' },
      zone: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
}

/** Errors that the user caused and can cure, the file system's and the argument parser's included. */
function isUserError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  if (error instanceof UsageError || error instanceof DmnError || error instanceof RangeError) return true
  return 'code' in error && typeof error.code === 'string' && /^(ERR_PARSE_ARGS|E[A-Z]+$)/.test(error.code)
}

type Values = ReturnType<typeof readArguments>['values']

function evaluate(model: DecisionModel, values: Values, out: Output, err: Output): number {
  const { decision, input, now, zone } = values
  if (decision === undefined) throw new UsageError('Say which decision: --decision NAME.')
  if (input === undefined) throw new UsageError('Give the inputs: --input FILE.json.')
  const options = { ...(now === undefined ? {} : { now }), ...(zone === undefined ? {} : { zone }) }
  const given = readInput(input)
  const decided = evaluateDecision(model, decision, given, options)
  for (const remark of remarksOn(given, decision, model)) err.write(`${remark}\n`)
  out.write(values.json === true ? `${JSON.stringify(decided)}\n` : inWords(decided))
  return 0
}

/**
 * What was given and no decision of the model takes, and what the decision needs and was not given: it counts as null.
 * With imports, inputs may be given in several ways, so nothing is said.
 */
function remarksOn(given: Readonly<Record<string, unknown>>, decision: string, model: DecisionModel): string[] {
  const decisions = listDecisions(model)
  const { inputs = [] } = decisions.find(({ name, id }) => name === decision || id === decision) ?? {}
  if (inputs.length === 0 || model.imports.length > 0) return []
  const known = [...new Set(decisions.flatMap((one) => one.inputs))]
  const strange = Object.keys(given).filter((name) => !known.includes(name))
  const missing = inputs.filter((name) => !Object.hasOwn(given, name))
  return [
    ...strange.map((name) => `"${name}" is no input of this model: it takes ${known.join(', ')}.`),
    ...missing.map((name) => `The input "${name}" was not given and counts as null.`),
  ]
}

function readInput(path: string): Readonly<Record<string, unknown>> {
  const text = readFileSync(path === '-' ? 0 : path, 'utf8')
  const json = parseJson(text, path)
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { ...json }
  throw new UsageError(`${path}: the inputs are a JSON object, such as {"age": 34}.`)
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function inWords({ value, trace, errors }: Decided): string {
  const lines = [`Result: ${JSON.stringify(value)}`]
  for (const { decision, tables, value: own } of trace) {
    lines.push(`  ${decision}: ${JSON.stringify(own)}`)
    for (const { of, inputs, rules } of tables) {
      lines.push(`    table of ${of}: ${inputs.map((one) => `${one.name} = ${JSON.stringify(one.value)}`).join(', ')}`)
      for (const rule of rules)
        lines.push(`      rule ${rule.index}: ${JSON.stringify(rule.outputs)} ${rule.description ?? ''}`)
    }
  }
  for (const { message, in: place } of errors)
    lines.push(`  Not evaluated${place === undefined ? '' : ` in ${place}`}: ${message}`)
  return `${lines.join('\n')}\n`
}

function list(model: DecisionModel, asJson: boolean, out: Output): number {
  const decisions = listDecisions(model)
  const words = decisions.map(({ name, inputs }) => `${name} (${inputs.join(', ')})\n`).join('')
  out.write(asJson ? `${JSON.stringify(decisions)}\n` : words)
  return 0
}

/** A model with those beside it that it may import. */
function readModel(path: string, isTolerant = false): DecisionModel {
  const xml = readFileSync(path, 'utf8')
  return parseDmn(xml, { isTolerant, imports: /<(\w+:)?import\s/.test(xml) ? modelsBeside(path) : {} })
}

function modelsBeside(path: string): Record<string, string> {
  const folder = dirname(path)
  const imports: Record<string, string> = {}
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.dmn') || name === basename(path)) continue
    const xml = readFileSync(join(folder, name), 'utf8')
    imports[name] = xml
    const namespace = namespaceIn(xml)
    if (namespace !== undefined) imports[namespace] = xml
  }
  return imports
}

/** The namespace of a model; a broken file that lies beside and is not imported does no harm. */
function namespaceIn(xml: string): string | undefined {
  try {
    return namespaceOf(xml)
  } catch (error) {
    if (error instanceof DmnError) return undefined
    throw error
  }
}

/** Cases whose functions are written in Java: they are listed, and never counted as passed. */
const JAVA_BOUND = /0076-feel-external-java/

interface KitResult {
  readonly passed: number
  readonly failed: number
  readonly notApplicable: readonly string[]
  readonly cases: readonly CaseResult[]
}

function runKit(path: string, asJson: boolean, out: Output): number {
  const result = runKitFolder(path)
  out.write(asJson ? `${JSON.stringify(result)}\n` : kitInWords(result))
  return result.failed === 0 ? 0 : 1
}

/** Runs every test file of a folder of the kit, at whatever depth. Throws when there is none. */
export function runKitFolder(path: string): KitResult {
  const root = resolve(path)
  const files = testFilesIn(root)
  if (files.length === 0) throw new UsageError(`${path} has no test of the kit (NAME-test-….xml beside NAME.dmn).`)
  const cases = files.flatMap((file) => runFile(file, root))
  const [notApplicable, applicable] = [cases.filter(isJavaBound), cases.filter((one) => !isJavaBound(one))]
  return {
    passed: applicable.filter(({ ok }) => ok).length,
    failed: applicable.filter(({ ok }) => !ok).length,
    notApplicable: notApplicable.map(({ id }) => id),
    cases: applicable,
  }
}

function isJavaBound({ id }: CaseResult): boolean {
  return JAVA_BOUND.test(id)
}

function testFilesIn(folder: string): string[] {
  if (!statSync(folder).isDirectory()) throw new UsageError(`${folder} is no folder.`)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /-test-[^/\\]*\.xml$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

function runFile(path: string, root: string): CaseResult[] {
  const prefix = relative(dirname(root), path)
    .replace(/\\/g, '/')
    .replace(/\.xml$/, '')
  let file: TestFile = { modelName: undefined, cases: [] }
  try {
    file = readTestFile(readFileSync(path, 'utf8'))
    const modelPath = join(dirname(path), file.modelName ?? basename(path).replace(/-test-.*$/, '.dmn'))
    return runTestFile(file, readModel(modelPath, true), prefix)
  } catch (error) {
    // A file that cannot be read counts as one failure, so that the others are still run.
    const unread = { id: prefix, ok: false, expected: null, got: { errors: [String(error)] } }
    return file.cases.length === 0 ? [unread] : failTestFile(file, String(error), prefix)
  }
}

function kitInWords({ passed, failed, notApplicable, cases }: KitResult): string {
  const failures = cases.filter(({ ok }) => !ok)
  const lines = failures.map(
    (one) => `${one.id}\n  expected ${JSON.stringify(one.expected)}\n  got      ${JSON.stringify(one.got)}`,
  )
  const apart = notApplicable.length === 0 ? '' : `, ${notApplicable.length} not applicable (written in Java)`
  return `${[...lines, `${passed} passed, ${failed} failed${apart}`].join('\n')}\n`
}

if (import.meta.main) process.exitCode = await rulesCommand(process.argv.slice(2), process.stdout)

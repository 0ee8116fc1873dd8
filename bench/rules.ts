import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluate, unaryTest } from 'feelin'
import { childNamed, childrenNamed, parseXml, textIn, type XmlElement } from '../src/core/rules/dmn/xml.ts'
import { type DecisionModel, evaluateDecision, parseDmn } from '../src/core/rules/index.ts'
import { resource } from '../src/platform/root.ts'
import { type Bench, figure } from './figure.ts'

interface Subject {
  readonly name: string
  readonly xml: string
  readonly decision: string
  readonly table: XmlElement
  readonly inputs: readonly Readonly<Record<string, unknown>>[]
}

/**
 * Decisions per second on the largest table of the catalogue, one core, against feelin evaluating the same cells one by
 * one, in the same run: it too leaves a rule at the first cell that does not match. Both must give the same result.
 */
export const bench: Bench = async ({ quick }) => {
  const subject = largestInCatalogue() ?? generated()
  const model = parseDmn(subject.xml)
  checkAgreement(subject, model)
  const seconds = quick ? 0.2 : 1
  const rules = childrenNamed(subject.table, 'rule').length
  return [
    figure({
      name: `rules: ${subject.name}, ${rules} rules`,
      unit: 'decisions/s',
      ours: perSecond(subject, seconds, (input) => evaluateDecision(model, subject.decision, input)),
      theirs: perSecond(subject, seconds, (input) => decideWithFeelin(subject.table, input)),
      against: 'feelin',
      target: { of: 'ratio', atLeast: 20 },
    }),
  ]
}

/** The table with most cells whose inputs are plain names, so that inputs can be made from its own cells. */
function largestInCatalogue(): Subject | undefined {
  const root = resource('catalogue')
  if (!existsSync(root)) return undefined
  const subjects = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.dmn'))
    .flatMap((name) => subjectsIn(name, readFileSync(join(root, name), 'utf8')))
  return subjects.sort((a, b) => cellsOf(b.table) - cellsOf(a.table))[0]
}

function subjectsIn(file: string, xml: string): Subject[] {
  return childrenNamed(parseXml(xml), 'decision').flatMap((decision) => {
    const table = childNamed(decision, 'decisionTable')
    const needsOthers = childrenNamed(decision, 'informationRequirement').some((one) =>
      childNamed(one, 'requiredDecision'),
    )
    if (table === undefined || needsOthers || childrenNamed(decision, 'knowledgeRequirement').length > 0) return []
    const names = inputNames(table)
    if (!names.every((name) => /^[A-Za-z_][\w ]*$/.test(name))) return []
    const name = decision.attributes.name ?? ''
    return [{ name: `${file} "${name}"`, xml, decision: name, table, inputs: inputsFor(table, names) }]
  })
}

function cellsOf(table: XmlElement): number {
  return childrenNamed(table, 'rule').length * (childrenNamed(table, 'input').length + 1)
}

function inputNames(table: XmlElement): string[] {
  return childrenNamed(table, 'input').map((input) => textIn(childNamed(input, 'inputExpression'), 'text') ?? '')
}

/** One input for each rule, from the first constant of each of its cells. */
function inputsFor(table: XmlElement, names: readonly string[]): Record<string, unknown>[] {
  return childrenNamed(table, 'rule').map((rule) => {
    const cells = childrenNamed(rule, 'inputEntry').map((entry) => textIn(entry, 'text') ?? '-')
    return Object.fromEntries(names.map((name, index) => [name, sample(cells[index] ?? '-')]))
  })
}

function sample(cell: string): unknown {
  const text = /"([^"]*)"/.exec(cell)
  if (text !== null) return text[1]
  const number = /-?\d+(\.\d+)?/.exec(cell)
  if (number !== null) return Number(number[0])
  return /true|false/.test(cell) ? cell.includes('true') : null
}

const DISTRICTS = ['old town', 'harbour', 'hill', 'villages', 'station']
const WORKS = ['façade', 'roof', 'kitchen', 'windows', 'fence', 'pool', 'lift', 'sign']

/** A fee table as a regulation would have it: kind of works, district, area, budget, protected building. */
function generated(): Subject {
  const rules = WORKS.flatMap((work) =>
    DISTRICTS.flatMap((district) =>
      Array.from({ length: 10 }, (_, band) => {
        const [from, to] = [band * 50, band * 50 + 50]
        const cells = [`"${work}"`, `"${district}"`, `[${from}..${to})`, band % 2 === 0 ? '< 30000' : '-', '-']
        const entries = cells.map((cell) => `<inputEntry><text>${cell.replace('<', '&lt;')}</text></inputEntry>`)
        return `<rule>${entries.join('')}<outputEntry><text>${20 + band}.35</text></outputEntry></rule>`
      }),
    ),
  )
  const names = ['work', 'district', 'area', 'budget', 'listed']
  const inputs = names.map((name) => `<input><inputExpression><text>${name}</text></inputExpression></input>`)
  const data = names.map((name) => `<inputData id="i-${name}" name="${name}"><variable name="${name}"/></inputData>`)
  const needs = names.map(
    (name) => `<informationRequirement><requiredInput href="#i-${name}"/></informationRequirement>`,
  )
  const table = `<decisionTable hitPolicy="FIRST">${inputs.join('')}<output/>${rules.join('')}</decisionTable>`
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="bench" name="bench">
    ${data.join('')}<decision id="fee" name="Fee"><variable name="Fee"/>${needs.join('')}${table}</decision></definitions>`
  const [subject] = subjectsIn('generated', xml)
  if (subject === undefined) throw new Error('the generated model has no table')
  return subject
}

function decideWithFeelin(table: XmlElement, input: Readonly<Record<string, unknown>>): unknown[] {
  const values = inputNames(table).map((name) => evaluate(name, input).value)
  const matched: unknown[] = []
  for (const rule of childrenNamed(table, 'rule')) {
    const fits = childrenNamed(rule, 'inputEntry').every((entry, index) => {
      return unaryTest(textIn(entry, 'text') ?? '-', { ...input, '?': values[index] }).value === true
    })
    if (!fits) continue
    matched.push(
      childrenNamed(rule, 'outputEntry').map((entry) => evaluate(textIn(entry, 'text') ?? 'null', input).value),
    )
    if (table.attributes.hitPolicy === 'FIRST') break
  }
  return matched
}

/** Both must find the same number of rules for every input, or the comparison would mean nothing. */
function checkAgreement({ table, inputs, decision }: Subject, model: DecisionModel): void {
  for (const input of inputs.slice(0, 20)) {
    const own = evaluateDecision(model, decision, input).trace.at(-1)?.tables[0]?.rules.length
    const other = decideWithFeelin(table, input).length
    if (own !== other) throw new Error(`${JSON.stringify(input)}: ${own} rules match here, ${other} with feelin`)
  }
}

/** Decisions per second: over the inputs for so many seconds, after a warm-up of a tenth of that. */
function perSecond(
  { inputs }: Subject,
  seconds: number,
  decide: (input: Readonly<Record<string, unknown>>) => unknown,
): number {
  run(seconds / 10)
  return run(seconds)

  function run(duration: number): number {
    const start = performance.now()
    let count = 0
    while (performance.now() - start < duration * 1000) {
      decide(inputs[(count * 7) % inputs.length] ?? {})
      count += 1
    }
    return (count * 1000) / (performance.now() - start)
  }
}

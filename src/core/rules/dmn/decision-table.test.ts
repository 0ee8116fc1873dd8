import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { evaluateDecision } from './decide.ts'
import { parseDmn } from './model.ts'

interface TableText {
  readonly policy: string
  readonly inputs?: string
  readonly outputs?: string
  /** Each rule as its cells: one input, then the outputs. */
  readonly rules: readonly (readonly string[])[]
}

const inXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const cell = (tag: string, text: string) => `<${tag}><text>${inXml(text)}</text></${tag}>`

/** A model with one table on the input `age`. */
function model({ policy, inputs = '', outputs = '<output/>', rules }: TableText) {
  const rows = rules.map(([test = '-', ...results], index) => {
    const entries = results.map((result) => cell('outputEntry', result)).join('')
    return `<rule id="r${index + 1}"><description>why ${index + 1}</description>${cell('inputEntry', test)}${entries}
      <annotationEntry><text>art. ${index + 1}</text></annotationEntry></rule>`
  })
  return parseDmn(`<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:test" name="test">
    <inputData id="age" name="age"><variable name="age" typeRef="number"/></inputData>
    <decision id="fare" name="Fare"><variable name="Fare"/>
      <informationRequirement><requiredInput href="#age"/></informationRequirement>
      <decisionTable id="t" ${policy}>
        <input label="Age"><inputExpression><text>age</text></inputExpression>${inputs}</input>${outputs}
        <annotation name="Source"/>${rows.join('')}
      </decisionTable>
    </decision></definitions>`)
}

const fare = (text: TableText, age: unknown) => evaluateDecision(model(text), 'Fare', { age })

const OVERLAPPING = [
  ['< 18', '1'],
  ['< 30', '3'],
  ['>= 30', '2'],
]
const ordered = `<output>${cell('outputValues', '3, 2, 1')}</output>`

describe('A decision table', () => {
  const cases: readonly (readonly [policy: string, age: number, value: unknown, outputs?: string])[] = [
    ['hitPolicy="UNIQUE"', 40, 2],
    ['hitPolicy="UNIQUE"', 10, null],
    ['', 40, 2],
    ['hitPolicy="FIRST"', 10, 1],
    ['hitPolicy="ANY"', 20, 3],
    ['hitPolicy="ANY"', 10, null],
    ['hitPolicy="PRIORITY"', 10, 3, ordered],
    ['hitPolicy="OUTPUT ORDER"', 10, [3, 1], ordered],
    ['hitPolicy="RULE ORDER"', 10, [1, 3]],
    ['hitPolicy="COLLECT"', 10, [1, 3]],
    ['hitPolicy="COLLECT" aggregation="SUM"', 10, 4],
    ['hitPolicy="COLLECT" aggregation="MIN"', 10, 1],
    ['hitPolicy="COLLECT" aggregation="MAX"', 10, 3],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 10, 2],
  ]
  for (const [policy, age, value, outputs] of cases) {
    it(`with ${policy || 'no hit policy, which is unique,'} gives ${JSON.stringify(value)} at ${age}`, () => {
      const text = { policy, rules: OVERLAPPING, ...(outputs === undefined ? {} : { outputs }) }
      assert.deepEqual(fare(text, age).value, value)
    })
  }

  it('says that two rules match where one may', () => {
    assert.match(fare({ policy: 'hitPolicy="U"', rules: OVERLAPPING }, 10).errors[0]?.message ?? '', /2 rules match/)
  })

  it('gives its default output when no rule matches, and otherwise null', () => {
    const rules = [['< 18', '1']]
    const outputs = `<output>${cell('defaultOutputEntry', '7 + 1')}</output>`
    assert.equal(fare({ policy: '', rules, outputs }, 20).value, 8)
    assert.equal(fare({ policy: '', rules, outputs }, 20).trace[0]?.tables[0]?.isDefault, true)
    assert.deepEqual([fare({ policy: '', rules }, 20).value, fare({ policy: '', rules }, 20).errors], [null, []])
  })

  it('gives several outputs as a context', () => {
    const outputs = '<output name="amount"/><output name="who pays"/>'
    const rules = [['-', '1.10', '"the family"']]
    assert.deepEqual(fare({ policy: '', rules, outputs }, 20).value, { amount: 1.1, 'who pays': 'the family' })
  })

  it('orders by the second output when the first is the same', () => {
    const outputs = `<output name="a">${cell('outputValues', '1, 2')}</output><output name="b">${cell('outputValues', '"x", "y"')}</output>`
    const rules = [
      ['-', '1', '"y"'],
      ['-', '1', '"x"'],
    ]
    assert.deepEqual(fare({ policy: 'hitPolicy="PRIORITY"', rules, outputs }, 1).value, { a: 1, b: 'x' })
  })

  it('refuses an input or an output that is none of its values', () => {
    const inputs = cell('inputValues', '[0..120]')
    const rules = [['-', '9']]
    assert.equal(fare({ policy: '', inputs, rules }, 120).value, 9)
    assert.match(fare({ policy: '', inputs, rules }, 121).errors[0]?.message ?? '', /"Age" is none of the values/)
    const outputs = `<output name="euros">${cell('outputValues', '1, 2')}</output>`
    assert.match(fare({ policy: '', outputs, rules }, 1).errors[0]?.message ?? '', /"euros" is none of the values/)
  })

  it('says which rules matched, why, and on what', () => {
    const { trace } = fare({ policy: 'hitPolicy="COLLECT" aggregation="SUM"', rules: OVERLAPPING }, 10)
    assert.deepEqual(trace, [
      {
        decision: 'Fare',
        id: 'fare',
        tables: [
          {
            of: 'Fare',
            id: 't',
            hitPolicy: 'COLLECT SUM',
            inputs: [{ name: 'Age', text: 'age', value: 10 }],
            rules: [
              {
                index: 1,
                id: 'r1',
                description: 'why 1',
                annotations: [{ name: 'Source', text: 'art. 1' }],
                outputs: { 'output 1': 1 },
              },
              {
                index: 2,
                id: 'r2',
                description: 'why 2',
                annotations: [{ name: 'Source', text: 'art. 2' }],
                outputs: { 'output 1': 3 },
              },
            ],
            isDefault: false,
            value: 4,
          },
        ],
        value: 4,
      },
    ])
  })

  it('is refused with a hit policy that there is not, or with rules of another width', () => {
    assert.throws(() => model({ policy: 'hitPolicy="LAST"', rules: [] }), /t: there is no hit policy "LAST"/)
    assert.throws(() => model({ policy: '', rules: [['-', '1', '2']] }), /t: rule 1 has 1 inputs and 2 outputs/)
  })
})

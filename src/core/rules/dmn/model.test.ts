import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { evaluateDecision, listDecisions } from './decide.ts'
import { DmnError } from './dmn-error.ts'
import { type DecisionModel, type ParseOptions, parseDmn } from './model.ts'

const DMN_1_5 = 'https://www.omg.org/spec/DMN/20230324/MODEL/'

function definitions(body: string, attributes = `xmlns="${DMN_1_5}"`): string {
  return `<definitions ${attributes} namespace="urn:test" name="test">${body}</definitions>`
}

function parse(body: string, options?: ParseOptions): DecisionModel {
  return parseDmn(definitions(body), options)
}

const literal = (text: string) => `<literalExpression><text>${text.replaceAll('<', '&lt;')}</text></literalExpression>`
const input = (name: string, type = 'Any') =>
  `<inputData id="i-${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`
const needs = (...ids: string[]) =>
  ids
    .map(
      (id) =>
        `<informationRequirement><required${id.startsWith('i-') ? 'Input' : 'Decision'} href="#${id}"/></informationRequirement>`,
    )
    .join('')
const knows = (id: string) => `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`
const decision = (id: string, logic: string, requirements = '', type = 'Any') =>
  `<decision id="${id}" name="${id}"><variable name="${id}" typeRef="${type}"/>${requirements}${logic}</decision>`
const knowledge = (id: string, parameters: string, logic: string, requirements = '', type = 'Any') =>
  `<businessKnowledgeModel id="${id}" name="${id}"><variable name="${id}" typeRef="${type}"/>
    <encapsulatedLogic>${parameters}${logic}</encapsulatedLogic>${requirements}</businessKnowledgeModel>`
const parameter = (name: string, type = 'Any') => `<formalParameter name="${name}" typeRef="${type}"/>`

/** The value of the decision `d` of a model. */
function resultOf(body: string, given: Record<string, unknown> = {}): unknown {
  return evaluateDecision(parse(body), 'd', given).value
}

describe('Boxed expressions', () => {
  const cases: readonly (readonly [what: string, logic: string, json: unknown])[] = [
    [
      'a context whose entries see those before',
      `<context><contextEntry><variable name="a"/>${literal('1')}</contextEntry>
        <contextEntry><variable name="b c"/>${literal('a + 1')}</contextEntry></context>`,
      { a: 1, 'b c': 2 },
    ],
    [
      'a context with a result',
      `<context><contextEntry><variable name="a"/>${literal('1')}</contextEntry>
        <contextEntry>${literal('a + 41')}</contextEntry></context>`,
      42,
    ],
    [
      'a relation',
      `<relation><column name="a"/><column name="b"/><row>${literal('1')}${literal('2')}</row>
        <row>${literal('3')}${literal('4')}</row></relation>`,
      [
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ],
    ],
    ['a list', `<list>${literal('1')}<list>${literal('2')}</list></list>`, [1, [2]]],
    [
      'a conditional',
      `<conditional><if>${literal('1 > 2')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`,
      2,
    ],
    [
      'an iteration',
      `<for iteratorVariable="x"><in>${literal('1..3')}</in><return>${literal('x * 2')}</return></for>`,
      null,
    ],
    [
      'an iteration over a range',
      `<for iteratorVariable="x"><in>${literal('[1..3]')}</in><return>${literal('x + count(partial)')}</return></for>`,
      [1, 3, 5],
    ],
    ['a filter', `<filter><in>${literal('[1, 2, 3]')}</in><match>${literal('item > 1')}</match></filter>`, [2, 3]],
    [
      'a filter that is no condition',
      `<filter><in>${literal('[1, 2, 3]')}</in><match>${literal('"x"')}</match></filter>`,
      null,
    ],
    [
      'some',
      `<some iteratorVariable="x"><in>${literal('[1, 2]')}</in><satisfies>${literal('x > 1')}</satisfies></some>`,
      true,
    ],
    [
      'every',
      `<every iteratorVariable="x"><in>${literal('[1, 2]')}</in><satisfies>${literal('x > 1')}</satisfies></every>`,
      false,
    ],
    [
      'a function in a context, that recurs',
      `<context><contextEntry><variable name="f"/><functionDefinition>${parameter('n', 'number')}
        ${literal('if n = 0 then 0 else n + f(n - 1)')}</functionDefinition></contextEntry>
        <contextEntry>${literal('f(4)')}</contextEntry></context>`,
      10,
    ],
    [
      'an invocation by name of a function in a context',
      `<context><contextEntry><variable name="f"/><functionDefinition>${parameter('a')}${parameter('b')}
        ${literal('a - b')}</functionDefinition></contextEntry>
        <contextEntry><invocation>${literal('f')}<binding><parameter name="b"/>${literal('1')}</binding>
        <binding><parameter name="a"/>${literal('3')}</binding></invocation></contextEntry></context>`,
      2,
    ],
    [
      'a function of another language',
      `<context><contextEntry><variable name="f"/><functionDefinition kind="Java">
        ${literal('1')}</functionDefinition></contextEntry><contextEntry>${literal('f()')}</contextEntry></context>`,
      null,
    ],
  ]
  for (const [what, logic, json] of cases) {
    const isError = what === 'an iteration'
    it(`give ${JSON.stringify(json)} for ${what}${isError ? ' over what is no expression, when tolerated' : ''}`, () => {
      const model = parse(decision('d', logic), { isTolerant: isError })
      assert.deepEqual(evaluateDecision(model, 'd', {}).value, json)
    })
  }
})

describe('The decision requirements graph', () => {
  it('evaluates what a decision needs first, and each once', () => {
    const body = `${input('x', 'number')}${decision('a', literal('x + 1'), needs('i-x'))}
      ${decision('b', literal('a * 2'), needs('a'))}${decision('d', literal('a + b'), needs('a', 'b'))}`
    const { value, trace } = evaluateDecision(parse(body), 'd', { x: 1 })
    assert.equal(value, 6)
    assert.deepEqual(
      trace.map(({ decision: name, value: own }) => [name, own]),
      [
        ['a', 2],
        ['b', 4],
        ['d', 6],
      ],
    )
  })

  it('shows a decision only what it requires', () => {
    const body = `${input('x', 'number')}${decision('a', literal('1'))}${decision('d', literal('a'), needs('i-x'))}`
    assert.equal(resultOf(body, { x: 1 }), null)
  })

  it('calls knowledge with its own requirements, by place, by name and by invocation', () => {
    const body = `${knowledge('rate', '', literal('0.1'))}
      ${knowledge('tax', parameter('base', 'number'), literal('base * rate()'), knows('rate'), 'number')}
      ${decision('d', literal('[tax(5), tax(base: 7)]'), knows('tax'))}
      ${decision('e', `<invocation>${literal('tax')}<binding><parameter name="base"/>${literal('9')}</binding></invocation>`, knows('tax'))}`
    assert.deepEqual(resultOf(body), [0.5, 0.7])
    assert.equal(evaluateDecision(parse(body), 'e', {}).value, 0.9)
    assert.equal(evaluateDecision(parse(body), 'tax', { base: 3 }).value, 0.3)
  })

  it('lets knowledge recur, but not without end', () => {
    const factorial = knowledge('f', parameter('n'), literal('if n = 0 then 1 else n * f(n - 1)'), knows('f'))
    assert.equal(resultOf(`${factorial}${decision('d', literal('f(10)'), knows('f'))}`), 3628800)
    assert.equal(resultOf(`${factorial}${decision('d', literal('f(-1)'), knows('f'))}`), null)
  })

  it('gives a service its input data first, then its input decisions, and hides the rest', () => {
    const body = `${input('x')}${decision('given', literal('"never"'))}
      ${decision('out', literal('x + given'), needs('i-x', 'given'))}
      <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#out"/><inputDecision href="#given"/>
        <inputData href="#i-x"/></decisionService>
      ${decision('d', literal('s("1", "2")'), knows('s'))}`
    assert.equal(resultOf(body), '12')
    assert.equal(evaluateDecision(parse(body), 's', { x: '3', given: '4' }).value, '34')
  })

  it('is null, with the reason, where a decision has no logic', () => {
    const { value, errors } = evaluateDecision(parse(decision('d', '')), 'd', {})
    assert.deepEqual([value, errors], [null, [{ message: 'the decision has no logic', in: 'd' }]])
  })

  it('lists the decisions with the inputs that they come down to', () => {
    const body = `${input('x')}${decision('a', literal('x'), needs('i-x'))}${decision('d', literal('a'), needs('a'))}`
    assert.deepEqual(listDecisions(parse(body)), [
      { id: 'a', name: 'a', inputs: ['x'] },
      { id: 'd', name: 'd', inputs: ['x'] },
    ])
  })
})

const TYPES = `
  <itemDefinition name="tBand"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>
  <itemDefinition name="tBands" isCollection="true"><typeRef>tBand</typeRef>
    <typeConstraint><text>count(?) > 1</text></typeConstraint></itemDefinition>
  <itemDefinition name="tPerson"><itemComponent name="born"><typeRef>date</typeRef></itemComponent>
    <itemComponent name="income"><typeRef>number</typeRef></itemComponent></itemDefinition>`

describe('Names with symbols', () => {
  it('are found behind a dot when another decision writes them as the keys of a context', () => {
    const other = decision('o', literal('{x-y: 1, of it: {a/b: 2}}'))
    assert.equal(resultOf(other + decision('d', literal('o.x-y + o.of it.a/b'), needs('o'))), 3)
  })

  it('are found behind the ? of a test', () => {
    const table = `<decisionTable><input><inputExpression><text>home</text></inputExpression></input><output/>
      <rule><inputEntry><text>?.year-built > 2000</text></inputEntry><outputEntry><text>"new"</text></outputEntry></rule>
      </decisionTable>`
    const types = `<itemDefinition name="tHome"><itemComponent name="year-built"><typeRef>number</typeRef>
      </itemComponent></itemDefinition>`
    const body = types + input('home', 'tHome') + decision('d', table, needs('i-home'))
    assert.equal(resultOf(body, { home: { 'year-built': 2010 } }), 'new')
  })
})

describe('Types', () => {
  it('let a component that was left empty pass, though it has allowed values', () => {
    const types = `<itemDefinition name="tHome"><itemComponent name="kind"><typeRef>string</typeRef>
      <allowedValues><text>"flat", "house"</text></allowedValues></itemComponent></itemDefinition>`
    const home = (kind: string) => resultOf(types + decision('d', literal(`{kind: ${kind}}`), '', 'tHome'))
    assert.deepEqual([home('null'), home('"flat"'), home('"tent"')], [{ kind: null }, { kind: 'flat' }, null])
  })

  const cases: readonly (readonly [type: string, given: unknown, json: unknown])[] = [
    ['number', 1, 1],
    ['number', '12.5', 12.5],
    ['number', 'x', null],
    ['number', [1], 1],
    ['string', 1, null],
    ['date', '2026-03-02', '2026-03-02'],
    ['date', '2026-02-30', null],
    ['date and time', '2026-03-02', '2026-03-02T00:00:00'],
    ['days and time duration', 'P1D', 'P1D'],
    ['days and time duration', 'P1Y', null],
    ['tBand', 'A', 'A'],
    ['tBand', 'C', null],
    ['tBands', ['A', 'B'], ['A', 'B']],
    ['tBands', ['A', 'C'], null],
    ['tBands', ['A'], null],
    ['tPerson', { born: '2000-01-01', income: 1 }, { born: '2000-01-01', income: 1 }],
    ['tPerson', { born: '2000-01-01' }, { born: '2000-01-01', income: null }],
    ['tPerson', { born: 'long ago', income: 1 }, null],
    ['feel:number', 1, 1],
  ]
  for (const [type, given, json] of cases) {
    it(`read ${JSON.stringify(given)} as ${type}: ${JSON.stringify(json)}`, () => {
      assert.deepEqual(
        resultOf(`${TYPES}${input('x', type)}${decision('d', literal('x'), needs('i-x'))}`, { x: given }),
        json,
      )
    })
  }

  const results: readonly (readonly [type: string, feel: string, json: unknown])[] = [
    ['number', '[1]', 1],
    ['tBands', '["A", "B"]', ['A', 'B']],
    ['date and time', '@"2026-01-01"', '2026-01-01T00:00:00Z'],
    ['string', '1', null],
    ['tBand', '"C"', null],
  ]
  for (const [type, feel, json] of results) {
    it(`make the result ${feel} of a decision of type ${type} ${JSON.stringify(json)}`, () => {
      assert.deepEqual(resultOf(`${TYPES}${decision('d', literal(feel), '', type)}`), json)
    })
  }

  it('may be named in expressions', () => {
    assert.equal(
      resultOf(`${TYPES}${decision('d', literal('{born: @"2000-01-01", income: 1} instance of tPerson'))}`),
      true,
    )
    assert.equal(resultOf(`${TYPES}${decision('d', literal('1 instance of tNobody'))}`), null)
  })
})

describe('Imports', () => {
  const base = `<definitions xmlns="${DMN_1_5}" namespace="urn:base" name="base">
    <itemDefinition name="tAge"><typeRef>number</typeRef></itemDefinition>
    ${input('age', 'tAge')}${decision('adult', literal('age >= 18'), needs('i-age'))}
    ${knowledge('double', parameter('n'), literal('n * 2'))}</definitions>`
  const body = (name: string, logic: string) => `<import name="${name}" namespace="urn:base" importType="${DMN_1_5}"/>
    <decision id="d" name="d"><variable name="d"/>
      <informationRequirement><requiredDecision href="urn:base#adult"/></informationRequirement>
      <informationRequirement><requiredInput href="urn:base#i-age"/></informationRequirement>
      <knowledgeRequirement><requiredKnowledge href="urn:base#double"/></knowledgeRequirement>
      ${literal(logic)}</decision>`
  const imports = { 'urn:base': base }

  it('bring inputs, decisions, knowledge and types under their name', () => {
    const logic = 'if the base.adult then the base.double(the base.age) else "no"'
    const model = parse(body('the base', logic), { imports })
    assert.equal(evaluateDecision(model, 'd', { age: 20 }).value, 40)
    assert.equal(evaluateDecision(model, 'd', { 'urn:base#age': 20 }).value, 40)
    assert.equal(evaluateDecision(model, 'd', { 'the base': { age: 20 } }).value, 40)
    const typed = parse(body('the base', '1 instance of the base.tAge'), { imports })
    assert.equal(evaluateDecision(typed, 'd', { age: 20 }).value, true)
  })

  it('without a name bring them as if they were the model’s own', () => {
    const model = parse(body('', 'if adult then double(age) else "no"'), { imports })
    assert.equal(evaluateDecision(model, 'd', { age: 20 }).value, 40)
  })

  it('read an input that an import of an import needs, inside the names of both', () => {
    const middle = `<definitions xmlns="${DMN_1_5}" namespace="urn:middle" name="middle">
      ${body('base', 'base.age + 1').replace('id="d" name="d"', 'id="older" name="older"')}</definitions>`
    const model = parse(
      `<import name="middle" namespace="urn:middle" importType="${DMN_1_5}"/>
      <decision id="d" name="d"><variable name="d"/>
        <informationRequirement><requiredDecision href="urn:middle#older"/></informationRequirement>
        ${literal('middle.older')}</decision>`,
      { imports: { ...imports, 'urn:middle': middle } },
    )
    assert.equal(evaluateDecision(model, 'd', { middle: { base: { age: 20 } } }).value, 21)
    assert.equal(evaluateDecision(model, 'd', { 'urn:base#age': 20 }).value, 21)
  })

  it('take the file at their location when two files have the same namespace', () => {
    const files = { 'urn:base': base.replace('n * 2', 'n * 3'), 'other.dmn': base }
    const located = body('base', 'base.double(4)').replace('importType', 'locationURI="./other.dmn" importType')
    assert.equal(evaluateDecision(parse(located, { imports: files }), 'd', {}).value, 8)
  })

  it('that are not there leave the rest of a tolerated model as it is', () => {
    const model = parse(body('base', '1') + decision('e', literal('2')), { isTolerant: true })
    assert.match(model.problems[0]?.reason ?? '', /urn:base is not there/)
    assert.equal(evaluateDecision(model, 'e', {}).value, 2)
  })

  it('that go in circles are refused', () => {
    const back = base.replace('<itemDefinition', `<import name="t" namespace="urn:test" importType="${DMN_1_5}"/>$&`)
    assert.throws(
      () => parse(body('base', '1'), { imports: { 'urn:base': back, 'urn:test': '' } }),
      /import each other/,
    )
  })

  it('that are not there are refused', () => {
    assert.throws(() => parse(body('base', '1')), /the imported model urn:base is not there\. Put its file beside/)
  })
})

describe('A file that is no usable model is refused with the element, the reason and a remedy', () => {
  const cases: readonly (readonly [what: string, xml: string, element: string, reason: RegExp])[] = [
    ['broken XML', '<definitions', 'definitions', /line 1/],
    ['another kind of XML', '<html/>', 'definitions', /begins with <html/],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><x/>', 'definitions', /document type/],
    ['broken FEEL', definitions(decision('d', literal('1 +'))), 'd (literalExpression)', /ends too early/],
    ['a requirement of nothing', definitions(decision('d', literal('1'), needs('x'))), 'd', /requires "#x"/],
    [
      'a decision that requires itself',
      definitions(decision('d', literal('1'), needs('d'))),
      'd',
      /requires itself: d → d/,
    ],
    ['two elements with one id', definitions(decision('d', '') + decision('d', '')), 'd', /two elements/],
    ['an element without a name', definitions('<decision id="d"/>'), 'd', /no name/],
    [
      'another language',
      definitions(
        decision('d', '<literalExpression id="l" expressionLanguage="SQL"><text>1</text></literalExpression>'),
      ),
      'l',
      /SQL is not run/,
    ],
    [
      'allowed values that are no FEEL',
      definitions(
        '<itemDefinition id="t" name="t"><typeRef>string</typeRef><allowedValues><text>"a" "b"</text></allowedValues></itemDefinition>',
      ),
      't',
      /unexpected/,
    ],
  ]
  for (const [what, xml, element, reason] of cases) {
    it(what, () => {
      assert.throws(
        () => parseDmn(xml),
        (error: unknown) => {
          assert.ok(error instanceof DmnError)
          assert.equal(error.element, element)
          assert.match(error.reason, reason)
          assert.match(error.remedy, /\w+.*\.$/)
          return true
        },
      )
    })
  }

  it('or, for a decision that it has not, with those that it has', () => {
    assert.throws(() => evaluateDecision(parse(decision('d', literal('1'))), 'e', {}), /e: .*It has: "d"\./)
  })
})

describe('Every version of DMN is read', () => {
  const namespaces = [
    'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    'http://www.omg.org/spec/DMN/20180521/MODEL/',
    'https://www.omg.org/spec/DMN/20191111/MODEL/',
    'https://www.omg.org/spec/DMN/20211108/MODEL/',
    DMN_1_5,
  ]
  for (const namespace of namespaces) {
    it(namespace, () => {
      const prefixed = `<dmn:definitions xmlns:dmn="${namespace}" xmlns:feel="urn:feel" namespace="urn:t" name="t">
        <dmn:decision id="d" name="d"><dmn:variable name="d" typeRef="feel:number"/>
        <dmn:extensionElements><x xmlns="urn:x"><literalExpression/></x></dmn:extensionElements>
        <dmn:literalExpression><dmn:text><![CDATA[if 1 < 2 then ]]>string length("&#233;&#xE8;&amp;") else 2</dmn:text></dmn:literalExpression>
        </dmn:decision></dmn:definitions>`
      assert.equal(evaluateDecision(parseDmn(prefixed), 'd', {}).value, 3)
    })
  }
})

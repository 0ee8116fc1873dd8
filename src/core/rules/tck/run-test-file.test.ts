import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseDmn } from '../dmn/model.ts'
import { runTestFile } from './run-test-file.ts'
import { readTestFile } from './test-file.ts'

const decision = (name: string, feel: string) =>
  `<decision id="${name}" name="${name}"><variable name="${name}"/><literalExpression><text>${feel}</text></literalExpression></decision>`

const MODEL = parseDmn(`<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:t" name="t">
  ${decision('third', '1/3')}${decision('large', 'exp(100)')}${decision('two', '1.0 + 1')}${decision('nothing', 'null')}
  ${decision('wrong', '1 + null')}${decision('moment', '@"2026-03-02T10:00:00+01:00"')}
  <decisionService id="s" name="both"><variable name="both"/>
    <outputDecision href="#third"/><outputDecision href="#two"/></decisionService></definitions>`)

/** Whether one case of the kit, as its schema writes it, passes on the model. */
function passes(results: string, attributes = ''): boolean {
  const xml = `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <testCase id="1" ${attributes}>${results}</testCase></testCases>`
  return runTestFile(readTestFile(xml), MODEL, 'test')[0]?.ok === true
}
const value = (text: string, type: string) => `<expected><value xsi:type="xsd:${type}">${text}</value></expected>`
const result = (name: string, expected: string, more = '') =>
  `<resultNode name="${name}" ${more}>${expected}</resultNode>`

describe('A case of the kit', () => {
  const cases: readonly (readonly [what: string, results: string, ok: boolean, attributes?: string])[] = [
    ['takes a rounded quotient', result('third', value('0.333333333333', 'decimal')), true],
    ['does not take an inexact one', result('third', value('0.33', 'decimal')), false],
    ['takes what a double holds of a large number', result('large', value('2.6881171418161356E43', 'double')), true],
    ['does not take another large number', result('large', value('2.6881171418171356E43', 'double')), false],
    ['takes a number written without its type', result('two', '<expected><value>2.00</value></expected>'), true],
    ['does not take another type', result('two', value('2', 'string')), false],
    ['takes the same instant at another offset', result('moment', value('2026-03-02T09:00:00Z', 'dateTime')), true],
    ['takes null', result('nothing', '<expected><value xsi:nil="1"/></expected>'), true],
    ['wants a failure where it says so', result('wrong', '<expected/>', 'errorResult="true"'), true],
    ['does not take null for a failure', result('nothing', '<expected/>', 'errorResult="1"'), false],
    [
      'asks a service for one of its outputs',
      result('two', value('2', 'decimal')),
      true,
      'type="decisionService" invocableName="both"',
    ],
    ['without a result does not pass', '', false],
  ]
  for (const [what, results, ok, attributes] of cases) {
    it(what, () => assert.equal(passes(results, attributes), ok))
  }
})

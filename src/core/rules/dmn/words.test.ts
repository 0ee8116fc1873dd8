import assert from 'node:assert/strict'
import { it } from 'node:test'
import { wordsIn } from './words.ts'

const model = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
  <decision id="d1" name="Way">
    <question>Never shown with the reasons</question>
    <decisionTable>
      <input label="Budget (&#8364;)"><inputExpression><text>application.budget + count("abc")</text></inputExpression></input>
      <output><outputValues><text>"declaration", "licence"</text></outputValues></output>
      <annotation name="Source"/>
      <rule><description>Small works</description><inputEntry><text>&lt;= 6000</text></inputEntry>
        <outputEntry><text>"declaration"</text></outputEntry><annotationEntry><text>Ordinance, art. 3</text></annotationEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"licence"</text></outputEntry><annotationEntry><text>Ordinance, art. 3</text></annotationEntry></rule>
    </decisionTable>
  </decision>
  <decision id="d2" name="Fee">
    <context><contextEntry><variable name="toPay"/><literalExpression><text>if Way = "licence" then 40 else 0</text></literalExpression></contextEntry></context>
  </decision>
</definitions>`

it('finds the words by which a decision is explained, each once, and not those that only the machine reads', () => {
  assert.deepEqual(wordsIn(model), [
    ...['Way', 'Budget (€)', 'declaration', 'licence', 'Small works', 'Ordinance, art. 3'],
    ...['Fee', 'toPay'],
  ])
})

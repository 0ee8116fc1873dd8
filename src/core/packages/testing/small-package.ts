import { type PackageFiles, type ParsedPackage, parsePackage } from '../index.ts'

/** The languages of the small package. */
export const languages = ['ca', 'en']

/** A whole package, as small as can be: Aina asks for a licence for her dog, pays, and an officer decides. */
export const smallPackage: PackageFiles = {
  'service.yaml': `
id: dog-licence
version: 1
title: { ca: Llicència de gos, en: Dog licence }
summary: { ca: Demana la llicència, en: Ask for the licence }
who: { ca: Qui té un gos, en: Who has a dog }
what: { ca: Ho demanes, en: You ask }
needs: [{ ca: Una foto, en: A photo }]
cost:
  es: { ca: 12 euros, en: 12 euros }
  it: { ca: 10 euros, en: 10 euros }
result: { ca: La llicència, en: The licence }
keywords: { ca: [gos], en: [dog] }
life-event: animals
competent-office: citizen-service
channels: [web, counter]
legal-basis:
  es: [{ law: Ley 39/2015, articles: "21", title: Procedimiento }]
  it: [{ law: Legge 241/1990, articles: "2", title: Procedimento }]
terms:
  es: { term: 1 month, start: register-entry, silence: granted, source: art. 21, text: { ca: Un mes, en: One month } }
  it:
    term: 30 days
    silence: refused
    source: art. 2
    text: { ca: 30 dies, en: 30 days }
    unless: [{ when: application.big = true, silence: granted, source: art. 20, text: { ca: Si és gros, en: If it is big } }]
documents:
  licence: { title: { ca: Llicència, en: Licence } }
messages:
  welcome: { subject: { ca: Hola, en: Hello }, body: { ca: Benvingut, en: Welcome } }
steps:
  fee: { ca: Import, en: Fee }
  look: { ca: Ho mirem, en: Looked at }
  licence: { ca: Llicència, en: Licence }
  welcome: { ca: Benvinguda, en: Welcome }
arrows:
  "yes": { ca: sí, en: "yes" }
rules:
  Fee: { ca: Import, en: Fee }
  "Ordinance, art. 4: big dogs": { ca: "Ordenança, art. 4: gossos grossos", en: "Ordinance, art. 4: big dogs" }
  "Ordinance, art. 3": { ca: "Ordenança, art. 3", en: "Ordinance, art. 3" }
parameters:
  default: { rate: 10 }
  vilamar: { rate: 12 }
`,
  'form.yaml': `
languages: [ca, en]
pages:
  - id: dog
    title: { ca: El gos, en: The dog }
    fields:
      - { id: big, kind: yes-no, label: { ca: És gros?, en: Is it big? } }
tasks:
  look:
    title: { ca: Mira-ho, en: Look at it }
    fields:
      - { id: fine, kind: yes-no, required: true, label: { ca: Va bé?, en: Is it fine? } }
`,
  'process.bpmn': `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:f="urn:finestra:bpmn" targetNamespace="urn:x">
  <process id="dog-licence" isExecutable="true">
    <startEvent id="begin"/>
    <businessRuleTask id="fee" name="Fee" f:decision="Fee" f:result="fee"/>
    <userTask id="look" name="Looked at" f:office="citizen-service" f:role="counter" f:form="look" f:term="5 days"/>
    <exclusiveGateway id="fine-or-not"/>
    <serviceTask id="licence" name="Licence" f:do="document.issue" f:with="{template: &quot;licence&quot;, sign: &quot;seal&quot;, register: true}" f:result="doc"/>
    <sendTask id="welcome" name="Welcome" f:do="message.send" f:with="{text: &quot;welcome&quot;, data: {fee: fee}}" f:wait="false"/>
    <endEvent id="done"/>
    <sequenceFlow id="f1" sourceRef="begin" targetRef="fee"/>
    <sequenceFlow id="f2" sourceRef="fee" targetRef="look"/>
    <sequenceFlow id="f3" sourceRef="look" targetRef="fine-or-not"/>
    <sequenceFlow id="f4" name="yes" sourceRef="fine-or-not" targetRef="licence"><conditionExpression xsi:type="tFormalExpression">fine = true</conditionExpression></sequenceFlow>
    <sequenceFlow id="f5" sourceRef="fine-or-not" targetRef="done"><conditionExpression xsi:type="tFormalExpression">fine = false</conditionExpression></sequenceFlow>
    <sequenceFlow id="f6" sourceRef="licence" targetRef="welcome"/>
    <sequenceFlow id="f7" sourceRef="welcome" targetRef="done"/>
  </process>
</definitions>`,
  'rules.dmn': `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="r" name="Dog licence" namespace="urn:x">
  <inputData id="i1" name="application"><variable name="application" typeRef="Any"/></inputData>
  <inputData id="i2" name="parameters"><variable name="parameters" typeRef="Any"/></inputData>
  <decision id="d1" name="Fee">
    <variable name="Fee" typeRef="number"/>
    <informationRequirement id="n1"><requiredInput href="#i1"/></informationRequirement>
    <informationRequirement id="n2"><requiredInput href="#i2"/></informationRequirement>
    <decisionTable id="t1" hitPolicy="UNIQUE">
      <input id="t1i"><inputExpression id="t1x" typeRef="boolean"><text>application.big = true</text></inputExpression></input>
      <output id="t1o" typeRef="number"/>
      <annotation name="Source"/>
      <rule id="t1r1"><inputEntry><text>true</text></inputEntry><outputEntry><text>2 * parameters.rate</text></outputEntry><annotationEntry><text>Ordinance, art. 4: big dogs</text></annotationEntry></rule>
      <rule id="t1r2"><inputEntry><text>false</text></inputEntry><outputEntry><text>parameters.rate</text></outputEntry><annotationEntry><text>Ordinance, art. 3</text></annotationEntry></rule>
    </decisionTable>
  </decision>
</definitions>`,
  'documents/licence.typ': '#import "/house.typ": *\n',
  'examples/big-dog.yaml': `
title: A big dog in Vilamar pays twice 12
given:
  municipality: vilamar
  applicant: { name: Aina Soler }
  opened: "2026-03-02"
  application: { big: true }
when:
  - { on: "2026-03-03", complete: look, with: { fine: true } }
then:
  decisions: { Fee: 24 }
  because: ["art. 4"]
  effects: [document.issue licence, message.send welcome]
  status: completed
`,
}

/** The small package with texts replaced in one file; each must be there. */
export function changed(file: string, ...replacements: readonly (readonly [text: string, by: string])[]): PackageFiles {
  let text = smallPackage[file] ?? ''
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`${file} does not hold: ${from}`)
    text = text.replace(from, to)
  }
  return { ...smallPackage, [file]: text }
}

/** Parses files in the languages of the small package. */
export function parsed(files: PackageFiles): Promise<ParsedPackage> {
  return parsePackage(files, { languages })
}

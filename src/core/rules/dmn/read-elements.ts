import { type FeelType, strip } from '../feel/type.ts'
import { compileBoxed, expressionIn, parametersOf, typed } from './boxed.ts'
import { DmnError } from './dmn-error.ts'
import type { Decision, DrgElement, Knowledge, Requirement } from './element.ts'
import type { DecisionModel } from './model.ts'
import { Surroundings } from './surroundings.ts'
import { childNamed, childrenNamed, textIn, type XmlElement } from './xml.ts'

/** A model without its elements, which are being read. */
type Shell = Omit<DecisionModel, 'elements' | 'problems'> & { readonly problems: DmnError[] }

/** Reads and compiles the elements of the decision requirements graph. */
export function readElements(definitions: XmlElement, shell: Shell): DrgElement[] {
  const read: { source: XmlElement; element: DrgElement }[] = []
  for (const source of definitions.children) {
    const element = source.namespace === definitions.namespace ? declare(source, shell) : undefined
    if (element !== undefined) read.push({ source, element })
  }
  refuseTwins(read.map(({ element }) => element))
  const elements = read.map(({ element }) => element)
  for (const { source, element } of read) connect(element, source, elements, shell)
  refuseCycles(elements)
  for (const { source, element } of read) compileLogic(element, source, shell)
  return elements
}

function declare(source: XmlElement, shell: Shell): DrgElement | undefined {
  const { id = '', name = '' } = source.attributes
  if (!['inputData', 'decision', 'businessKnowledgeModel', 'decisionService'].includes(source.name)) return undefined
  if (name === '') throw new DmnError(id || source.name, 'it has no name', 'Give it a name.')
  const variable = childNamed(source, 'variable')
  const type = shell.types.of(variable)
  const common = { id: id || name, name, description: textIn(source, 'description'), namespace: shell.namespace }
  switch (source.name) {
    case 'inputData':
      return { ...common, kind: 'input data', type }
    case 'decision':
      return {
        ...common,
        kind: 'decision',
        type,
        requires: [],
        logic: undefined,
        text: undefined,
        question: textIn(source, 'question'),
      }
    case 'businessKnowledgeModel':
      return {
        ...common,
        kind: 'business knowledge model',
        result: type,
        requires: [],
        parameters: [],
        body: undefined,
      }
    default:
      return { ...common, kind: 'decision service', result: type, outputs: [], inputDecisions: [], inputData: [] }
  }
}

function refuseTwins(elements: readonly DrgElement[]): void {
  const seen = new Set<string>()
  for (const { id } of elements) {
    if (seen.has(id)) throw new DmnError(id, 'two elements have this id', 'Give each element an id of its own.')
    seen.add(id)
  }
}

/** Finds what an element refers to. */
function connect(element: DrgElement, source: XmlElement, elements: readonly DrgElement[], shell: Shell): void {
  const follow = (reference: XmlElement | undefined): Requirement | undefined =>
    reference === undefined ? undefined : find(reference.attributes.href ?? '', element, elements, shell)
  const all = (parents: readonly XmlElement[], ...names: string[]): Requirement[] =>
    parents
      .flatMap((parent) => names.map((name) => follow(childNamed(parent, name))))
      .filter((found) => found !== undefined)
  if (element.kind === 'decision' || element.kind === 'business knowledge model') {
    const information = all(childrenNamed(source, 'informationRequirement'), 'requiredDecision', 'requiredInput')
    const knowledge = all(childrenNamed(source, 'knowledgeRequirement'), 'requiredKnowledge')
    element.requires = [...information, ...knowledge]
  }
  if (element.kind === 'decision service') {
    const these = (name: string) =>
      childrenNamed(source, name)
        .map(follow)
        .filter((found) => found !== undefined)
    element.outputs = these('outputDecision')
    element.inputDecisions = these('inputDecision')
    element.inputData = these('inputData')
  }
}

/** The element of a reference, `#id` or `namespace#id`, in this model or in those it imports. */
function find(href: string, from: DrgElement, elements: readonly DrgElement[], shell: Shell): Requirement | undefined {
  const hash = href.lastIndexOf('#')
  const [namespace, id] = hash < 0 ? ['', href] : [href.slice(0, hash), href.slice(hash + 1)]
  const own = namespace === '' || namespace === shell.namespace ? elements.find((one) => one.id === id) : undefined
  if (own !== undefined) return { element: own, through: undefined }
  for (const { name, model } of shell.imports) {
    const imported = model.namespace === namespace ? model.elements.find((one) => one.id === id) : undefined
    if (imported !== undefined) return { element: imported, through: name === '' ? undefined : name }
  }
  shell.problems.push(
    new DmnError(from.id, `it requires "${href}", which is not there`, 'Correct or remove the requirement.'),
  )
  return undefined
}

/** A decision may not depend on itself; knowledge may, as recursion. */
function refuseCycles(elements: readonly DrgElement[]): void {
  const done = new Set<DrgElement>()
  const visit = (element: DrgElement, path: readonly DrgElement[]): void => {
    if (element.kind !== 'decision' || done.has(element)) return
    if (path.includes(element)) {
      const names = [...path.slice(path.indexOf(element)), element].map(({ name }) => name).join(' → ')
      throw new DmnError(element.id, `the decision requires itself: ${names}`, 'Remove one of these requirements.')
    }
    for (const { element: required } of element.requires) visit(required, [...path, element])
    done.add(element)
  }
  for (const element of elements) visit(element, [])
}

function compileLogic(element: DrgElement, source: XmlElement, shell: Shell): void {
  if (element.kind === 'decision') compileDecision(element, source, shell)
  if (element.kind === 'business knowledge model') compileKnowledge(element, source, shell)
}

function compileDecision(decision: Decision, source: XmlElement, shell: Shell): void {
  const expression = expressionIn(source)
  if (expression === undefined) return
  const surroundings = surroundingsOf(decision, shell)
  decision.logic = typed(compileBoxed(expression, surroundings), decision.type, `"${decision.name}"`)
  decision.text = expression.name === 'literalExpression' ? textIn(expression, 'text') : undefined
}

function compileKnowledge(knowledge: Knowledge, source: XmlElement, shell: Shell): void {
  const logic = childNamed(source, 'encapsulatedLogic')
  if (logic === undefined) return
  const surroundings = surroundingsOf(knowledge, shell)
  knowledge.parameters = parametersOf(logic, surroundings)
  const kind = logic.attributes.kind ?? 'FEEL'
  if (kind !== 'FEEL') {
    knowledge.body = (scope) => scope.run.fail(`"${knowledge.name}" is in ${kind}: external functions are not run`)
    return
  }
  const body = expressionIn(logic)
  if (body === undefined) return
  const names = knowledge.parameters.map(({ name }) => name)
  knowledge.body = compileBoxed(body, surroundings.with([knowledge.name, ...names]))
}

/** The names that the logic may use: what it requires, and the imports through which it does. */
function surroundingsOf(element: Decision | Knowledge, shell: Shell): Surroundings {
  const variables = element.requires.map(({ element: required, through }) => through ?? required.name)
  const names = { variables: [...new Set(variables)], entries: shell.entryNames }
  return new Surroundings(element.name, names, shell.types, shell.problems)
}

/** The type that knowledge or a service gives: its variable may have a function's type, or that of the result. */
export function resultType(type: FeelType | undefined): FeelType | undefined {
  if (type === undefined) return undefined
  const target = strip(type)
  return target.kind === 'function' ? target.result : type
}

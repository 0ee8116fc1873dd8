import { childNamed, childrenNamed, parseXml, textIn, type XmlElement } from '../dmn/xml.ts'
import { parseNumber } from '../feel/number.ts'
import { parseDateTime } from '../feel/temporal/date-time.ts'
import { parseTemporal } from '../feel/temporal/parse.ts'
import type { Value } from '../feel/value.ts'

/** A file of the DMN Technology Compatibility Kit: a model's name and what it must give. */
export interface TestFile {
  readonly modelName: string | undefined
  readonly cases: readonly TestCase[]
}

export interface TestCase {
  readonly id: string
  readonly kind: 'decision' | 'bkm' | 'decisionService'
  /** What to invoke, when it is not the decision of each result. */
  readonly invocable: string | undefined
  /** By name, and by `namespace#name` for the inputs of imported models. */
  readonly inputs: Readonly<Record<string, Value>>
  readonly results: readonly ExpectedResult[]
}

export interface ExpectedResult {
  readonly name: string
  readonly expected: Value | Untyped
  /** The evaluation must fail. */
  readonly isError: boolean
}

/** A value written without its type: it is compared as text. */
export class Untyped {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Reads a test file (schema `testCases.xsd` of the kit). Throws DmnError when it is no XML. */
export function readTestFile(xml: string): TestFile {
  const root = parseXml(xml)
  const cases = childrenNamed(root, 'testCase').map((one, index) => readCase(one, index))
  return { modelName: textIn(root, 'modelName'), cases }
}

function readCase(element: XmlElement, index: number): TestCase {
  const { id = String(index + 1), type, invocableName } = element.attributes
  const inputs = childrenNamed(element, 'inputNode').map((node): [string, Value] => {
    const { name = '', namespace } = node.attributes
    const value = readValue(node)
    return [namespace === undefined ? name : `${namespace}#${name}`, value instanceof Untyped ? value.text : value]
  })
  return {
    id,
    kind: type === 'bkm' || type === 'decisionService' ? type : 'decision',
    invocable: invocableName,
    inputs: Object.fromEntries(inputs),
    results: childrenNamed(element, 'resultNode').map((node) => {
      const expected = childNamed(node, 'expected')
      return {
        name: node.attributes.name ?? '',
        expected: expected === undefined ? null : readValue(expected),
        isError: isTrue(node.attributes.errorResult),
      }
    }),
  }
}

/** The value inside a node: a list, components, or one typed text. */
function readValue(node: XmlElement): Value | Untyped {
  if (isNil(node)) return null
  const list = childNamed(node, 'list')
  if (list !== undefined) return isNil(list) ? null : childrenNamed(list, 'item').map((item) => bare(readValue(item)))
  const components = childrenNamed(node, 'component')
  if (components.length > 0) {
    return new Map(components.map((one): [string, Value] => [one.attributes.name ?? '', bare(readValue(one))]))
  }
  const value = childNamed(node, 'value')
  return value === undefined || isNil(value) ? null : readTypedText(value)
}

function bare(value: Value | Untyped): Value {
  return value instanceof Untyped ? value.text : value
}

function isNil(element: XmlElement): boolean {
  return Object.entries(element.attributes).some(([name, value]) => name.endsWith(':nil') && isTrue(value))
}

/** The two ways in which XML Schema writes true. */
function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1'
}

function readTypedText(element: XmlElement): Value | Untyped {
  const type = Object.entries(element.attributes).find(([name]) => name.endsWith(':type'))?.[1]
  const { text } = element
  switch (type?.slice(type.indexOf(':') + 1)) {
    case undefined:
      return new Untyped(text)
    case 'string':
      return text
    case 'boolean':
      return isTrue(text.trim())
    case 'dateTime':
      return parseDateTime(text.trim())
    case 'date':
    case 'time':
    case 'duration':
      return parseTemporal(text.trim())
    default:
      return parseNumber(text.trim())
  }
}

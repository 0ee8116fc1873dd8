import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { DmnError } from './dmn-error.ts'

/** An element of an XML document, its namespace resolved. */
export interface XmlElement {
  /** The name without prefix. */
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The text directly inside, comments left out. */
  readonly text: string
}

type ParsedNode = Readonly<Record<string, unknown>>

const ATTRIBUTES = ':@'
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
  cdataPropName: '#cdata',
})

/** The root element of an XML text. Throws DmnError when it is not well-formed, or brings its own entities. */
export function parseXml(xml: string): XmlElement {
  if (/<!DOCTYPE/i.test(xml)) {
    throw new DmnError('definitions', 'the file declares a document type', 'Remove the <!DOCTYPE …> line.')
  }
  const validity = XMLValidator.validate(xml)
  if (validity !== true) {
    const { line, col, msg } = validity.err
    throw new DmnError('definitions', `line ${line}, column ${col}: ${msg}`, 'Correct the XML, or save the file again.')
  }
  const nodes = asNodes(parser.parse(xml))
  const root = nodes.find((node) => isElementKey(keyOf(node)))
  if (root === undefined) throw new DmnError('definitions', 'the file is empty', 'Give a file in XML.')
  return readElement(root, { '': '' })
}

function readElement(node: ParsedNode, outer: Readonly<Record<string, string>>): XmlElement {
  const key = keyOf(node)
  const attributes = readAttributes(node)
  const namespaces = { ...outer, ...declaredIn(attributes) }
  const content = asNodes(node[key])
  const [prefix, name] = splitName(key)
  return {
    name,
    namespace: Object.hasOwn(namespaces, prefix) ? (namespaces[prefix] ?? '') : '',
    attributes,
    children: content.filter((child) => isElementKey(keyOf(child))).map((child) => readElement(child, namespaces)),
    text: content.map(textOf).join(''),
  }
}

function readAttributes(node: ParsedNode): Record<string, string> {
  const attributes = node[ATTRIBUTES]
  if (typeof attributes !== 'object' || attributes === null) return {}
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
}

function declaredIn(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const declared: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'xmlns') declared[''] = value
    else if (name.startsWith('xmlns:')) declared[name.slice('xmlns:'.length)] = value
  }
  return declared
}

function textOf(node: ParsedNode): string {
  if (typeof node['#text'] === 'string') return node['#text']
  const cdata = node['#cdata']
  return cdata === undefined ? '' : asNodes(cdata).map(textOf).join('')
}

function splitName(key: string): [prefix: string, name: string] {
  const colon = key.indexOf(':')
  return colon < 0 ? ['', key] : [key.slice(0, colon), key.slice(colon + 1)]
}

function keyOf(node: ParsedNode): string {
  return Object.keys(node).find((key) => key !== ATTRIBUTES) ?? ''
}

function isElementKey(key: string): boolean {
  return key !== '' && !key.startsWith('#') && !key.startsWith('?')
}

function asNodes(value: unknown): readonly ParsedNode[] {
  return Array.isArray(value) ? value : []
}

/** The children with this name. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name && child.namespace === element.namespace)
}

/** The first child with this name. */
export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name && child.namespace === element.namespace)
}

/** The text of the child with this name, trimmed; undefined when there is none or it is empty. */
export function textIn(element: XmlElement | undefined, name: string): string | undefined {
  const text = element === undefined ? undefined : childNamed(element, name)?.text.trim()
  return text === '' ? undefined : text
}

import { normalName } from '../feel/value.ts'
import { DmnError } from './dmn-error.ts'
import type { DrgElement } from './element.ts'
import { Types } from './item-definition.ts'
import { readElements } from './read-elements.ts'
import { childrenNamed, parseXml, type XmlElement } from './xml.ts'

/** A decision model, compiled. */
export interface DecisionModel {
  readonly name: string
  readonly namespace: string
  readonly elements: readonly DrgElement[]
  readonly imports: readonly Import[]
  readonly types: Types
  /** What is wrong with the model and does not stop the rest of it: only in a model parsed as tolerant. */
  readonly problems: readonly DmnError[]
  /** The names that may follow a dot in this model: entries of its types and contexts, elements behind imports. */
  readonly entryNames: readonly string[]
}

export interface Import {
  /** The prefix of the imported names; empty when they are used without one. */
  readonly name: string
  readonly model: DecisionModel
}

export interface ParseOptions {
  /** The XML of the models that this one may import, by their namespace, location or file name. */
  readonly imports?: Readonly<Record<string, string>>
  /** Keeps what cannot be compiled as `problems`, giving null when evaluated, instead of refusing the model. */
  readonly isTolerant?: boolean
}

/** DMN 1.1 to 1.5: each version has its namespace. */
const DMN_NAMESPACE = /omg\.org\/spec\/DMN\/\d{8}\/(MODEL\/?|dmn\.xsd)$/i

/**
 * Parses and compiles a DMN file, with those that it imports.
 * Throws DmnError {element, reason, remedy} for the first thing that is wrong with it.
 */
export function parseDmn(xml: string, options: ParseOptions = {}): DecisionModel {
  const model = readModel(parseXml(xml), options, [])
  const [problem] = model.problems
  if (problem !== undefined && options.isTolerant !== true) throw problem
  return model
}

/** The namespace of a DMN file, by which others import it. Throws DmnError. */
export function namespaceOf(xml: string): string {
  return parseXml(xml).attributes.namespace ?? ''
}

function readModel(definitions: XmlElement, options: ParseOptions, importing: readonly string[]): DecisionModel {
  checkRoot(definitions)
  const { name = '', namespace = '' } = definitions.attributes
  const problems: DmnError[] = []
  const imports = readImports(definitions, options, [...importing, namespace], problems)
  const types = new Types(
    definitions,
    imports.map((one) => ({ name: one.name, types: one.model.types })),
    problems,
  )
  const entryNames = [...new Set([...namesInside(definitions), ...imports.flatMap(({ model }) => namesOf(model))])]
  const shell = { name, namespace, imports, types, problems, entryNames }
  return { ...shell, elements: readElements(definitions, shell) }
}

function checkRoot(definitions: XmlElement): void {
  if (definitions.name === 'definitions' && DMN_NAMESPACE.test(definitions.namespace)) return
  const found = `<${definitions.name} xmlns="${definitions.namespace}">`
  throw new DmnError('definitions', `the file begins with ${found}`, 'Give a model in DMN 1.1 to 1.5.')
}

function readImports(
  definitions: XmlElement,
  options: ParseOptions,
  importing: readonly string[],
  problems: DmnError[],
): Import[] {
  return childrenNamed(definitions, 'import')
    .filter(({ attributes }) => /omg\.org\/spec\/DMN/i.test(attributes.importType ?? ''))
    .flatMap(({ attributes }) => {
      const { namespace = '', name = '' } = attributes
      const refuse = (reason: string, remedy: string): [] => {
        problems.push(new DmnError(name || 'import', reason, remedy))
        return []
      }
      if (importing.includes(namespace)) {
        return refuse(`the models import each other (${namespace})`, 'Remove one of the imports.')
      }
      const root = findImported(attributes, options.imports ?? {})
      if (root === undefined) {
        return refuse(`the imported model ${namespace} is not there`, 'Put its file beside this one.')
      }
      const model = readModel(root, options, importing)
      problems.push(...model.problems)
      return { name: normalName(name), model }
    })
}

/** The file at the import's location when it has the namespace that the import names; else any that has it. */
function findImported(
  { namespace = '', locationURI = '' }: XmlElement['attributes'],
  files: NonNullable<ParseOptions['imports']>,
): XmlElement | undefined {
  const roots = [locationURI, fileName(locationURI), namespace]
    .filter((key) => Object.hasOwn(files, key))
    .map((key) => parseXml(files[key] ?? ''))
  return roots.find((root) => root.attributes.namespace === namespace) ?? roots[0]
}

function fileName(location: string): string {
  return location.slice(location.lastIndexOf('/') + 1)
}

/** Every name that the file gives to something, which may come after a dot. */
function namesInside(element: XmlElement): string[] {
  const own = element.attributes.name
  return [...(own === undefined ? [] : [own]), ...keysIn(element.text), ...element.children.flatMap(namesInside)]
}

/** The keys with spaces or symbols of contexts written in FEEL, such as `a-b` in `{a-b: 1}`: other expressions may ask for them. */
function keysIn(text: string): string[] {
  return [...text.matchAll(/[{,]\s*([\p{L}_?][\p{L}\p{N}_ ./'+*-]*):/gu)]
    .map(([, key = '']) => key.trim())
    .filter((key) => /[ ./'+*-]/.test(key))
}

function namesOf(model: DecisionModel): readonly string[] {
  return model.entryNames
}

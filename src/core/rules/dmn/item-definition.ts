import { compileTests } from '../feel/compile/unary-tests.ts'
import { Run } from '../feel/run.ts'
import { RootScope } from '../feel/scope.ts'
import { parseUnaryTests } from '../feel/syntax/parse.ts'
import { FeelSyntaxError } from '../feel/syntax/syntax-error.ts'
import { ANY, builtInType, type FeelType } from '../feel/type.ts'
import { normalName, type Value } from '../feel/value.ts'
import { DmnError } from './dmn-error.ts'
import { childNamed, childrenNamed, textIn, type XmlElement } from './xml.ts'

/** The types of one model: those of its item definitions, of its imports, and FEEL's own. */
export class Types {
  readonly #own = new Map<string, FeelType>()
  readonly #imported: readonly { readonly name: string; readonly types: Types }[]
  readonly #problems: DmnError[]

  constructor(definitions: XmlElement, imported: Types['imported'], problems: DmnError[]) {
    this.#imported = imported
    this.#problems = problems
    for (const definition of childrenNamed(definitions, 'itemDefinition')) {
      this.#own.set(normalName(definition.attributes.name ?? ''), this.#read(definition))
    }
  }

  get imported(): readonly { readonly name: string; readonly types: Types }[] {
    return this.#imported
  }

  /** The type of a reference such as `tPerson`, `feel:number` or `model.tPerson`; undefined when there is none. */
  named(reference: string): FeelType | undefined {
    const name = normalName(reference)
    const found = this.#own.get(name) ?? this.#inImports(name) ?? builtInType(name)
    if (found !== undefined || !name.includes(':')) return found
    return this.named(name.slice(name.indexOf(':') + 1))
  }

  #inImports(name: string): FeelType | undefined {
    for (const { name: prefix, types } of this.#imported) {
      if (prefix === '') {
        const found = types.#own.get(name)
        if (found !== undefined) return found
      } else if (name.startsWith(`${prefix}.`)) return types.named(name.slice(prefix.length + 1))
    }
    return undefined
  }

  /** The type that an element refers to, by its attribute or, in item definitions, its child; undefined for none. */
  of(element: XmlElement | undefined): FeelType | undefined {
    const reference = element?.attributes.typeRef ?? textIn(element, 'typeRef')
    return reference === undefined || reference === '' ? undefined : this.#referenced(reference, element)
  }

  #referenced(reference: string, element: XmlElement | undefined): FeelType {
    const resolve = () => {
      const found = this.named(reference)
      if (found !== undefined) return found
      const place = element?.attributes.id ?? element?.attributes.name ?? 'definitions'
      const remedy = 'Define the type, or use one of FEEL: number, string, boolean, date…'
      if (!this.#problems.some((problem) => problem.element === place)) {
        this.#problems.push(new DmnError(place, `there is no type "${reference}"`, remedy))
      }
      return ANY
    }
    return builtInType(reference) ?? { kind: 'named', name: reference, resolve }
  }

  #read(definition: XmlElement): FeelType {
    const item = this.#constrained(this.#base(definition), definition, 'allowedValues')
    const whole: FeelType = definition.attributes.isCollection === 'true' ? { kind: 'list', of: item } : item
    return this.#constrained(whole, definition, 'typeConstraint')
  }

  #base(definition: XmlElement): FeelType {
    const components = childrenNamed(definition, 'itemComponent')
    if (components.length > 0) {
      const entries = components.map((one): [string, FeelType] => [one.attributes.name ?? '', this.#read(one)])
      return { kind: 'context', entries: new Map(entries) }
    }
    const functionItem = childNamed(definition, 'functionItem')
    if (functionItem !== undefined) return this.#functionType(functionItem)
    return this.of(definition) ?? ANY
  }

  #functionType(item: XmlElement): FeelType {
    const result = item.attributes.outputTypeRef
    return {
      kind: 'function',
      parameters: childrenNamed(item, 'parameters').map((parameter) => this.of(parameter) ?? ANY),
      result: result === undefined ? ANY : this.#referenced(result, item),
    }
  }

  #constrained(base: FeelType, definition: XmlElement, child: 'allowedValues' | 'typeConstraint'): FeelType {
    const allowed = textIn(childNamed(definition, child), 'text')
    if (allowed === undefined) return base
    try {
      return { kind: 'constrained', base, allowed, ...compileAllowed(allowed) }
    } catch (error) {
      if (!(error instanceof FeelSyntaxError)) throw error
      const place = definition.attributes.id ?? definition.attributes.name ?? child
      this.#problems.push(new DmnError(place, error.message, error.remedy))
      return base
    }
  }
}

/** Tests on values, and the place of each in the list. Throws FeelSyntaxError. */
export function compileAllowed(text: string): {
  allows: (value: Value) => boolean
  rank: (value: Value) => number
} {
  const node = parseUnaryTests(text)
  const scope = new RootScope({}, new Run(null))
  const whole = compileTests(node)
  const each = node.tests.map((test) => compileTests({ isAny: false, isNegated: false, tests: [test] }))
  return {
    allows: (value) => whole(value, scope),
    rank: (value) => each.findIndex((test) => test(value, scope)),
  }
}

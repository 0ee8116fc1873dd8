import type { Compiled } from '../feel/compile/compiled.ts'
import { compileNode } from '../feel/compile/expression.ts'
import { type CompiledTests, compileTests } from '../feel/compile/unary-tests.ts'
import { parseExpression, parseUnaryTests } from '../feel/syntax/parse.ts'
import type { KnownNames } from '../feel/syntax/parser.ts'
import { FeelSyntaxError } from '../feel/syntax/syntax-error.ts'
import type { FeelType } from '../feel/type.ts'
import { DmnError } from './dmn-error.ts'
import type { Types } from './item-definition.ts'
import type { XmlElement } from './xml.ts'

/** What surrounds a boxed expression: the names it may use, the types it may name, and whose logic it is. */
export class Surroundings {
  readonly types: Types
  /** The name of the decision or knowledge whose logic this is. */
  readonly owner: string
  readonly #names: KnownNames
  readonly #problems: DmnError[]

  constructor(owner: string, names: KnownNames, types: Types, problems: DmnError[]) {
    this.owner = owner
    this.types = types
    this.#names = names
    this.#problems = problems
  }

  /** The same, with more names. */
  with(names: readonly string[]): Surroundings {
    const variables = [...(this.#names.variables ?? []), ...names]
    return new Surroundings(this.owner, { ...this.#names, variables }, this.types, this.#problems)
  }

  /** Compiles FEEL; a text that is none is a problem of the model, and gives null. */
  expression(text: string, element: XmlElement): Compiled {
    try {
      return compileNode(parseExpression(text, this.#names), this.#typeNamed)
    } catch (error) {
      const message = this.#refuse(error, element)
      return (scope) => scope.run.fail(message)
    }
  }

  /** Compiles unary tests; a text that is none is a problem of the model, and lets nothing pass. */
  tests(text: string, element: XmlElement): CompiledTests {
    try {
      return compileTests(parseUnaryTests(text, this.#names), this.#typeNamed)
    } catch (error) {
      const message = this.#refuse(error, element)
      return (_, scope) => {
        scope.run.fail(message)
        return false
      }
    }
  }

  /** Something that the model says and that cannot be run. Evaluating it gives null. */
  unusable(element: XmlElement, reason: string, remedy: string): Compiled {
    this.#problems.push(new DmnError(this.#placeOf(element), reason, remedy))
    return (scope) => scope.run.fail(reason)
  }

  #refuse(error: unknown, element: XmlElement): string {
    if (!(error instanceof FeelSyntaxError)) throw error
    this.#problems.push(new DmnError(this.#placeOf(element), error.message, error.remedy))
    return error.message
  }

  #placeOf(element: XmlElement): string {
    return element.attributes.id ?? `${this.owner} (${element.name})`
  }

  readonly #typeNamed = (name: string): FeelType | undefined => this.types.named(name)
}

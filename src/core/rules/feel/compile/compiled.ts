import type { Scope } from '../scope.ts'
import type { Node } from '../syntax/tree.ts'
import type { FeelType } from '../type.ts'
import type { Value } from '../value.ts'

/** An expression ready to run: give it a scope as often as needed. */
export type Compiled = (scope: Scope) => Value

/** What compiling may ask of its surroundings. */
export interface Compiler {
  compile(node: Node): Compiled
  /** The type of that name: FEEL's own, or an item definition's. Undefined when there is none. */
  typeNamed(name: string): FeelType | undefined
}

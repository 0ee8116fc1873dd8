import type { Node, TypeNode } from '../syntax/tree.ts'
import { ANY, type FeelType, isInstance } from '../type.ts'
import type { Compiled, Compiler } from './compiled.ts'

export function compileInstance(node: Node & { kind: 'instance' }, compiler: Compiler): Compiled {
  const value = compiler.compile(node.of)
  const unknown = unknownName(node.type, compiler)
  if (unknown !== undefined) return (scope) => scope.run.fail(`there is no type "${unknown}"`)
  const type = typeOf(node.type, compiler)
  return (scope) => isInstance(value(scope), type)
}

/** The type a text writes; one that is unknown lets everything pass. */
export function typeOf(node: TypeNode, compiler: Compiler): FeelType {
  switch (node.kind) {
    case 'name':
      return compiler.typeNamed(node.name) ?? ANY
    case 'list':
    case 'range':
      return { kind: node.kind, of: typeOf(node.of, compiler) }
    case 'context':
      return { kind: 'context', entries: new Map(node.entries.map(({ name, type }) => [name, typeOf(type, compiler)])) }
    case 'function': {
      const parameters = node.parameters.map((parameter) => typeOf(parameter, compiler))
      return { kind: 'function', parameters, result: typeOf(node.result, compiler) }
    }
  }
}

function unknownName(node: TypeNode, compiler: Compiler): string | undefined {
  switch (node.kind) {
    case 'name':
      return compiler.typeNamed(node.name) === undefined ? node.name : undefined
    case 'list':
    case 'range':
      return unknownName(node.of, compiler)
    case 'context':
      return node.entries.map(({ type }) => unknownName(type, compiler)).find((name) => name !== undefined)
    case 'function':
      return [...node.parameters, node.result]
        .map((type) => unknownName(type, compiler))
        .find((name) => name !== undefined)
  }
}

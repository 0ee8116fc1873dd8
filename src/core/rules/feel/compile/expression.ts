import { builtIn } from '../builtins/registry.ts'
import type { Node } from '../syntax/tree.ts'
import { builtInType, type FeelType } from '../type.ts'
import { compileArithmetic, compileNegation } from './arithmetic.ts'
import { compileContext, compileFunction, compileList } from './boxed.ts'
import { compileBetween, compileComparison, compileIn, compileInterval, compileOneSided } from './comparison.ts'
import type { Compiled, Compiler } from './compiled.ts'
import { compileCall } from './invocation.ts'
import { compileFor, compileQuantified } from './iteration.ts'
import { compileConjunction, compileDisjunction, compileIf } from './logic.ts'
import { compileFilter, compilePath } from './selection.ts'
import { compileInstance } from './type-test.ts'

/** Turns a tree into a closure. `typeNamed` finds the item definitions that the expression may name. */
export function compileNode(node: Node, typeNamed: (name: string) => FeelType | undefined = noTypes): Compiled {
  const compiler: Compiler = {
    compile: (inner) => compileWith(inner, compiler),
    typeNamed: (name) => typeNamed(name) ?? builtInType(name),
  }
  return compiler.compile(node)
}

function noTypes(): undefined {
  return undefined
}

function compileWith(node: Node, compiler: Compiler): Compiled {
  switch (node.kind) {
    case 'literal': {
      const { value } = node
      return () => value
    }
    case 'invalid':
      return (scope) => scope.run.fail(node.reason)
    case 'name':
      return compileName(node.name)
    case 'list':
      return compileList(node, compiler)
    case 'context':
      return compileContext(node, compiler)
    case 'function':
      return compileFunction(node, compiler)
    case 'call':
      return compileCall(node, compiler)
    case 'path':
      return compilePath(node, compiler)
    case 'filter':
      return compileFilter(node, compiler)
    case 'arithmetic':
      return compileArithmetic(node, compiler)
    case 'negation':
      return compileNegation(node, compiler)
    default:
      return compileTest(node, compiler)
  }
}

type TestNode = Exclude<
  Node,
  {
    kind:
      | 'literal'
      | 'invalid'
      | 'name'
      | 'list'
      | 'context'
      | 'function'
      | 'call'
      | 'path'
      | 'filter'
      | 'arithmetic'
      | 'negation'
  }
>

function compileTest(node: TestNode, compiler: Compiler): Compiled {
  switch (node.kind) {
    case 'comparison':
      return compileComparison(node, compiler)
    case 'between':
      return compileBetween(node, compiler)
    case 'in':
      return compileIn(node, compiler)
    case 'interval':
      return compileInterval(node, compiler)
    case 'one-sided':
      return compileOneSided(node, compiler)
    case 'and':
      return compileConjunction(node, compiler)
    case 'or':
      return compileDisjunction(node, compiler)
    case 'if':
      return compileIf(node, compiler)
    case 'for':
      return compileFor(node, compiler)
    case 'some':
    case 'every':
      return compileQuantified(node, compiler)
    case 'instance':
      return compileInstance(node, compiler)
  }
}

function compileName(name: string): Compiled {
  return (scope) => {
    const value = scope.get(name)
    if (value !== undefined) return value
    return builtIn(name) ?? scope.run.fail(`there is no "${name}" here`)
  }
}

import type { Run } from '../run.ts'
import type { Node } from '../syntax/tree.ts'
import { kindOf, type Value } from '../value.ts'
import type { Compiled, Compiler } from './compiled.ts'

/** Ternary logic (DMN tables 48 and 49): what is neither true nor false counts as unknown. */
export function compileConjunction(node: Node & { kind: 'and' | 'or' }, compiler: Compiler): Compiled {
  return compileSides(node, compiler, false)
}

export function compileDisjunction(node: Node & { kind: 'and' | 'or' }, compiler: Compiler): Compiled {
  return compileSides(node, compiler, true)
}

/** `decisive` alone decides, whatever the other side: false for `and`, true for `or`. */
function compileSides(node: Node & { kind: 'and' | 'or' }, compiler: Compiler, decisive: boolean): Compiled {
  const [left, right] = [compiler.compile(node.left), compiler.compile(node.right)]
  return (scope) => {
    const first = left(scope)
    if (first === decisive) return decisive
    const second = right(scope)
    if (second === decisive) return decisive
    return first === !decisive && second === !decisive ? !decisive : unknown(first, second, node.kind, scope.run)
  }
}

function unknown(left: Value, right: Value, operator: string, run: Run): null {
  const isWrong = [left, right].some((side) => side !== null && typeof side !== 'boolean')
  return isWrong ? run.fail(`"${operator}" needs true or false on both sides`) : run.absent()
}

export function compileIf(node: Node & { kind: 'if' }, compiler: Compiler): Compiled {
  return choose(compiler.compile(node.condition), compiler.compile(node.consequence), compiler.compile(node.otherwise))
}

/** The consequence when the condition is true, the alternative when it is false or null; null for anything else. */
export function choose(condition: Compiled, consequence: Compiled, otherwise: Compiled): Compiled {
  return (scope) => {
    const holds = condition(scope)
    if (holds === true) return consequence(scope)
    if (holds === false || holds === null) return otherwise(scope)
    return scope.run.fail(`the condition of "if" must be true or false, not ${kindOf(holds)}`)
  }
}

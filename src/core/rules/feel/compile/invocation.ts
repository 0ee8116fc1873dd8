import { builtIn } from '../builtins/registry.ts'
import { call, callNamed } from '../call.ts'
import type { Scope } from '../scope.ts'
import type { CallNode } from '../syntax/tree.ts'
import { FeelFunction, kindOf, type Value } from '../value.ts'
import type { Compiled, Compiler } from './compiled.ts'

/** `f(1, 2)` or `f(a: 1, b: 2)`. */
export function compileCall(node: CallNode, compiler: Compiler): Compiled {
  const target = compileTarget(node, compiler)
  const args = node.args.map((arg) => compiler.compile(arg))
  const { names } = node
  return (scope) => {
    const callee = target(scope)
    if (!(callee instanceof FeelFunction)) return scope.run.fail(`${describe(node, callee)} is not a function`)
    const given = args.map((arg) => arg(scope))
    return names === undefined ? call(callee, given, scope.run) : callNamed(callee, names, given, scope.run)
  }
}

/** A name that is called is a function: a variable of that name that is none does not hide the built-in one. */
function compileTarget(node: CallNode, compiler: Compiler): (scope: Scope) => Value {
  if (node.callee.kind !== 'name') return compiler.compile(node.callee)
  const { name } = node.callee
  const known = builtIn(name)
  return (scope) => {
    const own = scope.get(name)
    return own instanceof FeelFunction ? own : (known ?? own ?? null)
  }
}

function describe(node: CallNode, callee: Value): string {
  return node.callee.kind === 'name' ? `"${node.callee.name}"` : kindOf(callee)
}

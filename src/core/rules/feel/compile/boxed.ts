import { NameScope, type Scope } from '../scope.ts'
import type { FunctionNode, Node } from '../syntax/tree.ts'
import { FeelFunction, type Value } from '../value.ts'
import type { Compiled, Compiler } from './compiled.ts'
import { resultType } from './result-type.ts'
import { typeOf } from './type-test.ts'

export function compileList(node: Node & { kind: 'list' }, compiler: Compiler): Compiled {
  const items = node.items.map((item) => compiler.compile(item))
  return (scope) => items.map((item) => item(scope))
}

/** Each entry sees those before it, and a function itself as well, so that it may recur. Two entries with the same key are an error. */
export function compileContext(node: Node & { kind: 'context' }, compiler: Compiler): Compiled {
  const entries = node.entries.map(({ key, value }) => ({
    key,
    value: compiler.compile(value),
    isFunction: value.kind === 'function',
  }))
  const twice = node.entries.find(({ key }, index) => node.entries.slice(0, index).some((other) => other.key === key))
  if (twice !== undefined) return (scope) => scope.run.fail(`the context has two entries "${twice.key}"`)
  return (scope) => {
    const context = new Map<string, Value>()
    let inner: Scope = scope
    for (const { key, value, isFunction } of entries) {
      const named = new NameScope(inner, key, null)
      named.value = value(isFunction ? named : inner)
      context.set(key, named.value)
      inner = named
    }
    return context
  }
}

/** A function written in FEEL: it keeps the scope in which it was written. */
export function compileFunction(node: FunctionNode, compiler: Compiler): Compiled {
  const body = compiler.compile(node.body)
  const parameters = node.parameters.map(({ name, type }) => ({
    name,
    type: type === undefined ? undefined : typeOf(type, compiler),
  }))
  if (node.isExternal) return () => externalFunction(parameters)
  const result = resultType(node.body, (name) => parameters.find((parameter) => parameter.name === name)?.type)
  return (scope) => {
    const invoke = (args: readonly Value[]) => {
      let inner: Scope = scope
      for (const [index, { name }] of parameters.entries()) inner = new NameScope(inner, name, args[index] ?? null)
      return body(inner)
    }
    return new FeelFunction('function', parameters, invoke, result)
  }
}

/** Functions in Java or PMML are known by their parameters and give no value: nothing outside FEEL is run. */
export function externalFunction(parameters: FeelFunction['parameters']): FeelFunction {
  return new FeelFunction('external function', parameters, (_, run) => run.fail('external functions are not run'))
}

import { callNamed } from '../feel/call.ts'
import { externalFunction } from '../feel/compile/boxed.ts'
import type { Compiled } from '../feel/compile/compiled.ts'
import { itemsOf, runFor, runQuantified } from '../feel/compile/iteration.ts'
import { choose } from '../feel/compile/logic.ts'
import { asList, filter } from '../feel/compile/selection.ts'
import { isNumber } from '../feel/number.ts'
import { NameScope, type Scope } from '../feel/scope.ts'
import { coerce, describeType, type FeelType } from '../feel/type.ts'
import { FeelFunction, isList, kindOf, normalName, type Parameter, type Value } from '../feel/value.ts'
import { compileTable } from './decision-table.ts'
import type { Surroundings } from './surroundings.ts'
import { childNamed, childrenNamed, textIn, type XmlElement } from './xml.ts'

type Compile = (element: XmlElement, surroundings: Surroundings) => Compiled

/** Every boxed expression of DMN, by the name of its element. */
const COMPILE: Readonly<Record<string, Compile>> = {
  literalExpression: compileLiteral,
  decisionTable: compileTable,
  context: compileContext,
  relation: compileRelation,
  list: compileList,
  invocation: compileInvocation,
  functionDefinition: compileFunctionDefinition,
  conditional: compileConditional,
  for: compileFor,
  some: compileQuantified,
  every: compileQuantified,
  filter: compileFilter,
}

/** The first boxed expression inside an element; undefined when it has none. */
export function expressionIn(parent: XmlElement): XmlElement | undefined {
  return parent.children.find(({ name, namespace }) => namespace === parent.namespace && Object.hasOwn(COMPILE, name))
}

/** Compiles a boxed expression. */
export function compileBoxed(element: XmlElement, surroundings: Surroundings): Compiled {
  const compile = Object.hasOwn(COMPILE, element.name) ? COMPILE[element.name] : undefined
  if (compile !== undefined) return compile(element, surroundings)
  const remedy = `Use one of: ${Object.keys(COMPILE).join(', ')}.`
  return surroundings.unusable(element, `<${element.name}> is no boxed expression`, remedy)
}

/** Compiles the expression inside an element; without one it gives null. */
function compileInside(parent: XmlElement | undefined, surroundings: Surroundings): Compiled {
  const inner = parent === undefined ? undefined : expressionIn(parent)
  return inner === undefined ? (scope) => scope.run.fail('an expression is missing') : compileBoxed(inner, surroundings)
}

function compileLiteral(element: XmlElement, surroundings: Surroundings): Compiled {
  const language = element.attributes.expressionLanguage ?? ''
  if (language !== '' && !/feel/i.test(language)) {
    return surroundings.unusable(element, `the language ${language} is not run`, 'Write the expression in FEEL.')
  }
  const text = textIn(element, 'text')
  return text === undefined
    ? (scope) => scope.run.fail('the expression is empty')
    : surroundings.expression(text, element)
}

/** Entries one after the other, each seeing those before; a last one without a name is the result. */
function compileContext(element: XmlElement, surroundings: Surroundings): Compiled {
  let inner = surroundings
  const entries = childrenNamed(element, 'contextEntry').map((entry) => {
    const variable = childNamed(entry, 'variable')
    const key = variable?.attributes.name
    const isFunction = childNamed(entry, 'functionDefinition') !== undefined
    const wider = key === undefined ? inner : inner.with([key])
    const value = compileInside(entry, isFunction ? wider : inner)
    inner = wider
    return { key, value: typed(value, inner.types.of(variable), `"${key}"`), isFunction }
  })
  return (scope) => {
    const context = new Map<string, Value>()
    let current: Scope = scope
    for (const { key, value, isFunction } of entries) {
      if (key === undefined) return value(current)
      const named = new NameScope(current, normalName(key), null)
      named.value = value(isFunction ? named : current)
      context.set(key, named.value)
      current = named
    }
    return context
  }
}

/** The same, and null with an error when what it gives is not of the type. */
export function typed(value: Compiled, type: FeelType | undefined, what: string): Compiled {
  if (type === undefined) return value
  return (scope) => {
    const result = value(scope)
    const converted = coerce(result, type)
    if (converted !== undefined) return converted
    return scope.run.fail(`${what} must be ${describeType(type)}, not ${kindOf(result)}`)
  }
}

function compileRelation(element: XmlElement, surroundings: Surroundings): Compiled {
  const columns = childrenNamed(element, 'column').map(({ attributes }) => attributes.name ?? '')
  const rows = childrenNamed(element, 'row').map((row) =>
    row.children.filter(({ namespace }) => namespace === row.namespace).map((cell) => compileBoxed(cell, surroundings)),
  )
  return (scope) =>
    rows.map(
      (cells) => new Map(columns.map((column, index): [string, Value] => [column, cells[index]?.(scope) ?? null])),
    )
}

function compileList(element: XmlElement, surroundings: Surroundings): Compiled {
  const items = element.children
    .filter(({ name, namespace }) => namespace === element.namespace && Object.hasOwn(COMPILE, name))
    .map((item) => compileBoxed(item, surroundings))
  return (scope) => items.map((item) => item(scope))
}

function compileInvocation(element: XmlElement, surroundings: Surroundings): Compiled {
  const target = compileInside(element, surroundings)
  const bindings = childrenNamed(element, 'binding').map((binding) => ({
    name: normalName(childNamed(binding, 'parameter')?.attributes.name ?? ''),
    value: expressionIn(binding) === undefined ? () => null : compileInside(binding, surroundings),
  }))
  const names = bindings.map(({ name }) => name)
  return (scope) => {
    const callee = target(scope)
    if (!(callee instanceof FeelFunction)) return scope.run.fail('what is invoked is not a function')
    const args = bindings.map(({ value }) => value(scope))
    return callNamed(callee, names, args, scope.run)
  }
}

/** A function defined in a box; the scope in which it is defined is the one that it sees. */
export function compileFunctionDefinition(element: XmlElement, surroundings: Surroundings): Compiled {
  const parameters = parametersOf(element, surroundings)
  const kind = element.attributes.kind ?? 'FEEL'
  if (kind !== 'FEEL') return () => externalFunction(parameters)
  const body = compileInside(element, surroundings.with(parameters.map(({ name }) => name)))
  return (scope) => functionOver(scope, 'function', parameters, body)
}

/** The formal parameters of a function definition. */
export function parametersOf(element: XmlElement, surroundings: Surroundings): readonly Parameter[] {
  return childrenNamed(element, 'formalParameter').map((parameter) => ({
    name: normalName(parameter.attributes.name ?? ''),
    type: surroundings.types.of(parameter),
  }))
}

/** A function whose body sees its parameters over a scope. */
export function functionOver(
  scope: Scope,
  name: string,
  parameters: readonly Parameter[],
  body: Compiled,
  result?: FeelType,
): FeelFunction {
  const invoke = (args: readonly Value[]) => {
    let inner = scope
    for (const [index, parameter] of parameters.entries()) {
      inner = new NameScope(inner, parameter.name, args[index] ?? null)
    }
    return body(inner)
  }
  return new FeelFunction(name, parameters, invoke, result)
}

function compileConditional(element: XmlElement, surroundings: Surroundings): Compiled {
  const condition = compileInside(childNamed(element, 'if'), surroundings)
  const consequence = compileInside(childNamed(element, 'then'), surroundings)
  const otherwise = compileInside(childNamed(element, 'else'), surroundings)
  return choose(condition, consequence, otherwise)
}

function compileFor(element: XmlElement, surroundings: Surroundings): Compiled {
  const { iteration, inner } = compileIterator(element, surroundings)
  const body = compileInside(childNamed(element, 'return'), inner.with(['partial']))
  return (scope) => runFor([iteration], body, scope)
}

function compileQuantified(element: XmlElement, surroundings: Surroundings): Compiled {
  const { iteration, inner } = compileIterator(element, surroundings)
  const body = compileInside(childNamed(element, 'satisfies'), inner)
  const kind = element.name === 'some' ? 'some' : 'every'
  return (scope) => runQuantified(kind, [iteration], body, scope)
}

function compileIterator(element: XmlElement, surroundings: Surroundings) {
  const name = normalName(element.attributes.iteratorVariable ?? 'item')
  const domain = compileInside(childNamed(element, 'in'), surroundings)
  const iteration = { name, items: (scope: Scope) => itemsOf(domain(scope), scope.run) }
  return { iteration, inner: surroundings.with([name]) }
}

function compileFilter(element: XmlElement, surroundings: Surroundings): Compiled {
  const of = compileInside(childNamed(element, 'in'), surroundings)
  const by = compileInside(childNamed(element, 'match'), surroundings.with(['item']))
  const byBoolean: Compiled = (scope) => {
    const holds = by(scope)
    const isFit = holds === null || typeof holds === 'boolean' || isNumber(holds)
    return isFit ? holds : scope.run.fail(`a filter needs true or false, not ${kindOf(holds)}`)
  }
  return (scope) => {
    const before = scope.run.errors.length
    const list = asList(of(scope))
    const chosen = list === null ? null : filter(list, byBoolean, scope)
    return scope.run.errors.length > before && isList(chosen) && chosen.length === 0 ? null : chosen
  }
}

import { compare } from '../comparison.ts'
import { Range } from '../range.ts'
import type { Run } from '../run.ts'
import { NameScope, PartialScope, type Scope } from '../scope.ts'
import type { Iteration, Node } from '../syntax/tree.ts'
import { dateFromEpochDay, epochDay, FeelDate } from '../temporal/date.ts'
import { isList, kindOf, type Value } from '../value.ts'
import { asInteger } from './arithmetic.ts'
import type { Compiled, Compiler } from './compiled.ts'

/** A name and what it goes through. */
export interface CompiledIteration {
  readonly name: string
  readonly items: (scope: Scope) => readonly Value[] | null
}

/** `for`: one result for each combination; inside, `partial` is the list of those so far. */
export function compileFor(node: Node & { kind: 'for' }, compiler: Compiler): Compiled {
  const iterations = node.iterations.map((iteration) => compileIteration(iteration, compiler))
  const body = compiler.compile(node.body)
  return (scope) => runFor(iterations, body, scope)
}

/** The results of the body for every combination; null when a domain is none. */
export function runFor(iterations: readonly CompiledIteration[], body: Compiled, scope: Scope): Value {
  const results: Value[] = []
  const isShadowed = iterations.some(({ name }) => name === 'partial')
  const isWhole = eachCombination(iterations, scope, (inner) => {
    results.push(body(isShadowed ? inner : new PartialScope(inner, results)))
    return true
  })
  return isWhole ? results : null
}

/** `some` and `every`, in ternary logic: a result that is neither true nor false leaves it unknown. */
export function compileQuantified(node: Node & { kind: 'some' | 'every' }, compiler: Compiler): Compiled {
  const iterations = node.iterations.map((iteration) => compileIteration(iteration, compiler))
  const body = compiler.compile(node.body)
  return (scope) => runQuantified(node.kind, iterations, body, scope)
}

/** Whether the body holds for some, or for every, combination. */
export function runQuantified(
  kind: 'some' | 'every',
  iterations: readonly CompiledIteration[],
  body: Compiled,
  scope: Scope,
): Value {
  const decisive = kind === 'some'
  let result: boolean | null = !decisive
  const isWhole = eachCombination(iterations, scope, (inner) => {
    const holds = body(inner)
    if (holds === decisive) result = decisive
    else if (holds !== !decisive) result = unknown(holds, kind, scope.run)
    return holds !== decisive
  })
  return isWhole ? result : null
}

/** Neither true nor false: unknown, and wrong when it is no null. */
function unknown(holds: Value, kind: string, run: Run): null {
  return holds === null ? run.absent() : run.fail(`"${kind}" needs true or false, not ${kindOf(holds)}`)
}

/** Calls `visit` for each combination until it gives false. Gives false when a domain is no list. */
function eachCombination(
  iterations: readonly CompiledIteration[],
  scope: Scope,
  visit: (scope: Scope) => boolean,
): boolean {
  let isStopped = false
  const descend = (depth: number, outer: Scope): boolean => {
    const iteration = iterations[depth]
    if (iteration === undefined) {
      isStopped = !visit(outer)
      return true
    }
    const items = iteration.items(outer)
    if (items === null) return false
    for (const item of items) {
      if (!descend(depth + 1, new NameScope(outer, iteration.name, item))) return false
      if (isStopped) return true
    }
    return true
  }
  return descend(0, scope)
}

function compileIteration({ name, from, to }: Iteration, compiler: Compiler): CompiledIteration {
  const first = compiler.compile(from)
  if (to === undefined) return { name, items: (scope) => itemsOf(first(scope), scope.run) }
  const last = compiler.compile(to)
  return { name, items: (scope) => sequence(first(scope), last(scope), scope.run) }
}

/** What a domain gives one by one: the items of a list, the values of a range, or the value itself. */
export function itemsOf(domain: Value, run: Run): readonly Value[] | null {
  if (isList(domain)) return domain
  if (domain === null) return run.fail('nothing to go through: null is no list')
  if (!(domain instanceof Range)) return [domain]
  const all = sequence(domain.start, domain.end, run)
  return (
    all?.filter(
      (item) =>
        (domain.startIncluded || compare(item, domain.start) !== 0) &&
        (domain.endIncluded || compare(item, domain.end) !== 0),
    ) ?? null
  )
}

/** More steps than this are taken for a mistake: they would fill the memory. */
const MOST_STEPS = 1_000_000

/** Whole numbers or days from one end to the other, upwards or downwards. */
function sequence(from: Value, to: Value, run: Run): Value[] | null {
  const areDays = from instanceof FeelDate && to instanceof FeelDate
  const [first, last] = areDays ? [epochDay(from), epochDay(to)] : [asInteger(from), asInteger(to)]
  if (first === undefined || last === undefined) {
    return run.fail(`cannot go from ${kindOf(from)} to ${kindOf(to)}: whole numbers or dates are needed`)
  }
  if (Math.abs(last - first) >= MOST_STEPS) return run.fail(`more than ${MOST_STEPS} steps`)
  return areDays ? steps(first, last).map(dateFromEpochDay) : steps(first, last)
}

function steps(first: number, last: number): number[] {
  const step = last < first ? -1 : 1
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => first + index * step)
}

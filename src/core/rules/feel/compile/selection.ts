import { isNumber } from '../number.ts'
import { property } from '../property.ts'
import type { Run } from '../run.ts'
import { ItemScope, type Scope } from '../scope.ts'
import type { Node } from '../syntax/tree.ts'
import { isContext, isList, kindOf, type Value } from '../value.ts'
import { asInteger } from './arithmetic.ts'
import type { Compiled, Compiler } from './compiled.ts'

/** `a.b`; on a list, of each of its items. */
export function compilePath(node: Node & { kind: 'path' }, compiler: Compiler): Compiled {
  const of = compiler.compile(node.of)
  return (scope) => select(of(scope), node.name, scope.run)
}

function select(value: Value, name: string, run: Run): Value {
  if (isList(value)) return value.map((item) => select(item, name, run))
  if (value === null) return run.absent()
  const found = property(value, name)
  if (found !== undefined) return found
  return isContext(value) ? run.absent() : run.fail(`${kindOf(value)} has no "${name}"`)
}

/** `list[2]`, `list[-1]` or `list[condition]`; what is no list counts as a list of one. */
export function compileFilter(node: Node & { kind: 'filter' }, compiler: Compiler): Compiled {
  const of = compiler.compile(node.of)
  const by = compiler.compile(node.by)
  return (scope) => {
    const list = asList(of(scope))
    if (list === null) return scope.run.absent()
    if (node.by.kind === 'literal' && isNumber(node.by.value)) return itemAt(list, node.by.value, scope.run)
    return filter(list, by, scope)
  }
}

/** What a filter works on: a list, or one value as a list of one; null stays null. */
export function asList(value: Value): readonly Value[] | null {
  if (isList(value)) return value
  return value === null ? null : [value]
}

/** The items for which the condition holds, or the one at the place that it gives. */
export function filter(list: readonly Value[], by: Compiled, scope: Scope): Value {
  const chosen: Value[] = []
  for (const [position, item] of list.entries()) {
    const result = by(new ItemScope(scope, item))
    if (position === 0 && isNumber(result)) return itemAt(list, result, scope.run)
    if (result !== null && typeof result !== 'boolean') {
      return scope.run.fail(`a filter needs true or false, or the number of an item, not ${kindOf(result)}`)
    }
    if (result === true) chosen.push(item)
  }
  if (list.length > 0) return chosen
  return isNumber(scope.run.quietly(() => by(scope))) ? scope.run.fail('an empty list has no item') : chosen
}

/** The item at a place counted from 1, or from the end when negative. */
function itemAt(list: readonly Value[], place: Value, run: Run): Value {
  const index = asInteger(place)
  if (index === undefined || index === 0 || Math.abs(index) > list.length) {
    return run.fail(`a list of ${list.length} has no item ${String(place)}`)
  }
  return list[index > 0 ? index - 1 : list.length + index] ?? null
}

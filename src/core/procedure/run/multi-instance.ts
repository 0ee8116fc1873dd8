import type { ActivityNode, LoopData } from '../graph.ts'
import type { Multi, Variables } from '../state.ts'
import { type LiveToken, type Run, refuse } from './run.ts'
import { cancel, remove } from './tokens.ts'
import { assign, contextOf, evaluate, lookUp } from './variables.ts'

/** More instances than this are taken for a mistake in the data. */
const mostInstances = 10_000

/**
 * A token comes to an activity that runs several times: it holds the count, and one token for each
 * running instance stands inside it (BPMN 2.0.2, 13.3.6 and 13.3.7).
 */
export function beginLoop(run: Run, token: LiveToken, node: ActivityNode, loop: LoopData): void {
  if (loop.kind === 'standard') beginStandardLoop(run, token, node, loop)
  else beginMultiInstance(run, token, node, loop)
}

function beginStandardLoop(run: Run, token: LiveToken, node: ActivityNode, loop: LoopData): void {
  token.multi = { total: 0, begun: 0, done: 0 }
  if (loop.testBefore && !goesOn(run, token, loop)) skip(run, token, node)
  else beginInstance(run, token, node, loop)
}

function beginMultiInstance(run: Run, token: LiveToken, node: ActivityNode, loop: LoopData): void {
  const items = itemsOf(run, token, node, loop)
  const total = items?.length ?? cardinalityOf(run, token, node, loop)
  token.multi = {
    total,
    begun: 0,
    done: 0,
    ...(items && { items }),
    ...(loop.outputItem !== undefined && { results: [] }),
  }
  if (total === 0) {
    skip(run, token, node)
    return
  }
  const first = loop.kind === 'parallel' ? total : 1
  for (let n = 1; n <= first; n++) beginInstance(run, token, node, loop)
  if (loop.kind === 'parallel' && token.multi.items) token.multi = withoutItems(token.multi)
}

/** One instance is complete: the next begins, or the activity is complete, or the others are stopped. */
export function instanceDone(run: Run, instance: LiveToken, node: ActivityNode): void {
  const { loop } = node
  const whole = run.parent(instance)
  if (!loop || !whole?.multi) return
  run.log(node, 'left')
  const result = loop.outputItem === undefined ? undefined : lookUp(contextOf(run, instance), [loop.outputItem])
  const results = whole.multi.results && withResult(whole.multi.results, (instance.n ?? 1) - 1, result)
  remove(run, instance)
  run.done = run.done.filter((record) => record.in !== instance.id)
  whole.multi = { ...whole.multi, done: whole.multi.done + 1, ...(results && { results }) }
  if (isOver(run, whole, loop)) complete(run, whole, node)
  else if (loop.kind !== 'parallel') beginInstance(run, whole, node, loop)
}

function isOver(run: Run, whole: LiveToken, loop: LoopData): boolean {
  if (loop.kind === 'standard') return !goesOn(run, whole, loop)
  if (loop.completion !== undefined && evaluate(run, whole, loop.completion) === true) return true
  return !whole.multi || whole.multi.done >= whole.multi.total
}

function beginInstance(run: Run, whole: LiveToken, node: ActivityNode, loop: LoopData): void {
  const multi = whole.multi
  if (!multi) return
  const n = multi.begun + 1
  whole.multi = { ...multi, begun: n }
  const locals: Record<string, unknown> = { loopCounter: n }
  if (loop.item !== undefined && multi.items) locals[loop.item] = multi.items[n - 1] ?? null
  if (loop.outputItem !== undefined) locals[loop.outputItem] ??= null
  const instance = run.spawn(node.id, whole.id, { n, locals })
  run.log(node, 'entered')
  run.schedule('perform', instance, node)
}

function skip(run: Run, token: LiveToken, node: ActivityNode): void {
  run.log(node, 'entered')
  run.log(node, 'left')
  complete(run, token, node)
}

function complete(run: Run, whole: LiveToken, node: ActivityNode): void {
  for (const instance of run.children(whole.id)) cancel(run, instance)
  const name = node.loop?.outputCollection?.[0]
  if (name !== undefined && whole.multi?.results) assign(run, whole, { [name]: whole.multi.results })
  run.schedule('finish', whole, node)
}

function goesOn(run: Run, whole: LiveToken, loop: LoopData): boolean {
  const begun = whole.multi?.begun ?? 0
  if (loop.maximum !== undefined && begun >= loop.maximum) return false
  if (loop.condition === undefined) return true
  const context: Variables = { loopCounter: begun, ...contextOf(run, whole) }
  return run.graph.feel.get(loop.condition)?.evaluate(context, run.at) === true
}

function itemsOf(run: Run, token: LiveToken, node: ActivityNode, loop: LoopData): readonly unknown[] | undefined {
  const { collection } = loop
  if (collection === undefined) return undefined
  const value = 'feel' in collection ? evaluate(run, token, collection.feel) : lookUp(contextOf(run, token), collection)
  if (Array.isArray(value)) return value
  const name = 'feel' in collection ? collection.feel : collection[0]
  return refuse(
    'bad-value',
    node.drawn ?? node.id,
    `“${name}” is not a list. Set it to a list before the token comes here.`,
  )
}

function cardinalityOf(run: Run, token: LiveToken, node: ActivityNode, loop: LoopData): number {
  const value = loop.cardinality === undefined ? null : evaluate(run, token, loop.cardinality)
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostInstances) return value
  const remedy = `“${loop.cardinality}” is ${JSON.stringify(value)}; it must give a whole number from 0 to ${mostInstances}.`
  return refuse('bad-value', node.drawn ?? node.id, remedy)
}

function withResult(results: readonly unknown[], index: number, result: unknown): readonly unknown[] {
  const next = [...results]
  while (next.length < index) next.push(null)
  next[index] = result ?? null
  return next
}

function withoutItems(multi: Multi): Multi {
  const { items: _, ...rest } = multi
  return rest
}

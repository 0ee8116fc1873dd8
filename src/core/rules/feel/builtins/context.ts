import { print } from '../print.ts'
import type { Run } from '../run.ts'
import { entry } from '../scope.ts'
import { type Context, isContext, isList, type Value } from '../value.ts'
import type { Group } from './built-in.ts'

/** Functions on contexts (DMN table 80). */
export const CONTEXT: Group = {
  'get value': [
    { parameters: 'm: context, key: string', give: getValue },
    { parameters: 'context: context, key: string', give: getValue },
    { parameters: 'm: context, keys: list', give: getNested },
    { parameters: 'context: context, keys: list', give: getNested },
  ],
  'get entries': [{ parameters: 'm: context', give: entriesOf }],
  context: [{ parameters: 'entries: list', give: contextOf }],
  'context put': [
    { parameters: 'context: context, key: string, value: any', give: put },
    { parameters: 'context: context, keys: list, value: any', give: putNested },
  ],
  'context merge': [{ parameters: 'contexts: list', give: merge }],
}

function getValue(this: Run, context: Context, key: string): Value {
  return entry(context, key) ?? this.absent()
}

function getNested(this: Run, context: Context, keys: readonly Value[]): Value {
  let value: Value = context
  for (const key of keys) {
    if (typeof key !== 'string' || !isContext(value)) return this.absent()
    value = getValue.call(this, value, key)
  }
  return value
}

function entriesOf(context: Context): Value {
  return [...context].map(
    ([key, value]) =>
      new Map<string, Value>([
        ['key', key],
        ['value', value],
      ]),
  )
}

/** A context of entries, each with a `key` and a `value`. */
function contextOf(this: Run, entries: readonly Value[]): Value {
  const context = new Map<string, Value>()
  for (const item of entries) {
    const key = item !== null && isContext(item) ? item.get('key') : undefined
    const value = item !== null && isContext(item) ? item.get('value') : undefined
    if (typeof key !== 'string' || value === undefined) return this.fail(`context: ${print(item)} has no key and value`)
    if (context.has(key)) return this.fail(`context: there are two entries "${key}"`)
    context.set(key, value)
  }
  return context
}

function put(context: Context, key: string, value: Value): Context {
  return new Map<string, Value>([...context]).set(key, value)
}

/** Puts a value deep inside: every key but the last must lead to a context. */
function putNested(this: Run, context: Context, keys: readonly Value[], value: Value): Value {
  const [key, ...rest] = keys
  if (typeof key !== 'string') return this.fail('context put: the keys are texts, one at least')
  if (rest.length === 0) return put(context, key, value)
  const inner = entry(context, key) ?? null
  if (!isContext(inner)) return this.fail(`context put: "${key}" is no context`)
  const changed = putNested.call(this, inner, rest, value)
  return changed === null ? null : put(context, key, changed)
}

function merge(this: Run, contexts: readonly Value[]): Value {
  const merged = new Map<string, Value>()
  for (const context of contexts) {
    if (!isContext(context) || isList(context)) return this.fail('context merge takes a list of contexts')
    for (const [key, value] of context) merged.set(key, value)
  }
  return merged
}

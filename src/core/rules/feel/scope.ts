import { fromJson } from './json.ts'
import type { Run } from './run.ts'
import { type Context, isContext, normalName, type Value } from './value.ts'

/** Where an expression finds its names. Undefined means that there is no such name here. */
export interface Scope {
  readonly run: Run
  get(name: string): Value | undefined
}

/** The outermost scope: what the caller gives, in JSON or in FEEL values, read when it is first asked for. */
export class RootScope implements Scope {
  readonly run: Run
  readonly #given: Readonly<Record<string, unknown>>
  readonly #read = new Map<string, Value | undefined>()

  constructor(given: Readonly<Record<string, unknown>>, run: Run) {
    this.#given = given
    this.run = run
  }

  get(name: string): Value | undefined {
    if (this.#read.has(name)) return this.#read.get(name)
    const key = Object.hasOwn(this.#given, name) ? name : sameName(Object.keys(this.#given), name)
    const json = key === undefined ? undefined : this.#given[key]
    const value = json === undefined ? undefined : fromJson(json)
    this.#read.set(name, value)
    return value
  }
}

/** Names already read as FEEL values: the requirements of a decision, the entries of a boxed context. */
export class ContextScope implements Scope {
  readonly run: Run
  readonly #parent: Scope | null
  readonly #values: Context

  constructor(parent: Scope | null, values: Context, run: Run) {
    this.#parent = parent
    this.#values = values
    this.run = run
  }

  get(name: string): Value | undefined {
    const value = entry(this.#values, name)
    return value === undefined ? this.#parent?.get(name) : value
  }
}

/** One more name over a scope. */
export class NameScope implements Scope {
  readonly run: Run
  readonly #parent: Scope
  readonly #name: string
  value: Value

  constructor(parent: Scope, name: string, value: Value) {
    this.#parent = parent
    this.#name = name
    this.value = value
    this.run = parent.run
  }

  get(name: string): Value | undefined {
    return name === this.#name ? this.value : this.#parent.get(name)
  }
}

/** The inside of a `for`: `partial` is the list of the results so far, copied only when it is asked for. */
export class PartialScope implements Scope {
  readonly run: Run
  readonly #parent: Scope
  readonly #results: readonly Value[]
  readonly #length: number

  constructor(parent: Scope, results: readonly Value[]) {
    this.#parent = parent
    this.#results = results
    this.#length = results.length
    this.run = parent.run
  }

  get(name: string): Value | undefined {
    return name === 'partial' ? this.#results.slice(0, this.#length) : this.#parent.get(name)
  }
}

/** The inside of a filter: the entries of the item, then `item` itself. */
export class ItemScope implements Scope {
  readonly run: Run
  readonly #parent: Scope
  readonly #item: Value

  constructor(parent: Scope, item: Value) {
    this.#parent = parent
    this.#item = item
    this.run = parent.run
  }

  get(name: string): Value | undefined {
    const own = isContext(this.#item) ? entry(this.#item, name) : undefined
    if (own !== undefined) return own
    return name === 'item' ? this.#item : this.#parent.get(name)
  }
}

/** The entry of a context by its name, written with spaces as one likes. */
export function entry(context: Context, name: string): Value | undefined {
  const value = context.get(name)
  if (value !== undefined || isSimple(name)) return value
  const key = sameName([...context.keys()], name)
  return key === undefined ? undefined : context.get(key)
}

function sameName(keys: readonly string[], name: string): string | undefined {
  return isSimple(name) ? undefined : keys.find((key) => normalName(key) === normalName(name))
}

function isSimple(name: string): boolean {
  return /^[\w ]+$/.test(name)
}

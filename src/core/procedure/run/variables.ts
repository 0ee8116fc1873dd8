import type { DataMapping, DataNames, FeelText } from '../graph.ts'
import type { Variables } from '../state.ts'
import type { LiveToken, Run } from './run.ts'

/** What an expression at this token sees: the variables of its procedure, under those of its instances. */
export function contextOf(run: Run, token: LiveToken | undefined): Variables {
  const layers: Variables[] = []
  for (let at = token; at; at = run.parent(at)) {
    if (at.locals) layers.push(at.locals)
    if (at.multi) layers.push(countsOf(run, at))
    if (at.vars) return layered(run, at.vars, layers)
  }
  return layered(run, run.variables, layers)
}

/** The variables over what the host shows, under the layers, the innermost first in the list. */
function layered(run: Run, variables: Variables, layers: Variables[]): Variables {
  const { context } = run.ports
  if (layers.length === 0 && context === undefined) return variables
  return Object.assign({}, context, variables, ...layers.reverse())
}

/** Multi-instance counts under the names of BPMN 2.0.2 (table 10.31) and the short ones in wide use. */
function countsOf(run: Run, token: LiveToken): Variables {
  const multi = token.multi
  if (!multi) return {}
  const active = run.children(token.id).length
  return {
    numberOfInstances: multi.total,
    numberOfActiveInstances: active,
    numberOfCompletedInstances: multi.done,
    numberOfTerminatedInstances: Math.max(0, multi.begun - multi.done - active),
    nrOfInstances: multi.total,
    nrOfActiveInstances: active,
    nrOfCompletedInstances: multi.done,
  }
}

/** Merges values: into the instance that owns the name, else into the variables of the procedure. */
export function assign(run: Run, token: LiveToken | undefined, values: Variables): void {
  const names = Object.keys(values)
  if (names.length === 0) return
  let rest: Record<string, unknown> = { ...values }
  for (let at = token; at; at = run.parent(at)) {
    if (at.locals) rest = takeOwn(at, rest)
    if (at.vars) {
      at.vars = { ...at.vars, ...rest }
      return
    }
  }
  run.variables = { ...run.variables, ...rest }
}

function takeOwn(token: LiveToken, values: Record<string, unknown>): Record<string, unknown> {
  const locals = token.locals ?? {}
  const own = Object.entries(values).filter(([name]) => Object.hasOwn(locals, name))
  if (own.length === 0) return values
  token.locals = { ...locals, ...Object.fromEntries(own) }
  return Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(locals, name)))
}

export function evaluate(run: Run, token: LiveToken | undefined, text: FeelText): unknown {
  const feel = run.graph.feel.get(text)
  if (!feel) throw new Error(`The graph was not compiled with the expression “${text}”.`)
  return feel.evaluate(contextOf(run, token), run.at) ?? null
}

/** Merges the context that an expression gives; anything but a context changes nothing. */
export function assignContext(run: Run, token: LiveToken, text: FeelText): void {
  const value = evaluate(run, token, text)
  if (isContext(value)) assign(run, token, value)
}

export function isContext(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first of the names that the context knows. */
export function lookUp(context: Variables, names: DataNames): unknown {
  for (const name of names) if (Object.hasOwn(context, name)) return context[name]
  return null
}

/** Variables carried over by mappings, read at `token`. */
export function mapped(run: Run, token: LiveToken, mappings: readonly DataMapping[]): Variables {
  const context = contextOf(run, token)
  return Object.fromEntries(
    mappings.map(({ from, to }) => [to, 'feel' in from ? evaluate(run, token, from.feel) : lookUp(context, from)]),
  )
}

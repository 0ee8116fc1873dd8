import type { Variables } from '../state.ts'
import { fire } from './fire.ts'
import type { LiveToken, Run } from './run.ts'
import { boundarySubscriptions, type Subscription, scopeSubscriptions, triggerOf } from './subscriptions.ts'
import { cancelInside } from './tokens.ts'

type Kind = 'error' | 'escalation'

/**
 * An activity fails with an error. Looked for from the inside out: the boundary of the activity, the
 * event sub-processes of its scope, the boundary of that scope, and so on (BPMN 2.0.2, 10.5.6). Caught
 * by none, the whole procedure has failed.
 */
export function raiseErrorAt(run: Run, activity: LiveToken, code: string | undefined, values: Variables = {}): void {
  const element = run.node(activity.at)
  if (!propagate(run, activity, 'error', code, values)) fail(run, element.drawn ?? element.id, code)
}

/** An end event throws an error inside its scope. */
export function raiseErrorIn(run: Run, thrower: LiveToken, code: string | undefined): void {
  const element = run.node(thrower.at)
  if (!propagateFrom(run, thrower, 'error', code, {})) fail(run, element.drawn ?? element.id, code)
}

/** An escalation is told to the outside when nobody inside listens; the procedure goes on. */
export function raiseEscalation(run: Run, thrower: LiveToken, code: string | undefined): void {
  if (propagateFrom(run, thrower, 'escalation', code, {})) return
  const element = run.node(thrower.at)
  run.emit({ kind: 'escalation', element: element.drawn ?? element.id, ...(code !== undefined && { name: code }) })
}

function propagate(run: Run, activity: LiveToken, kind: Kind, code: string | undefined, values: Variables): boolean {
  const caught = catcher(boundarySubscriptions(run, activity), kind, code)
  if (caught) {
    fire(run, caught, values)
    return true
  }
  return propagateFrom(run, activity, kind, code, values)
}

function propagateFrom(run: Run, inner: LiveToken, kind: Kind, code: string | undefined, values: Variables): boolean {
  const scope = run.parent(inner)
  if (!scope) return false
  const listening = scopeSubscriptions(run, scope).filter(({ event }) => event.parent !== inner.at)
  const caught = catcher(listening, kind, code)
  if (!caught) return propagate(run, scope, kind, code, values)
  fire(run, caught, values)
  return true
}

/** A catcher of exactly this code before one that catches all. */
function catcher(listening: readonly Subscription[], kind: Kind, code: string | undefined): Subscription | undefined {
  const general = listening.find((subscription) => triggerOf(subscription, kind)?.names.length === 0)
  if (code === undefined) return general
  return listening.find((subscription) => triggerOf(subscription, kind)?.names.includes(code)) ?? general
}

function fail(run: Run, element: string, code: string | undefined): void {
  const root = run.tokens[0]
  if (root) cancelInside(run, root)
  run.status = 'failed'
  run.failure = { element, code: code ?? '' }
}

import { fire } from './fire.ts'
import type { LiveToken, Run } from './run.ts'
import { type Subscription, subscriptions, triggerOf } from './subscriptions.ts'
import { evaluate } from './variables.ts'

/**
 * When nothing else moves: lets the first conditional event happen whose condition holds. One that does
 * not interrupt happens each time its condition becomes true (BPMN 2.0.2, 10.5.5). True when one did.
 */
export function fireCondition(run: Run): boolean {
  if (!run.graph.watchesConditions) return false
  for (const subscription of subscriptions(run)) {
    const trigger = triggerOf(subscription, 'conditional')
    if (!trigger) continue
    const holds = evaluate(run, observer(run, subscription), trigger.condition) === true
    if (!isNews(run, subscription, holds)) continue
    fire(run, subscription)
    return true
  }
  return false
}

/** A boundary event looks at the activity from outside. */
function observer(run: Run, { how, token }: Subscription): LiveToken | undefined {
  return how === 'boundary' ? run.parent(token) : token
}

/** Whether the condition holds now and, where it may happen again, did not hold before. */
function isNews(run: Run, { token, event }: Subscription, holds: boolean): boolean {
  if (event.kind === 'task' || event.interrupting || event.kind === 'catch') return holds
  const key = `${token.id}:${event.id}`
  const held = run.holding.includes(key)
  if (holds && !held) run.holding = [...run.holding, key]
  if (!holds && held) run.holding = run.holding.filter((other) => other !== key)
  return holds && !held
}

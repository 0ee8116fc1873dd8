import { linkTarget } from '../compile.ts'
import type { EventNode, Trigger } from '../graph.ts'
import type { Variables } from '../state.ts'
import { ask } from './asking.ts'
import { cancelTransaction, compensate } from './compensation.ts'
import { fire } from './fire.ts'
import { raiseErrorIn, raiseEscalation } from './propagation.ts'
import type { LiveToken, Run } from './run.ts'
import { awaitsSignal, subscriptions } from './subscriptions.ts'
import { openSuspension } from './suspension.ts'
import { cancelInside, consume, goOn, settleNode } from './tokens.ts'

/** A token comes to an event that throws, or to an end event. */
export function enterThrowing(run: Run, token: LiveToken, node: EventNode): void {
  run.log(node, 'entered')
  if (!node.does || ask(run, token, node, node.does)) throwTriggers(run, token, node)
  else if (node.suspends) openSuspension(run, token.id, node.suspends)
}

/** Throws what the event throws; then the token leaves, or ends. */
export function throwTriggers(run: Run, token: LiveToken, node: EventNode): void {
  const undoing = node.triggers.find((trigger) => trigger.type === 'compensation')
  if (undoing && compensate(run, token, node, undoing)) return
  if (node.triggers.some((trigger) => trigger.type === 'cancel')) {
    cancelTransaction(run, token, node)
    return
  }
  run.log(node, 'left')
  settleNode(run, token, node)
  token.onItsWay = true
  for (const trigger of node.triggers) if (!token.gone) throwOne(run, token, node, trigger)
  if (token.gone || run.status !== 'active') return
  if (node.kind === 'end') consume(run, token)
  else goOnAfter(run, token, node)
}

function goOnAfter(run: Run, token: LiveToken, node: EventNode): void {
  const link = node.triggers.find((trigger) => trigger.type === 'link')
  const target = link && linkTarget(run.graph.nodes.values(), node.parent, link.name)
  if (target) run.schedule('enter', token, target)
  else goOn(run, token, node)
}

function throwOne(run: Run, token: LiveToken, node: EventNode, trigger: Trigger): void {
  switch (trigger.type) {
    case 'message':
      run.emit({ kind: 'message', element: node.drawn ?? node.id, name: trigger.name })
      return
    case 'signal':
      run.emit({ kind: 'signal', element: node.drawn ?? node.id, name: trigger.name })
      broadcast(run, trigger.name)
      return
    case 'escalation':
      raiseEscalation(run, token, trigger.code)
      return
    case 'error':
      raiseErrorIn(run, token, trigger.code)
      return
    case 'terminate':
      terminate(run, token)
      return
    default:
      return
  }
}

/** A signal reaches all that listen for it at this moment (BPMN 2.0.2, 10.5.1); it may reach none. */
export function broadcast(run: Run, name: string, values: Variables = {}): void {
  const listening = subscriptions(run).filter((subscription) => awaitsSignal(subscription, name))
  for (const subscription of listening) if (!subscription.token.gone) fire(run, subscription, values)
}

/** All else in the scope ends at once: the whole procedure, or one sub-process, which then is complete. */
function terminate(run: Run, token: LiveToken): void {
  const scope = run.parent(token)
  if (!scope) return
  cancelInside(run, scope, token)
  if (scope.in === undefined) run.status = 'terminated'
}

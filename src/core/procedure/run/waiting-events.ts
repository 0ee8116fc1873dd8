import type { EventNode } from '../graph.ts'
import type { LiveToken, Run } from './run.ts'
import { openSuspension } from './suspension.ts'
import { arm } from './timers.ts'
import { leave } from './tokens.ts'

/** A start event has happened when a token stands on it. */
export function enterStart(run: Run, token: LiveToken, node: EventNode): void {
  run.log(node, 'entered')
  leave(run, token, node)
}

/** An intermediate event that catches waits; a link goes on, and so does the end of a term that is over. */
export function enterCatch(run: Run, token: LiveToken, node: EventNode): void {
  run.log(node, 'entered')
  if (node.triggers.some((trigger) => trigger.type === 'link') || isOver(run, node)) {
    leave(run, token, node)
    return
  }
  if (node.suspends) openSuspension(run, token.id, node.suspends)
  arm(run, token, node)
}

function isOver(run: Run, node: EventNode): boolean {
  const waitsForTerm = node.triggers.some(
    (trigger) => trigger.type === 'timer' && trigger.timer.kind === 'process-term',
  )
  return waitsForTerm && run.term?.lapsed === true
}

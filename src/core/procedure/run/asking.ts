import type { DoData, EventNode, TaskNode } from '../graph.ts'
import type { LiveToken, Run } from './run.ts'
import { evaluate } from './variables.ts'

/** Queues what the host must do (`f:do`); true when the token need not wait for it. */
export function ask(run: Run, token: LiveToken, node: TaskNode | EventNode, does: DoData): boolean {
  run.emit({
    kind: does.kind,
    element: node.drawn ?? node.id,
    token: token.id,
    wait: does.wait,
    ...(does.with !== undefined && { with: evaluate(run, token, does.with) }),
  })
  return !does.wait
}

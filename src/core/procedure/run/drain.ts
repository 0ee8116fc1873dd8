import type { ActivityNode } from '../graph.ts'
import { enterActivity, finish, perform } from './activities.ts'
import { fireCondition } from './conditions.ts'
import { enterGateway, releaseInclusiveJoin } from './gateways.ts'
import { type Job, type LiveToken, type Run, refuse } from './run.ts'
import { enterThrowing } from './throwing.ts'
import { enterCatch, enterStart } from './waiting-events.ts'

/** A drawing that enters more nodes than this in one step goes round in circles. */
const mostEntries = 200_000

/** Runs until every token waits or is gone. */
export function drain(run: Run): void {
  do {
    for (let index = 0; index < run.agenda.length; index++) {
      const job = run.agenda[index]
      if (job && !job.token.gone && run.status === 'active') work(run, job)
    }
    run.agenda.length = 0
  } while (run.status === 'active' && (releaseInclusiveJoin(run) || fireCondition(run)))
}

function work(run: Run, { kind, token, node, via }: Job): void {
  if (kind === 'enter') enter(run, token, node, via)
  else if (kind === 'settle') settle(run, token)
  else if (kind === 'perform') perform(run, token, node as ActivityNode)
  else finish(run, token, node as ActivityNode) // only activities are performed and finished
}

function enter(run: Run, token: LiveToken, node: Job['node'], via: string | undefined): void {
  if (++run.entered > mostEntries)
    refuse(
      'endless',
      node.drawn ?? node.id,
      'The drawing goes round in circles without waiting for anybody. Add a task or a condition that ends it.',
    )
  delete token.onItsWay
  token.at = node.id
  switch (node.kind) {
    case 'task':
    case 'sub-process':
    case 'call':
      enterActivity(run, token, node)
      return
    case 'start':
      enterStart(run, token, node)
      return
    case 'catch':
      enterCatch(run, token, node)
      return
    case 'throw':
    case 'end':
      enterThrowing(run, token, node)
      return
    case 'boundary':
    case 'process':
      throw new Error(`A flow leads to the ${node.kind} “${node.id}”.`)
    default:
      enterGateway(run, token, node, via)
      return
  }
}

/** A scope in which nothing is left is complete; with the process itself, the procedure is. */
function settle(run: Run, scope: LiveToken): void {
  delete scope.settling
  if (scope.multi || run.tokens.some((token) => token.in === scope.id)) return
  const node = run.node(scope.at)
  if (node.kind === 'process') run.status = 'completed'
  else finish(run, scope, node as ActivityNode) // scopes other than the process are activities
}

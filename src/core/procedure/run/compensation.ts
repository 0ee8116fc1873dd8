import type { EventNode, GraphNode, Trigger } from '../graph.ts'
import type { Done, UndoStep } from '../state.ts'
import { fire } from './fire.ts'
import type { LiveToken, Run } from './run.ts'
import { boundarySubscriptions, triggerOf } from './subscriptions.ts'
import { cancelInside, consume, goOn } from './tokens.ts'

type Compensation = Extract<Trigger, { type: 'compensation' }>

/**
 * Undoes what has completed: one activity, or all of the scope in the reverse order of completion
 * (BPMN 2.0.2, 13.5.5). True when the throwing event itself waits until everything is undone.
 */
export function compensate(run: Run, token: LiveToken, node: EventNode, what: Compensation): boolean {
  const steps = stepsFor(run, scopesInSight(run, token), what.activity)
  if (steps.length === 0) return false
  if (what.wait) {
    token.undoing = steps
    token.after = 'leave'
    begin(run, token)
    return true
  }
  begin(run, run.spawn(node.id, token.in ?? 0, { undoing: steps, after: 'vanish' }))
  return false
}

/** Cancel end event: everything running in the transaction stops, everything done is undone, then the cancel event fires. */
export function cancelTransaction(run: Run, token: LiveToken, node: EventNode): void {
  const transaction = run.parent(token)
  run.log(node, 'left')
  if (!transaction) return
  cancelInside(run, transaction, token)
  transaction.interrupted = true
  token.undoing = stepsFor(run, [transaction.id], undefined)
  token.after = 'cancel-boundary'
  if (token.undoing.length > 0) begin(run, token)
  else conclude(run, token)
}

/** One handler is complete: the next one runs, or what waited for it goes on. */
export function undone(run: Run, token: LiveToken): void {
  const [step, ...rest] = token.undoing ?? []
  if (step) run.log(run.node(step.undoes), 'compensated')
  token.undoing = rest
  if (rest.length > 0) begin(run, token)
  else conclude(run, token)
}

function begin(run: Run, token: LiveToken): void {
  const step = token.undoing?.[0]
  if (!step) return
  const locals = step.locals && { locals: step.locals }
  run.schedule('enter', run.spawn(step.at, token.in ?? 0, { undoFor: token.id, ...locals }), run.node(step.at))
}

function conclude(run: Run, token: LiveToken): void {
  const { after } = token
  const node = run.node(token.at)
  delete token.undoing
  delete token.after
  if (after === 'vanish') {
    consume(run, token)
    return
  }
  if (after === 'cancel-boundary') {
    leaveByCancel(run, token)
    return
  }
  run.log(node, 'left')
  if (node.kind === 'end') consume(run, token)
  else goOn(run, token, node)
}

function leaveByCancel(run: Run, token: LiveToken): void {
  const transaction = run.parent(token)
  if (!transaction) return
  consume(run, token)
  const boundary = boundarySubscriptions(run, transaction).find((subscription) => triggerOf(subscription, 'cancel'))
  if (boundary) fire(run, boundary)
}

/** The scope of the event; an event sub-process also undoes what its surrounding scope has done. */
function scopesInSight(run: Run, token: LiveToken): number[] {
  const scope = run.parent(token)
  if (!scope) return []
  const node = run.node(scope.at)
  const around = node.kind === 'sub-process' && node.flavour === 'event' && scope.in !== undefined ? [scope.in] : []
  return [scope.id, ...around]
}

/** Takes the records to be undone out of the state and gives their handlers, latest first. */
function stepsFor(run: Run, scopes: readonly number[], activity: string | undefined): UndoStep[] {
  const records = run.done.filter(
    (record) => scopes.includes(record.in) && (activity === undefined || record.at === activity),
  )
  return records.reverse().flatMap((record) => stepsOf(run, record))
}

/** A handler of its own, else an event sub-process for compensation, else whatever was done inside. */
function stepsOf(run: Run, record: Done): UndoStep[] {
  const node = run.node(record.at)
  const inside = run.done.filter((inner) => inner.in === record.id).reverse()
  run.done = run.done.filter((other) => other !== record)
  const locals = record.locals && { locals: record.locals }
  const handler = 'undoneBy' in node ? node.undoneBy : undefined
  const at = handler ?? undoingSubProcess(run, node)
  const steps = inside.flatMap((inner) => stepsOf(run, inner))
  return at === undefined ? steps : [{ at, undoes: record.at, ...locals }]
}

/** The event sub-process of a sub-process that starts with compensation. */
export function undoingSubProcess(run: Run, node: GraphNode): string | undefined {
  if (!('events' in node)) return undefined
  return node.events.find((id) => {
    const inner = run.node(id)
    return 'starts' in inner && inner.starts.some((start) => isCompensationStart(run.node(start)))
  })
}

function isCompensationStart(node: GraphNode): boolean {
  return 'triggers' in node && node.triggers.some((trigger) => trigger.type === 'compensation')
}

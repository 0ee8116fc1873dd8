import type { TermQuestion } from '../event.ts'
import type { ActivityNode, CallNode, SubProcessNode, TaskNode } from '../graph.ts'
import { ask } from './asking.ts'
import { undoingSubProcess, undone } from './compensation.ts'
import { beginLoop, instanceDone } from './multi-instance.ts'
import type { LiveToken, Run } from './run.ts'
import { beginEventSubProcess, openScope } from './scopes.ts'
import { openSuspension, today } from './suspension.ts'
import { armBoundaries } from './timers.ts'
import { consume, disarm, leave, scopeOf, settleNode, take, waysOut } from './tokens.ts'
import { assign, assignContext, contextOf, evaluate, isContext, mapped } from './variables.ts'

/** A token comes to an activity: its boundary events listen from now on. */
export function enterActivity(run: Run, token: LiveToken, node: ActivityNode): void {
  armBoundaries(run, token, node)
  if (node.suspends) openSuspension(run, token.id, node.suspends)
  if (node.loop) {
    beginLoop(run, token, node, node.loop)
    return
  }
  run.log(node, 'entered')
  perform(run, token, node)
}

/** Begins one instance: what has an implementation is done at once, the rest waits for the host. */
export function perform(run: Run, token: LiveToken, node: ActivityNode): void {
  if (node.kind === 'task') performTask(run, token, node)
  else openScopeOf(run, token, node)
}

function performTask(run: Run, token: LiveToken, node: TaskNode): void {
  if (node.work?.term !== undefined) token.due = dueOf(run, node.work.term, node.work.citizen ? 'person' : 'office')
  if (node.does) {
    if (ask(run, token, node, node.does)) finish(run, token, node)
  } else if (node.decision && run.ports.decide) {
    decide(run, token, node)
    finish(run, token, node)
  } else if (node.script) {
    runScript(run, token, node.script)
    finish(run, token, node)
  }
}

function dueOf(run: Run, term: string, runsFor: TermQuestion['runsFor']): string {
  return run.ports.endOfTerm({ term, start: 'notification', from: today(run), suspended: [], runsFor })
}

function decide(run: Run, token: LiveToken, node: TaskNode): void {
  const { decision } = node
  if (!decision || !run.ports.decide) return
  const given = decision.with === undefined ? contextOf(run, token) : evaluate(run, token, decision.with)
  const { value, trace } = run.ports.decide(decision.name, isContext(given) ? given : {})
  assign(run, token, { [decision.result]: value ?? null })
  const element = node.drawn ?? node.id
  run.emit({ kind: 'decided', element, name: decision.name, with: value, ...(trace !== undefined && { trace }) })
}

function runScript(run: Run, token: LiveToken, script: NonNullable<TaskNode['script']>): void {
  if (script.result === undefined) assignContext(run, token, script.text)
  else assign(run, token, { [script.result]: evaluate(run, token, script.text) })
}

function openScopeOf(run: Run, token: LiveToken, node: SubProcessNode | CallNode): void {
  if (node.kind === 'sub-process' && node.flavour === 'event') {
    beginEventSubProcess(run, token, node)
    return
  }
  if (node.kind === 'call') token.vars = { ...(node.inputs ? mapped(run, token, node.inputs) : contextOf(run, token)) }
  const scope = scopeOf(run, token)
  if (scope) openScope(run, token, scope)
}

/** One instance, or the activity as a whole, is complete. */
export function finish(run: Run, token: LiveToken, node: ActivityNode): void {
  if (node.kind === 'call' && token.vars) writeBack(run, token, node)
  if (token.n !== undefined) instanceDone(run, token, node)
  else finishWhole(run, token, node)
}

function finishWhole(run: Run, token: LiveToken, node: ActivityNode): void {
  disarm(run, token)
  recordDone(run, token, node)
  if (token.undoFor !== undefined) {
    finishHandler(run, token, node)
    return
  }
  delete token.due
  if (!token.multi) {
    leave(run, token, node)
    return
  }
  settleNode(run, token, node)
  delete token.multi
  take(run, token, node, waysOut(run, token, node))
}

function finishHandler(run: Run, token: LiveToken, node: ActivityNode): void {
  if (!token.multi) run.log(node, 'left')
  settleNode(run, token, node)
  const waiting = token.undoFor === undefined ? undefined : run.token(token.undoFor)
  consume(run, token)
  if (waiting) undone(run, waiting)
}

/** A called procedure gives back what its data mapping names; without one, all that it has. */
function writeBack(run: Run, token: LiveToken, node: CallNode): void {
  const results = node.outputs ? mapped(run, token, node.outputs) : (token.vars ?? {})
  delete token.vars
  assign(run, token, results)
}

/** Remembers what could still be undone: an activity with a handler, or a sub-process that holds some. */
function recordDone(run: Run, token: LiveToken, node: ActivityNode): void {
  if (token.in === undefined || token.undoFor !== undefined) return
  const holdsSome = node.kind === 'sub-process' && node.flavour !== 'event' && canUndoInside(run, token, node)
  if (node.undoneBy === undefined && !holdsSome) {
    run.done = run.done.filter((record) => record.in !== token.id)
    return
  }
  const record = { id: run.next++, at: node.id, in: token.in, ...(token.locals && { locals: token.locals }) }
  run.done = [...run.done.map((inner) => (inner.in === token.id ? { ...inner, in: record.id } : inner)), record]
}

function canUndoInside(run: Run, token: LiveToken, node: SubProcessNode): boolean {
  return run.done.some((record) => record.in === token.id) || undoingSubProcess(run, node) !== undefined
}

import type { Graph } from './compile.ts'
import type { Outcome, Ports, ProcedureEvent } from './event.ts'
import { milliseconds } from './iso-time.ts'
import { plainPorts } from './plain-ports.ts'
import { advance } from './run/advance.ts'
import { complete, fail, receive } from './run/deliver.ts'
import { drain } from './run/drain.ts'
import { Refused, Run, refuse } from './run/run.ts'
import { begin } from './run/start.ts'
import { extendTerm, resumeTerm, suspendTerm } from './run/term.ts'
import { broadcast } from './run/throwing.ts'
import type { State } from './state.ts'

/** The time of a procedure whose events never say when they happen. */
export const epoch = '1970-01-01T00:00:00Z'

/**
 * One event in the life of a case: from a state to the next, with what the host must do and what was
 * entered and left on the way. Without state, the event must start the procedure.
 *
 * Pure: the same arguments give the same outcome, and `state` is left as it was. An event that does not
 * fit is refused, with the remedy; then nothing has happened. An event with a later `at` first fires
 * the timers that were due until then, each at its own time; an earlier one counts as simultaneous.
 */
export function step(graph: Graph, state: State | null, event: ProcedureEvent, ports: Ports = plainPorts): Outcome {
  try {
    const run = state ? carryOn(graph, state, event, ports) : begin(graph, event, ports, event.at ?? epoch)
    drain(run)
    advance(run, run.at) // what is due already, such as a date that is past when its timer is set
    return { state: run.state(), effects: run.effects, trace: run.trace }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal }
    throw error
  }
}

function carryOn(graph: Graph, state: State, event: ProcedureEvent, ports: Ports): Run {
  const run = new Run(graph, state, ports)
  const until = 'advanceTo' in event ? event.advanceTo : event.at
  if (until !== undefined && milliseconds(until) === undefined)
    refuse(
      'bad-event',
      graph.root.id,
      `“${until}” is not an ISO 8601 time with offset, such as 2026-03-02T09:00:00+01:00.`,
    )
  if (until !== undefined && run.status === 'active') advance(run, until)
  apply(run, event)
  return run
}

function apply(run: Run, event: ProcedureEvent): void {
  if ('advanceTo' in event) return
  if (run.status !== 'active') {
    if ('signal' in event) return
    refuse('not-active', run.graph.root.id, `The procedure is ${run.status}: nothing more can happen to it.`)
  }
  if ('complete' in event) complete(run, event.complete, event.with ?? {})
  else if ('message' in event) receive(run, event)
  else if ('signal' in event) broadcast(run, event.signal, event.with)
  else if ('fail' in event) fail(run, event)
  else if ('extendTerm' in event) extendTerm(run, event.extendTerm)
  else if ('suspendTerm' in event) suspendTerm(run, event.suspendTerm === true ? undefined : event.suspendTerm.max)
  else if ('resumeTerm' in event) resumeTerm(run)
  else if ('start' in event) refuse('already-started', run.graph.root.id, 'The procedure has started already.')
  else refuse('bad-event', run.graph.root.id, `The event is none of: ${known}.`)
}

const known = 'start, complete, message, signal, fail, advanceTo, extendTerm, suspendTerm, resumeTerm'

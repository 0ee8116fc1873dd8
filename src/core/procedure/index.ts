/**
 * Runs procedures drawn in BPMN 2.0. `load` reads a drawing once; `step` moves a case on by one event and
 * is pure, so that the real case, the simulation and the preview are the same.
 */
export { compile, type Graph } from './compile.ts'
export type {
  Change,
  Effect,
  Outcome,
  Ports,
  ProcedureEvent,
  Refusal,
  TermQuestion,
  TraceEntry,
} from './event.ts'
export { finestraModdle } from './finestra-moddle.ts'
export type { GraphData, GraphNode, Silence, TermStart, WorkData } from './graph.ts'
export { type Loaded, type LoadOptions, load } from './load.ts'
export type { Problem } from './parse/problem.ts'
export { plainPorts } from './plain-ports.ts'
export { type Awaited, nextDue, type OpenTask, termRuns, type Waiting, waiting, waitingAt, where } from './queries.ts'
export { lengthOf, type State, type Status, type Suspension, type TermState, type Variables } from './state.ts'
export { epoch, step } from './step.ts'

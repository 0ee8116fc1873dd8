import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { type Graph, load, type ProcedureEvent, type State, step } from '../src/core/procedure/index.ts'
import { type Bench, figure } from './figure.ts'

/**
 * The procedure engine against `bpmn-engine` on the same drawing with the same work: a permit with a
 * sub-process, a choice, reports in parallel, a task with a timer on its boundary. One step is one event
 * handled: the start, or the completion of a task. Both have read the drawing before the clock starts.
 */
export const bench: Bench = async ({ quick }) => {
  const theirs = await measureTheirs(quick ? 50 : 300)
  const ours = await measureOurs(quick ? 4_000 : 20_000)
  return [
    figure({
      name: 'engine: steps in memory',
      unit: 'steps/s',
      ours: ours.stepsPerSecond,
      theirs: theirs.stepsPerSecond,
      against: 'bpmn-engine',
      target: { of: 'ratio', atLeast: 100 },
    }),
    figure({
      name: 'engine: largest state on the way',
      unit: 'bytes',
      ours: ours.stateBytes,
      theirs: theirs.stateBytes,
      against: 'bpmn-engine',
      target: { of: 'ours', atMost: 1024 },
    }),
  ]
}

interface Measured {
  readonly stepsPerSecond: number
  readonly stateBytes: number
}

/** What is decided in the case; both engines get it at the start. */
const variables = { applicant: 'Aina Soler', budget: 12_500, complete: true }
/** The order in which the tasks are completed. */
const tasks = ['check', 'technical', 'heritage', 'proposal', 'sign', 'notify']

/** The drawing; only the language of its condition differs. */
function drawing(condition: (name: string) => string): string {
  const flow = (from: string, to: string, inner = '') =>
    `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`
  const when = (name: string) =>
    `<conditionExpression xsi:type="tFormalExpression">${condition(name)}</conditionExpression>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:example">
  <process id="permit" isExecutable="true">
    <startEvent id="applied"/><userTask id="check"/><exclusiveGateway id="complete" default="complete-refused"/>
    <endEvent id="refused"/>
    <subProcess id="examination">
      <startEvent id="begin"/><parallelGateway id="reports"/><userTask id="technical"/><userTask id="heritage"/>
      <parallelGateway id="all"/><userTask id="proposal"/><endEvent id="proposed"/>
      ${flow('begin', 'reports')}${flow('reports', 'technical')}${flow('reports', 'heritage')}
      ${flow('technical', 'all')}${flow('heritage', 'all')}${flow('all', 'proposal')}${flow('proposal', 'proposed')}
    </subProcess>
    <userTask id="sign"/>
    <boundaryEvent id="late" attachedToRef="sign"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P10D</timeDuration></timerEventDefinition></boundaryEvent>
    <endEvent id="expired"/><userTask id="notify"/><endEvent id="archived"/>
    ${flow('applied', 'check')}${flow('check', 'complete')}${flow('complete', 'refused')}
    ${flow('complete', 'examination', when('complete'))}${flow('examination', 'sign')}
    ${flow('sign', 'notify')}${flow('late', 'expired')}${flow('notify', 'archived')}
  </process>
</definitions>`
}

async function measureOurs(cases: number): Promise<Measured> {
  const loaded = await load(drawing((name) => name))
  if ('refused' in loaded) throw new Error(`The drawing of the bench was refused: ${JSON.stringify(loaded.refused)}`)
  const events: ProcedureEvent[] = [
    { start: variables, at: '2026-03-02T09:00:00+01:00' },
    ...tasks.map((complete) => ({ complete, with: { [complete]: 'done' } })),
  ]
  const stateBytes = Math.max(...playOurs(loaded.graph, events).map((state) => JSON.stringify(state).length))
  const seconds = await timed(cases, async () => {
    playOurs(loaded.graph, events)
  })
  return { stepsPerSecond: (cases * events.length) / seconds, stateBytes }
}

function playOurs(graph: Graph, events: readonly ProcedureEvent[]): State[] {
  const states: State[] = []
  let state: State | null = null
  for (const event of events) {
    const outcome = step(graph, state, event)
    if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused))
    state = outcome.state
    states.push(state)
  }
  if (state?.status !== 'completed') throw new Error('The case of the bench did not complete.')
  return states
}

/** The part of bpmn-engine that is used; its own types need packages that it does not bring. */
interface TheirEngine {
  execute(options: { listener: EventEmitter; variables: object }): Promise<TheirExecution>
  getState(): Promise<unknown>
}
interface TheirExecution {
  waitFor(event: 'end'): Promise<unknown>
}
interface TheirWait {
  readonly id: string
  signal(values: object): void
}

async function measureTheirs(cases: number): Promise<Measured> {
  const require = createRequire(import.meta.url)
  const { Engine } = require('bpmn-engine') as { Engine: new (options: object) => TheirEngine } // see TheirEngine
  const sourceContext = await contextOf(
    require,
    drawing((name) => `\${environment.variables.${name}}`),
  )
  let stateBytes = 0
  await playTheirs(new Engine({ name: 'bench', sourceContext }), async (engine) => {
    stateBytes = Math.max(stateBytes, JSON.stringify(await engine.getState()).length)
  })
  const seconds = await timed(cases, () => playTheirs(new Engine({ name: 'bench', sourceContext })))
  return { stepsPerSecond: (cases * (tasks.length + 1)) / seconds, stateBytes }
}

/** Reads the drawing once, as its documentation advises for many runs of the same one. */
async function contextOf(require: NodeJS.Require, source: string): Promise<object> {
  const theirs = createRequire(require.resolve('bpmn-engine'))
  const { BpmnModdle } = await import('bpmn-moddle')
  const { default: serialize, TypeResolver } = theirs('moddle-context-serializer')
  return serialize(await new BpmnModdle().fromXML(source), TypeResolver(theirs('bpmn-elements')))
}

/** Runs a case to its end, completing its tasks in the same order as ours. */
async function playTheirs(engine: TheirEngine, atWait?: (engine: TheirEngine) => Promise<void>): Promise<void> {
  const listener = new EventEmitter()
  const waiting = new Map<string, TheirWait>()
  listener.on('wait', (task: TheirWait) => waiting.set(task.id, task))
  const execution = await engine.execute({ listener, variables: { ...variables } })
  const end = execution.waitFor('end')
  for (const id of tasks) {
    await atWait?.(engine)
    const task = waiting.get(id)
    if (!task) throw new Error(`bpmn-engine does not wait at ${id}; it waits at ${[...waiting.keys()].join(', ')}`)
    task.signal({ [id]: 'done' })
  }
  await end
}

/** Seconds for so many runs, after a tenth as many to warm up. */
async function timed(runs: number, run: () => Promise<void>): Promise<number> {
  for (let index = 0; index < runs / 10; index++) await run()
  const begin = performance.now()
  for (let index = 0; index < runs; index++) await run()
  return (performance.now() - begin) / 1000
}

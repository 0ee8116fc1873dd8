/** Builds real BPMN 2.0 XML for the tests, and plays events on it. */
import assert from 'node:assert/strict'
import {
  type Effect,
  type Graph,
  type LoadOptions,
  load,
  type Ports,
  type Problem,
  type ProcedureEvent,
  plainPorts,
  type Refusal,
  type State,
  step,
  type TraceEntry,
  waitingAt,
} from './index.ts'

type Attributes = Readonly<Record<string, string | boolean | number>>
type Builder = (id: string, attributes?: Attributes, ...inner: string[]) => string

export const start = builder('startEvent')
export const end = builder('endEvent')
export const task = builder('task')
export const user = builder('userTask')
export const service = builder('serviceTask')
export const send = builder('sendTask')
export const receive = builder('receiveTask')
export const manual = builder('manualTask')
export const script = builder('scriptTask')
export const rule = builder('businessRuleTask')
export const exclusive = builder('exclusiveGateway')
export const inclusive = builder('inclusiveGateway')
export const parallel = builder('parallelGateway')
export const race = builder('eventBasedGateway')
export const wait = builder('intermediateCatchEvent')
export const throws = builder('intermediateThrowEvent')
export const boundary = builder('boundaryEvent')
export const sub = builder('subProcess')
export const transaction = builder('transaction')
export const call = builder('callActivity')
export const message = builder('message')
export const signal = builder('signal')
export const error = builder('error')
export const escalation = builder('escalation')

export const onMessage = (ref: string) => `<messageEventDefinition messageRef="${ref}"/>`
export const onSignal = (ref: string) => `<signalEventDefinition signalRef="${ref}"/>`
export const onError = (ref?: string) => `<errorEventDefinition${ref ? ` errorRef="${ref}"` : ''}/>`
export const onEscalation = (ref: string) => `<escalationEventDefinition escalationRef="${ref}"/>`
export const onCondition = (feel: string) =>
  `<conditionalEventDefinition>${formal('condition', feel)}</conditionalEventDefinition>`
export const onCompensation = (attributes: Attributes = {}) => element('compensateEventDefinition', attributes)
export const onLink = (name: string) => `<linkEventDefinition name="${name}"/>`
export const terminates = '<terminateEventDefinition/>'
export const cancels = '<cancelEventDefinition/>'
export const after = (duration: string) =>
  `<timerEventDefinition>${formal('timeDuration', duration)}</timerEventDefinition>`
export const atDate = (date: string) => `<timerEventDefinition>${formal('timeDate', date)}</timerEventDefinition>`
export const every = (cycle: string) => `<timerEventDefinition>${formal('timeCycle', cycle)}</timerEventDefinition>`
export const onTerm = (attributes: Attributes) => element('timerEventDefinition', attributes)
export const association = (from: string, to: string) =>
  element('association', { id: `${from}..${to}`, sourceRef: from, targetRef: to })

/** An expression element, as BPMN tools write it. */
export function formal(tag: string, body: string): string {
  return `<${tag} xsi:type="tFormalExpression">${escaped(body)}</${tag}>`
}

/** Flows from text: `flows('a > b > c', 'b > d if amount > 100')`; the id of a flow is `a-b`. */
export function flows(...chains: string[]): string {
  return chains
    .map((chain) => {
      const [path = '', condition] = chain.split(' if ')
      const stops = path.split(' > ').map((stop) => stop.trim())
      return stops
        .slice(1)
        .map((target, index) => flow(stops[index] ?? '', target, condition))
        .join('')
    })
    .join('')
}

function flow(from: string, to: string, condition: string | undefined): string {
  const inner = condition === undefined ? '' : formal('conditionExpression', condition)
  return element('sequenceFlow', { id: `${from}-${to}`, sourceRef: from, targetRef: to }, inner)
}

/** A file with one executable process `p`; what stands outside of the process comes first. */
export function drawing(roots: string[], ...inner: string[]): string {
  return file(...roots, process('p', {}, ...inner))
}

export function process(id: string, attributes: Attributes, ...inner: string[]): string {
  return element('process', { id, isExecutable: true, ...attributes }, inner.join(''))
}

export function file(...roots: string[]): string {
  return element(
    'definitions',
    {
      xmlns: 'http://www.omg.org/spec/BPMN/20100524/MODEL',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xmlns:f': 'urn:finestra:bpmn',
      targetNamespace: 'urn:example',
    },
    roots.join(''),
  )
}

function builder(tag: string): Builder {
  return (id, attributes = {}, ...inner) => element(tag, { id, ...attributes }, inner.join(''))
}

function element(tag: string, attributes: Attributes, inner = ''): string {
  const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
  return `<${tag}${list.join('')}>${inner}</${tag}>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}

/** Loads a drawing that must be sound. */
export async function graphOf(xml: string, options: LoadOptions = {}): Promise<Graph> {
  const loaded = await load(xml, options)
  assert.ok('graph' in loaded, `refused: ${JSON.stringify('refused' in loaded && loaded.refused, null, 1)}`)
  return loaded.graph
}

/** Loads a drawing that must be refused. */
export async function refusalsOf(xml: string, options: LoadOptions = {}): Promise<readonly Problem[]> {
  const loaded = await load(xml, options)
  assert.ok('refused' in loaded, 'the drawing was accepted')
  return loaded.refused
}

export interface Played {
  readonly state: State
  readonly trace: readonly TraceEntry[]
  readonly effects: readonly Effect[]
  readonly waitingAt: readonly string[]
  /** Ids of the elements entered, in order. */
  readonly entered: readonly string[]
  /** The trace without times: `+entered -left xcancelled ~compensated`. */
  readonly path: string
}

/** Plays events on a drawing; each of them must fit. */
export async function play(xml: string, events: readonly ProcedureEvent[], ports: Ports = plainPorts): Promise<Played> {
  return playOn(await graphOf(xml), events, ports)
}

export function playOn(graph: Graph, events: readonly ProcedureEvent[], ports: Ports = plainPorts): Played {
  const trace: TraceEntry[] = []
  const effects: Effect[] = []
  let state: State | null = null
  for (const event of events) {
    const outcome = step(graph, state, event, ports)
    assert.ok(
      'state' in outcome,
      `${JSON.stringify(event)}: ${JSON.stringify('refused' in outcome && outcome.refused)}`,
    )
    state = outcome.state
    trace.push(...outcome.trace)
    effects.push(...outcome.effects)
  }
  assert.ok(state)
  const entered = trace.filter(({ change }) => change === 'entered').map(({ element }) => element)
  return { state, trace, effects, waitingAt: waitingAt(graph, state), entered, path: pathOf(trace) }
}

const signs = { entered: '+', left: '-', cancelled: 'x', compensated: '~' }

export function pathOf(trace: readonly TraceEntry[]): string {
  return trace.map(({ element, change }) => `${signs[change]}${element}`).join(' ')
}

/** Plays events of which the last one must be refused; the others must fit. */
export async function refusalOf(
  xml: string,
  events: readonly ProcedureEvent[],
  ports: Ports = plainPorts,
): Promise<Refusal> {
  const graph = await graphOf(xml)
  const state = events.length > 1 ? playOn(graph, events.slice(0, -1), ports).state : null
  const last = events.at(-1)
  assert.ok(last)
  const outcome = step(graph, state, last, ports)
  assert.ok('refused' in outcome, 'the event was accepted')
  return outcome.refused
}

/** A Monday morning in Vilamar. */
export const monday = '2026-03-02T09:00:00+01:00'
export const started: ProcedureEvent = { start: {}, at: monday }

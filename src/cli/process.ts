import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  type Effect,
  type Graph,
  type GraphData,
  load,
  type Problem,
  type ProcedureEvent,
  type Refusal,
  type State,
  step,
  type TraceEntry,
  waitingAt,
} from '../core/procedure/index.ts'

const HELP = `finestra process run FILE.bpmn --events FILE.json: a BPMN model against a list of events

  --events FILE     a list of events, the first one {"start": {variables}}; see below
  --process ID      the process to run, where the file holds several
  --library FILE    a drawing that call activities may call; may be repeated
  --json            {trace, status, waitingAt, variables, effects} on standard output

Events: {"start": {variables}} · {"complete": "elementId", "with": {…}} · {"message": "name", "with": {…}}
        {"signal": "name"} · {"fail": "elementId", "error": "code"} · {"advanceTo": "2026-03-02T09:00:00+01:00"}
        Any of them may carry "at". Without any time the procedure starts on 1970-01-01.

Ends with 1 when the drawing cannot run or an event does not fit, with the element, the reason and the remedy.
`

type Output = { write(text: string): unknown }

/** Where a run tells what came of it. */
interface Terminal {
  readonly out: Output
  readonly err: Output
  readonly json: boolean
}

/** A file, option or event that cannot be used: told in one sentence. */
class Mistake extends Error {}

/** Runs `finestra process`; gives the exit code: 0, 1 when the drawing or an event is refused, 2 for wrong usage. */
export async function processCommand(args: readonly string[], out: Output, err: Output): Promise<number> {
  try {
    const { values, positionals } = readArgs(args)
    if (values.help) {
      out.write(HELP)
      return 0
    }
    const [verb, file, ...more] = positionals
    if (verb !== 'run' || file === undefined || values.events === undefined || more.length > 0)
      throw new Mistake('write: finestra process run FILE.bpmn --events FILE.json; see --help')
    const library = await Promise.all(values.library.map(readLibrary))
    const loaded = await load(await read(file), {
      library,
      ...(values.process !== undefined && { process: values.process }),
    })
    const terminal = { out, err, json: values.json }
    if ('refused' in loaded) return refuseDrawing(file, loaded.refused, terminal)
    for (const { element, reason, remedy } of loaded.warnings) err.write(`warning: ${element}: ${reason} ${remedy}\n`)
    return play(loaded.graph, await readEvents(values.events), terminal)
  } catch (error) {
    if (!isMistake(error)) throw error
    err.write(`finestra process: ${error.message}\n`)
    return 2
  }
}

function readArgs(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      events: { type: 'string' },
      process: { type: 'string' },
      library: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new Mistake(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function readLibrary(file: string): Promise<GraphData> {
  const loaded = await load(await read(file))
  if ('graph' in loaded) return loaded.graph.data
  throw new Mistake(`${file} cannot be called: ${loaded.refused.map(sentence).join(' ')}`)
}

/** The keys of an event, with the kind of value that each takes. */
const eventKeys: Readonly<Record<string, (value: unknown) => boolean>> = {
  start: isObject,
  complete: isName,
  message: isText,
  signal: isText,
  fail: isName,
  advanceTo: isText,
  extendTerm: isText,
  suspendTerm: (value) => value === true || isObject(value),
  resumeTerm: (value) => value === true,
}

async function readEvents(file: string): Promise<ProcedureEvent[]> {
  const text = await read(file)
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    throw new Mistake(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!Array.isArray(list)) throw new Mistake(`${file} is not a list of events; write [{"start": {}}, …]`)
  for (const [index, event] of list.entries())
    if (!isEvent(event)) throw new Mistake(`event ${index} ${wrongEvent(event)}`)
  return list.filter(isEvent)
}

function isEvent(event: unknown): event is ProcedureEvent {
  if (!isObject(event)) return false
  const kinds = Object.keys(event).filter((key) => key in eventKeys)
  const [kind = ''] = kinds
  return kinds.length === 1 && eventKeys[kind]?.(event[kind]) === true && hasSoundRest(event)
}

function hasSoundRest(event: Record<string, unknown>): boolean {
  const { at, with: values, error } = event
  if (at !== undefined && !isText(at)) return false
  if (values !== undefined && !isObject(values)) return false
  return !('fail' in event) || isText(error)
}

function wrongEvent(event: unknown): string {
  const keys = Object.keys(eventKeys).join(', ')
  return `${JSON.stringify(event)} is not understood; write one of ${keys}, with "with" as an object and "at" as a time (see --help)`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isName(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

/** Plays the events one after the other and prints what came of them. */
function play(graph: Graph, events: readonly ProcedureEvent[], terminal: Terminal): number {
  let state: State | null = null
  const trace: TraceEntry[] = []
  const effects: Effect[] = []
  for (const [index, event] of events.entries()) {
    const outcome = step(graph, state, event)
    if ('refused' in outcome) return refuseEvent({ index, event }, outcome.refused, terminal)
    state = outcome.state
    trace.push(...outcome.trace)
    effects.push(...outcome.effects)
  }
  if (state === null) throw new Mistake('the list of events is empty; the first one is {"start": {}}')
  const { status, variables } = state
  const result = { trace, status, waitingAt: waitingAt(graph, state), variables, effects }
  terminal.out.write(terminal.json ? `${JSON.stringify(result, null, 2)}\n` : printed(result))
  return 0
}

type Result = Pick<State, 'status' | 'variables'> & {
  readonly trace: readonly TraceEntry[]
  readonly waitingAt: readonly string[]
  readonly effects: readonly Effect[]
}

function printed({ trace, status, waitingAt, variables, effects }: Result): string {
  const lines = [
    ...trace.map(({ at, element, change }) => `${at}  ${change.padEnd(11)}  ${element}`),
    ...effects.map(({ at, kind, element }) => `${at}  ${'effect'.padEnd(11)}  ${element}: ${kind}`),
    `status: ${status}`,
    ...(waitingAt.length > 0 ? [`waiting at: ${waitingAt.join(', ')}`] : []),
    `variables: ${JSON.stringify(variables)}`,
  ]
  return `${lines.join('\n')}\n`
}

function refuseDrawing(file: string, refused: readonly Problem[], { out, err, json }: Terminal): number {
  if (json) out.write(`${JSON.stringify({ refused }, null, 2)}\n`)
  err.write(`finestra process: ${file} cannot run:\n${refused.map((problem) => `  ${sentence(problem)}\n`).join('')}`)
  return 1
}

function sentence({ element, reason, remedy }: Problem): string {
  return `${element === '' ? 'the file' : element}: ${reason} ${remedy}`
}

function refuseEvent(which: { index: number; event: ProcedureEvent }, refused: Refusal, terminal: Terminal): number {
  const { code, element, remedy } = refused
  if (terminal.json) terminal.out.write(`${JSON.stringify({ refused: { event: which.index, ...refused } }, null, 2)}\n`)
  const event = `event ${which.index} ${JSON.stringify(which.event)}`
  terminal.err.write(`finestra process: ${event} does not fit (${code}, ${element}): ${remedy}\n`)
  return 1
}

function isMistake(error: unknown): error is Error {
  if (error instanceof Mistake) return true
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

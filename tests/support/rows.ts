import type { TestDatabase } from '../../src/platform/database/testing.ts'

type Owner = Pick<TestDatabase, 'owner'>

/** Every table of the schema that belongs to a municipality, by name. */
export async function townTables(test: Owner): Promise<string[]> {
  const rows = await test.owner(`
    select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'finestra' and c.column_name = 'municipality_id' and t.table_type = 'BASE TABLE'
      and c.table_name <> 'municipality' order by 1`)
  return rows.map((row) => String(row.table_name))
}

/** What stands in each table, as one hash a table; the queue of effects is one of them. Equal before and after means that nothing changed. */
export async function checksums(
  test: Owner,
  { municipality, without = [] }: { municipality?: number; without?: readonly string[] } = {},
): Promise<Record<string, string>> {
  const where = municipality === undefined ? '' : `where t.municipality_id = ${municipality}`
  const tables = (await townTables(test)).filter((table) => !without.includes(table))
  const hashes = tables.map(
    (table) => `select '${table}' as name, ${HASH} as hash, count(*) as rows from finestra.${table} t ${where}`,
  )
  const queue = `select 'queue' as name, ${HASH} as hash, count(*) as rows
    from (select id, task_id, payload::text, key, run_at from graphile_worker._private_jobs) t`
  const rows = await test.owner([...hashes, queue].join(' union all '))
  return Object.fromEntries(rows.map(({ name, hash, rows: count }) => [String(name), `${count}:${hash}`]))
}

const HASH = `coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), 'empty')`

/** Every run of register numbers: how many entries there are and which is the highest number. Equal means without gaps. */
export async function registerRuns(test: Owner): Promise<{ run: string; entries: number; highest: number }[]> {
  const rows = await test.owner(`
    select municipality_id || ' ' || register || ' ' || year as run, count(*)::int as entries, max(number)::int as highest
    from finestra.register_entry group by municipality_id, register, year order by 1`)
  return rows.map(({ run, entries, highest }) => ({
    run: String(run),
    entries: Number(entries),
    highest: Number(highest),
  }))
}

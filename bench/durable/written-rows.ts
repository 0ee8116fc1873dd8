import type { TestDatabase } from '../../src/platform/database/testing.ts'

/** One row that a transaction wrote: for an update the columns that it changed only. */
export interface WrittenRow {
  readonly table: string
  readonly kind: 'insert' | 'update' | 'delete'
  /** The columns of the primary key, by which an update or a delete finds its row. */
  readonly key: Readonly<Record<string, unknown>>
  /** Column → value as JSON; empty for a delete. */
  readonly values: Readonly<Record<string, unknown>>
}

/** Everything that was written while `work` ran, as it was written: one list a transaction, in their order. */
export async function recordRows(test: TestDatabase, work: () => Promise<unknown>): Promise<WrittenRow[][]> {
  await test.owner(WATCH)
  try {
    await work()
    const rows = (await test.owner(READ)) as unknown as Recorded[]
    const transactions = Map.groupBy(rows, ({ transaction }) => transaction)
    return [...transactions.values()].map((written) => written.map(rowOf))
  } finally {
    await test.owner(UNWATCH)
  }
}

interface Recorded {
  readonly transaction: string
  readonly table: string
  readonly kind: WrittenRow['kind']
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
  readonly key: string[]
}

function rowOf({ table, kind, before, after, key }: Recorded): WrittenRow {
  const row = after ?? before ?? {}
  return {
    table,
    kind,
    key: Object.fromEntries(key.map((column) => [column, row[column]])),
    values: Object.fromEntries(
      Object.entries(after ?? {}).filter(
        ([column, value]) => before === null || JSON.stringify(before[column]) !== JSON.stringify(value),
      ),
    ),
  }
}

/** A trigger on every table that writes down each row as it is written. */
const WATCH = `
  create schema bench;
  create table bench.written (
    n bigint generated always as identity, transaction xid8, "table" text, kind text, before jsonb, after jsonb);
  create function bench.write_down() returns trigger language plpgsql security definer as $$
  begin
    insert into bench.written (transaction, "table", kind, before, after) values (
      pg_current_xact_id(), format('%I.%I', tg_table_schema, tg_table_name), lower(tg_op),
      case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
    return null;
  end $$;
  do $$
  declare
    watched regclass;
  begin
    for watched in select oid from pg_class
      where relkind = 'r' and relnamespace in ('finestra'::regnamespace, 'graphile_worker'::regnamespace)
    loop
      execute format('create trigger bench_written after insert or update or delete on %s
        for each row execute function bench.write_down()', watched);
    end loop;
  end $$`

const READ = `
  select w.transaction::text, w."table", w.kind, w.before, w.after, array(
    select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = w."table"::regclass and i.indisprimary) as key
  from bench.written w
  order by min(w.n) over (partition by w.transaction), w.n`

const UNWATCH = `
  do $$
  declare
    watched regclass;
  begin
    for watched in select tgrelid from pg_trigger where tgname = 'bench_written' loop
      execute format('drop trigger bench_written on %s', watched);
    end loop;
  end $$;
  drop schema bench cascade`

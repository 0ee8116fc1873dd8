import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { WrittenRow } from './written-rows.ts'

/** A statement that is prepared once on each connection. */
interface Statement {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

/** The transactions of one case, ready to be sent. */
export type BareCase = readonly (readonly Statement[])[]

/**
 * Makes the recorded case again with other identifiers and numbers, as plain statements: the rows that a transaction inserts into a
 * table one after the other go in one statement, an update or a delete finds its row by its primary key.
 */
export function bareCase(recorded: readonly (readonly WrittenRow[])[], types: ColumnTypes, number: number): BareCase {
  const uuids = newIdentifiers(recorded)
  const renamed = (value: unknown) =>
    typeof value === 'string' ? value.replace(UUID, (uuid) => uuids.get(uuid) ?? uuid) : value
  const fresh = (table: string, row: Readonly<Record<string, unknown>>) =>
    Object.entries(row)
      .filter(([column]) => !types.generated.has(`${table}.${column}`))
      .map(([column, value]): [string, unknown] => {
        const text =
          typeof value === 'object' && value !== null
            ? JSON.parse(renamed(JSON.stringify(value)) as string)
            : renamed(value)
        return [column, numbered(`${table}.${column}`, text, number)]
      })
  return recorded.map((rows) => grouped(rows).map((group) => statementOf(group, fresh, types)))
}

export interface ColumnTypes {
  /** `table.column` → its type. */
  readonly of: ReadonlyMap<string, string>
  /** Columns that the database fills itself. */
  readonly generated: ReadonlySet<string>
}

export async function columnTypes(owner: (text: string) => Promise<Record<string, unknown>[]>): Promise<ColumnTypes> {
  const rows = (await owner(`
    select format('%I.%I.%I', n.nspname, c.relname, a.attname) as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attgenerated <> '' or (a.attidentity <> '' and c.relname = 'event') as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('finestra', 'graphile_worker') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`)) as unknown as {
    name: string
    type: string
    generated: boolean
  }[]
  return {
    of: new Map(rows.map(({ name, type }) => [name, type])),
    generated: new Set(rows.filter(({ generated }) => generated).map(({ name }) => name)),
  }
}

/** Sends the cases, so many at a time, each on a connection of its own; gives seconds. */
export async function replay(url: string, cases: readonly BareCase[], atOnce: number): Promise<number> {
  const connections = Array.from({ length: atOnce }, () => new pg.Client({ connectionString: url }))
  await Promise.all(connections.map((client) => client.connect()))
  try {
    const queue = cases.values()
    const start = performance.now()
    await Promise.all(
      connections.map(async (client) => {
        for (const one of queue) await sendCase(client, one)
      }),
    )
    return (performance.now() - start) / 1000
  } finally {
    await Promise.all(connections.map((client) => client.end()))
  }
}

async function sendCase(client: pg.Client, one: BareCase): Promise<void> {
  for (const statements of one) {
    await client.query('begin')
    for (const { name, text, values } of statements) await client.query({ name, text, values: [...values] })
    await client.query('commit')
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** A new identifier for each that came into being with the recorded case; people and officers stay who they are. */
function newIdentifiers(recorded: readonly (readonly WrittenRow[])[]): Map<string, string> {
  const found = new Set(JSON.stringify(recorded).match(UUID))
  return new Map([...found].filter((uuid) => !uuid.startsWith('00000000-')).map((uuid) => [uuid, randomUUID()]))
}

/** What must differ from case to case besides identifiers. */
function numbered(column: string, value: unknown, number: number): unknown {
  if (OFFSET.has(column)) return Number(value) + number * 10_000
  // The workers of the town hall must not take these jobs for theirs.
  if (column === 'graphile_worker._private_jobs.run_at') return '2999-01-01T00:00:00Z'
  if (SUFFIXED.has(column) && value !== null) return `${value}/${number}`
  return value
}

const OFFSET = new Set(['finestra.register_entry.number', 'graphile_worker._private_jobs.id'])
const SUFFIXED = new Set([
  'finestra.cases.number',
  'finestra.register_entry.label',
  'finestra.payment.reference',
  'finestra.document.code',
  'finestra.request_key.key',
  'graphile_worker._private_jobs.key',
])

/** Rows inserted into one table one after the other, together. */
function grouped(rows: readonly WrittenRow[]): WrittenRow[][] {
  const groups: WrittenRow[][] = []
  for (const row of rows) {
    const last = groups.at(-1)?.[0]
    if (last?.kind === 'insert' && row.kind === 'insert' && last.table === row.table) groups.at(-1)?.push(row)
    else groups.push([row])
  }
  return groups
}

type Fresh = (table: string, row: Readonly<Record<string, unknown>>) => [string, unknown][]

function statementOf(group: readonly WrittenRow[], fresh: Fresh, types: ColumnTypes): Statement {
  const values: unknown[] = []
  const [{ table, kind }] = group as [WrittenRow]
  const parameter = (column: string, value: unknown) => {
    const type = types.of.get(`${table}.${column}`)
    values.push(type?.startsWith('json') && value !== null ? JSON.stringify(value) : value)
    return `$${values.length}`
  }
  const pairs = (row: Readonly<Record<string, unknown>>, separator: string) =>
    fresh(table, row)
      .map(([column, value]) => `"${column}" = ${parameter(column, value)}`)
      .join(separator)
  return named(text(), values)

  function text(): string {
    const [first] = group as [WrittenRow]
    if (kind === 'delete') return `delete from ${table} where ${pairs(first.key, ' and ')}`
    // A row may be written as it was; it is written again here too. Counters stay where the town hall has them.
    const asItWas = Object.keys(first.values).length === 0 || table.endsWith('_counter')
    const changed = asItWas ? first.key : first.values
    if (kind === 'update') return `update ${table} set ${pairs(changed, ', ')} where ${pairs(first.key, ' and ')}`
    const columns = fresh(table, first.values).map(([column]) => `"${column}"`)
    const rows = group.map((row) => `(${fresh(table, row.values).map(([column, value]) => parameter(column, value))})`)
    return `insert into ${table} (${columns}) overriding system value values ${rows}`
  }
}

const names = new Map<string, string>()

function named(text: string, values: readonly unknown[]): Statement {
  const name = names.get(text) ?? `bare${names.size}`
  names.set(text, name)
  return { name, text, values }
}

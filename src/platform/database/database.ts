import type { Writable } from 'node:stream'
import pg from 'pg'
import { type Pulse, pulseOf } from './pulse.ts'
import { type Sql, toStatement } from './sql.ts'

/** What can be asked inside a transaction. Column names come back in camelCase. */
export interface Queries {
  /** The municipality whose rows are seen; absent where the transaction is not of one. */
  readonly municipalityId?: number
  /** All rows. */
  many<Row>(query: Sql): Promise<Row[]>
  /** The only row; anything else is a fault of the program. */
  one<Row>(query: Sql): Promise<Row>
  /** The row, or `undefined` when there is none. */
  maybe<Row>(query: Sql): Promise<Row | undefined>
  /** The number of rows that the statement touched. */
  run(query: Sql): Promise<number>
  /**
   * Sends a statement whose answer nobody waits for: the next one follows in the same packet. When it fails, the transaction does.
   */
  send(query: Sql): void
}

export interface Database {
  /** Runs `work` in one transaction that sees one municipality only (row-level security). */
  within<T>(municipalityId: number, work: (db: Queries) => Promise<T>, options?: { readOnly?: boolean }): Promise<T>
  /**
   * Reads as `within`, but all questions are asked at once, before any answer: they make one journey with the beginning and the end of
   * their transaction. A question that comes later is a fault.
   */
  atOnce<T>(municipalityId: number, questions: (db: Queries) => Promise<T>): Promise<T>
  /** Runs `work` in one transaction that sees the tables without a municipality only (the list of municipalities). */
  across<T>(work: (db: Queries) => Promise<T>): Promise<T>
  /** Tells whether anything was committed. */
  readonly pulse: Pulse
  /** Ends every connection. */
  close(): Promise<void>
  readonly pool: pg.Pool
}

/** Opens the application's own pool: the role behind `url` must be neither a superuser nor the owner of the tables. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const pool = openPool(url, options.connections ?? 10)
  // A connection of its own: whether anything happened is soon told, also while all the others are busy.
  const pulsePool = openPool(url, 1)
  return {
    pool,
    pulse: pulseOf(pulsePool),
    within: (municipalityId, work, { readOnly = false } = {}) =>
      transaction(pool, `${readOnly ? 'begin read only' : 'begin'}; ${seeing(municipalityId)}`, (db) =>
        work({ ...db, municipalityId }),
      ),
    atOnce: (municipalityId, questions) => reading(pool, `begin read only; ${seeing(municipalityId)}`, questions),
    across: (work) => transaction(pool, 'begin read only', work),
    close: async () => {
      await Promise.all([pool.end(), pulsePool.end()])
    },
  }
}

function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: { getTypeParser: typeParser as pg.CustomTypesConfig['getTypeParser'] },
    // Statements of one transaction that do not wait for each other travel together.
    pipeline: true,
    options: '-c search_path=finestra,public -c timezone=UTC -c jit=off',
  } as pg.PoolConfig)
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Row-level security for one municipality until the transaction ends. */
function seeing(municipalityId: number): string {
  if (!Number.isInteger(municipalityId)) throw new Error(`${municipalityId} is no municipality`)
  return `set local finestra.municipality = ${municipalityId}`
}

async function transaction<T>(pool: pg.Pool, open: string, work: (db: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const sent: Promise<unknown>[] = []
  try {
    // Sent without waiting: the first statement of the work follows in the same packet.
    inOnePacket(client)
    const opening = client.query(open)
    opening.catch(() => {})
    const result = await work(queriesOn(client, sent))
    inOnePacket(client)
    await Promise.all([opening, ...sent, client.query('commit')])
    return result
  } catch (error) {
    await client.query('rollback').catch((reason: Error) => {
      broken = reason
    })
    // What failed first is the reason; what came after it failed only because the transaction was over.
    const failed = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected')
    throw failed?.status === 'rejected' ? failed.reason : error
  } finally {
    client.release(broken)
  }
}

async function reading<T>(pool: pg.Pool, open: string, questions: (db: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  let isOver = false
  const guarded: Pick<pg.ClientBase, 'query'> = Object.create(client, {
    query: {
      value: (...asked: [string]) => {
        if (isOver) throw new Error('asked after the transaction was over: all questions are asked at once')
        return client.query(...asked)
      },
    },
  })
  try {
    inOnePacket(client)
    const opening = client.query(open)
    const answers = (async () => await questions(queriesOn(guarded)))()
    isOver = true
    // A question that failed has ended the transaction as this does.
    const [opened, answered, ended] = await Promise.allSettled([opening, answers, client.query('commit')])
    if (ended.status === 'rejected') broken = ended.reason
    for (const one of [opened, answered, ended]) if (one.status === 'rejected') throw one.reason
    return (answered as PromiseFulfilledResult<T>).value // looked at above
  } finally {
    client.release(broken)
  }
}

/** The questions, asked on one connection; `sent` gathers the statements that nobody waits for before the transaction ends. */
export function queriesOn(client: Pick<pg.ClientBase, 'query'>, sent: Promise<unknown>[] = []): Queries {
  const ask = async (query: Sql) => {
    const { text, values } = toStatement(query)
    inOnePacket(client)
    const result = await client.query({ name: statementName(text), text, values })
    return { rows: camelCaseRows(result), count: result.rowCount ?? 0 }
  }
  return {
    many: async <Row>(query: Sql) => (await ask(query)).rows as Row[],
    one: async <Row>(query: Sql) => {
      const { rows } = await ask(query)
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}: ${toStatement(query).text}`)
      return rows[0] as Row
    },
    maybe: async <Row>(query: Sql) => (await ask(query)).rows[0] as Row | undefined,
    run: async (query) => (await ask(query)).count,
    send(query) {
      const answer = ask(query)
      // Looked at when the transaction ends.
      answer.catch(() => {})
      sent.push(answer)
    },
  }
}

const gathering = new WeakSet<Writable>()

/**
 * What is asked on a connection before the program turns to something else leaves in one packet, for which the database wakes up once.
 * The driver writes one for each statement.
 */
function inOnePacket(client: Pick<pg.ClientBase, 'query'>): void {
  // Not in the driver's types; a client of another make has none, and sends as it will.
  const stream = (client as { connection?: { stream?: Writable } }).connection?.stream
  if (!stream?.cork || gathering.has(stream)) return
  gathering.add(stream)
  stream.cork()
  process.nextTick(() => {
    gathering.delete(stream)
    stream.uncork()
  })
}

/** A name per text, so that each connection parses and plans it once. */
const statementNames = new Map<string, string>()

function statementName(text: string): string {
  let name = statementNames.get(text)
  if (name === undefined) {
    name = `s${statementNames.size}`
    statementNames.set(text, name)
  }
  return name
}

const camelCase = new Map<string, string>()

function camelCaseRows(result: pg.QueryResult): Record<string, unknown>[] {
  const names = result.fields.map(({ name }) => camelCaseOf(name))
  if (names.every((name, index) => name === result.fields[index]?.name)) return result.rows
  return result.rows.map((row) => {
    const renamed: Record<string, unknown> = {}
    for (let index = 0; index < names.length; index += 1) renamed[names[index]!] = row[result.fields[index]!.name]
    return renamed
  })
}

function camelCaseOf(name: string): string {
  let known = camelCase.get(name)
  if (known === undefined) {
    known = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    camelCase.set(name, known)
  }
  return known
}

const DATE = 1082
const TIMESTAMPTZ = 1184
const INT8 = 20

/** Dates stay 'YYYY-MM-DD', instants become ISO strings in UTC, counts become numbers; the rest is the driver's. */
function typeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === DATE) return asItIs
  if (oid === TIMESTAMPTZ) return inUtc
  if (oid === INT8) return Number
  return pg.types.getTypeParser(oid, format as 'text')
}

const asItIs = (text: string) => text
const inUtc = (text: string) => new Date(text).toISOString()

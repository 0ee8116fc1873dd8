import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Sql, sql } from '../src/platform/database/index.ts'
import { ACT_INPUTS, actNamed } from './support/act-inputs.ts'
import { type House, openHouse } from './support/house.ts'
import { townTables } from './support/rows.ts'

/** Acts that between them write to every table. A table that stays empty proves nothing: give it the act that fills it. */
const FILLING = [
  'notification.access',
  'message.read',
  'case.note',
  'case.keep-task-draft',
  'case.save-filter',
  'case.upload',
  'call.publish-list',
  'person.grant-mandate',
  'register.close-day',
  'identity.sign-in',
  'identity.add-passkey',
]

const [VILAMAR, CASTELVERDE] = [1, 2]
const DENIED = '42501'

describe('a table of another municipality', () => {
  let house: House
  let tables: string[]
  before(async () => {
    house = await openHouse()
    for (const name of FILLING) {
      const { actor, input } = await ACT_INPUTS[name]!.ready(house)
      await house.hall.run(actNamed(name), input, actor)
    }
    await house.hall.settled()
    tables = await townTables(house.hall.test)
  })
  after(() => house?.close())

  const inTown = <T>(town: number, query: Sql) => house.hall.platform.db.within(town, (db) => db.many<T>(query))
  const touched = (town: number, query: Sql) => house.hall.platform.db.within(town, (db) => db.run(query))
  /** The code with which the database refuses, or the number of rows that were touched. */
  const attempt = (town: number, query: Sql) =>
    touched(town, query).catch((error: { code?: string }) => error.code ?? String(error))
  const name = (table: string) => sql.identifier(table)
  const everyTable = async (check: (table: string) => Promise<void>) => {
    for (const table of tables) await check(table)
    assert.ok(tables.length >= 32, `only ${tables.length} tables were tried`)
  }

  it('holds rows of Vilamar, which its owner sees: otherwise nothing would be proved', async () => {
    await everyTable(async (table) => {
      const [row] = await house.hall.test.owner(
        `select count(*)::int as rows from finestra.${table} where municipality_id = 1`,
      )
      assert.ok(Number(row?.rows) > 0, `${table} is empty: add the act that writes it to FILLING`)
      const [own] = await inTown<{ rows: number }>(VILAMAR, sql`select count(*) as rows from ${name(table)}`)
      assert.equal(own?.rows, row?.rows, table)
    })
  })

  it('is under a policy that binds its owner too, with the municipality first in its primary key', async () => {
    const rows = await house.hall.test.owner(
      `
      select c.relname as table, c.relrowsecurity and c.relforcerowsecurity as forced,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as first
      from pg_class c where c.relnamespace = 'finestra'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1)`,
      [
        // Without a municipality: the list of municipalities itself, of migrations, and of the processes that work for all.
        ['municipality', 'migration', 'worker_process'],
      ],
    )
    assert.deepEqual(rows.map((row) => String(row.table)).sort(), tables)
    for (const row of rows)
      assert.deepEqual({ ...row }, { table: row.table, forced: true, policies: 1, first: 'municipality_id' })
  })

  it('shows nothing of it, nor to a transaction that belongs to no municipality', async () => {
    await everyTable(async (table) => {
      const count = sql`select count(*) as rows from ${name(table)} where municipality_id = 1`
      assert.deepEqual(await inTown(CASTELVERDE, count), [{ rows: 0 }], table)
      const others = sql`select count(*) as rows from ${name(table)} where municipality_id <> 2`
      assert.deepEqual(await inTown(CASTELVERDE, others), [{ rows: 0 }], table)
      const nobody = await house.hall.platform.db.across((db) =>
        db.many<{ rows: number }>(sql`select count(*) as rows from ${name(table)}`),
      )
      assert.deepEqual(nobody, [{ rows: 0 }], table)
    })
  })

  it('takes no row into it', async () => {
    await everyTable(async (table) => {
      const insert = sql`insert into ${name(table)} (municipality_id) values (1)`
      // The policy is asked before any column is: the same row of one's own town fails for what it lacks, not for the town.
      assert.equal(await attempt(CASTELVERDE, insert), DENIED, table)
      const ownRow = await attempt(VILAMAR, insert)
      assert.notEqual(ownRow, DENIED, table)
    })
  })

  it('has no row of it changed, deleted, or moved', async () => {
    let bitten = 0
    await everyTable(async (table) => {
      const change = sql`update ${name(table)} set municipality_id = 2 where municipality_id = 1`
      const erase = sql`delete from ${name(table)} where municipality_id = 1`
      const move = sql`update ${name(table)} set municipality_id = 1 where municipality_id = 2`
      for (const statement of [change, erase])
        assert.ok([0, DENIED].includes(await attempt(CASTELVERDE, statement)), table)
      const own = await inTown<{ rows: number }>(CASTELVERDE, sql`select count(*) as rows from ${name(table)}`)
      const moved = await attempt(CASTELVERDE, move)
      assert.equal(moved, own[0]?.rows === 0 && moved === 0 ? 0 : DENIED, table)
      if (moved === DENIED) bitten += 1
    })
    assert.ok(bitten >= 5, `only ${bitten} tables had rows to move`)
  })
})

describe('the role of the application', () => {
  let house: House
  before(async () => {
    house = await openHouse()
  })
  after(() => house?.close())

  const refusal = (statement: string) =>
    house.hall.platform.db
      .within(1, (db) => db.run({ pieces: [statement], values: [] }))
      .then(
        () => 'done',
        (error: { code?: string }) => error.code,
      )

  it('is neither a superuser nor past row-level security, makes no roles, and is a member of none', async () => {
    const [role] = await house.hall.test.owner(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships
      from pg_roles r where rolname = 'finestra_app'`)
    assert.deepEqual(
      { ...role },
      {
        ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
        ...{ rolreplication: false, rolinherit: false, memberships: 0 },
      },
    )
    const [user] = await house.hall.platform.db.within(1, (db) =>
      db.many<{ name: string }>(sql`select current_user as name`),
    )
    assert.equal(user?.name, 'finestra_app')
  })

  it('owns nothing', async () => {
    const owned = await house.hall.test.owner(`
      select relname::text as name from pg_class where relowner = 'finestra_app'::regrole
      union all select proname::text from pg_proc where proowner = 'finestra_app'::regrole
      union all select nspname::text from pg_namespace where nspowner = 'finestra_app'::regrole
      union all select typname::text from pg_type where typowner = 'finestra_app'::regrole
      union all select datname::text from pg_database where datdba = 'finestra_app'::regrole`)
    assert.deepEqual(owned, [])
  })

  it('cannot become the owner, lift a policy, or make anything', async () => {
    for (const statement of [
      'set role finestra',
      'set session authorization finestra',
      'alter table event disable row level security',
      'alter table event no force row level security',
      'drop policy municipality on cases',
      'create policy mine on cases using (true)',
      'alter role finestra_app bypassrls',
      'create table finestra.mine (a int)',
      'create table public.mine (a int)',
      'create schema mine',
      `set session_replication_role = 'replica'`,
      'drop table cases',
      'truncate cases',
      `update municipality set name = 'Mine'`,
      `insert into municipality select 3, 'mine', name, law, place, zone, languages, default_language, settings from municipality limit 1`,
      'delete from municipality',
      `insert into migration (name) values ('mine')`,
    ])
      assert.equal(await refusal(statement), DENIED, statement)
  })

  it('cannot change, erase or empty the journal and its seals, and cannot reach the queue but through its door', async () => {
    for (const table of ['event', 'journal_seal', 'daily_register', 'request_key'])
      for (const statement of [`update ${table} set municipality_id = 1`, `delete from ${table}`, `truncate ${table}`])
        assert.equal(await refusal(statement), DENIED, statement)
    for (const statement of [
      'select * from graphile_worker._private_jobs',
      `select graphile_worker.add_job('case.notice')`,
      'delete from graphile_worker._private_jobs',
    ])
      assert.equal(await refusal(statement), DENIED, statement)
  })

  it('is lent the owner’s rights by named functions only, each with a search path of its own', async () => {
    const lent = await house.hall.test.owner(`
      select p.proname as name, array_to_string(p.proconfig, ' ') as config from pg_proc p
      where p.prosecdef and p.pronamespace = 'finestra'::regnamespace and has_function_privilege('finestra_app', p.oid, 'execute')`)
    assert.deepEqual(
      lent.map((row) => row.name),
      ['queue_effects'],
    )
    for (const { name, config } of lent) assert.match(String(config), /search_path=finestra, pg_temp/, String(name))
  })

  it('sees no more when it asks for row security to be off: the database refuses', async () => {
    const outcome = await house.hall.platform.db
      .within(2, async (db) => {
        await db.run(sql`set local row_security = off`)
        return await db.many(sql`select 1 from cases`)
      })
      .catch((error: { code?: string }) => error.code)
    assert.equal(outcome, DENIED)
  })
})

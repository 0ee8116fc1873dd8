import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pino from 'pino'
import { validateForm } from '../core/forms/index.ts'
import { waiting } from '../core/procedure/index.ts'
import { directory } from '../directory.ts'
import { caseById, portsOf, readGround } from '../modules/cases/index.ts'
import { procedureOf } from '../modules/catalogue/index.ts'
import { findPerson, readRegister } from '../modules/people/index.ts'
import { readConfig } from '../platform/config.ts'
import { type Queries, sql } from '../platform/database/index.ts'
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts'
import { verifyJournal } from '../platform/journal/index.ts'
import { type OpenPlatform, openPlatform } from '../platform/open.ts'
import { accountLines } from './account-lines.ts'
import { castAccounts } from './cast.ts'
import { isInUse, type Seeded, seedIfEmpty, settleHistory } from './index.ts'
import { populationOf } from './people/population.ts'
import { registersOf } from './registers.ts'
import { municipalityOf, towns } from './town.ts'

const NOW = '2026-11-25T10:00:00.000Z'
const TODAY = '2026-11-25'
const CASES = 300

interface Loaded {
  readonly test: TestDatabase
  readonly platform: OpenPlatform
  readonly seeded: Seeded | undefined
}

async function loaded(): Promise<Loaded> {
  const test = await testDatabase()
  const dataFolder = mkdtempSync(join(tmpdir(), 'finestra-demonstration-'))
  const config = { ...readConfig({}), databaseUrl: test.ownerUrl, dataFolder }
  const platform = await openPlatform({ config, now: () => NOW, log: pino({ level: 'silent' }) })
  const seeded = await seedIfEmpty(platform, { cases: CASES, tell: () => {} })
  await settleHistory(platform)
  return { test, platform, seeded }
}

async function close({ platform, test }: Loaded): Promise<void> {
  await platform.close()
  await test.drop()
}

describe('the demonstration', () => {
  let one: Loaded
  before(async () => {
    one = await loaded()
  })
  after(() => close(one))

  const rows = (text: string) => one.test.owner(text)
  const none = async (text: string) => assert.deepEqual(await rows(text), [])
  const each = async (work: (db: Queries, town: (typeof towns)[number]) => Promise<void>) => {
    for (const town of towns) await one.platform.db.within(town.id, (db) => work(db, town), { readOnly: true })
  }

  it('has exactly the inhabitants and households of the two towns', async () => {
    const counts = await rows(`
      select municipality_id as town, count(*)::int as people, count(distinct household_id)::int as households
      from finestra.residence where until is null group by 1 order by 1`)
    assert.deepEqual(counts, [
      { town: 1, people: 28_000, households: 11_200 },
      { town: 2, people: 5600, households: 2500 },
    ])
  })

  it('loads at least the cases that were asked for, and only once', async () => {
    assert.ok(one.seeded && one.seeded.cases >= CASES, `only ${one.seeded?.cases} cases`)
    assert.equal(await isInUse(one.platform), true)
    assert.equal(await seedIfEmpty(one.platform, { cases: CASES, tell: () => {} }), undefined)
  })

  it('numbers the register without gaps, in the order of time, and leaves each counter at the last', async () => {
    await none(`
      select series, year, number from (
        select municipality_id, series, year, number, at, row_number() over w as place, lag(at) over w as before
        from finestra.register_entry window w as (partition by municipality_id, series, year order by number)) numbered
      where number <> place or at < before`)
    await none(`
      select * from finestra.register_counter c
      where last is distinct from (select max(number) from finestra.register_entry e
        where (e.municipality_id, e.series, e.year) = (c.municipality_id, c.series, c.year))`)
  })

  it('numbers cases without gaps and gives each its own entry of the register', async () => {
    await none(`
      select municipality_id, substr(number, 1, 4), count(*), max(substr(number, 6)::int) from finestra.cases
      group by 1, 2 having count(*) <> max(substr(number, 6)::int)`)
    await none(`
      select number from finestra.cases c where not exists (select 1 from finestra.register_entry e
        where e.municipality_id = c.municipality_id and e.label = c.register_label and e.case_id = c.case_id)`)
  })

  it('lets the desk search cases as the database writes them: without accents and capitals', async () => {
    await none(`
      select number, search from finestra.cases
      where search <> finestra.plain(concat_ws(' ', number, applicant_name, title, register_label))`)
  })

  it('leaves no mark of a number that was never given', async () => {
    await none(`select seq from finestra.event where data::text || objects::text ~ '[\\u0080-\\u0082]'`)
    await none(`select document_id from finestra.document where register_label ~ '[\\u0080-\\u0082]'`)
  })

  it('writes the journal in the order of time, none of it after now, and seals it so that it verifies', async () => {
    await none(`
      select seq from (select seq, at, lag(at) over (partition by municipality_id order by seq) as before from finestra.event) e
      where at < before`)
    await none(`select seq from finestra.event where at > timestamptz '${NOW}' + interval '1 minute'`)
    await each(async (db) => {
      const { ok, events } = await verifyJournal(db)
      assert.ok(ok && events > 500, `${ok}, ${events} events`)
    })
  })

  it('holds the references that the load did not look up', async () => {
    const references = await rows(`
      select conrelid::regclass::text as here, confrelid::regclass::text as there, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace = 'finestra'::regnamespace`)
    assert.ok(references.length > 20)
    for (const { here, there, definition } of references) {
      const [, own = '', other = ''] = /KEY \((.*?)\) REFERENCES \S+?\((.*?)\)/.exec(String(definition)) ?? []
      const isGiven = own.split(', ').map((column) => `a.${column} is not null`)
      const same = own.split(', ').map((column, index) => `a.${column} = b.${other.split(', ')[index]}`)
      await none(
        `select 1 from ${here} a where ${isGiven.join(' and ')} and not exists (select 1 from ${there} b where ${same.join(' and ')})`,
      )
    }
  })

  it('has open tasks only in open cases, each just where the engine waits for it', async () => {
    await none(`
      select t.task_id from finestra.task t join finestra.cases c using (municipality_id, case_id)
      where t.closed_at is null and c.status <> 'open'`)
    let looked = 0
    await each(async (db, town) => {
      const open = await db.many<{ caseId: string }>(sql`select case_id from cases where status = 'open'`)
      for (const { caseId } of open) {
        const found = await caseById(db, caseId)
        assert.ok(found)
        const procedure = await procedureOf(db, municipalityOf(town), found.procedure, found.version)
        const { tasks, awaited, timers } = waiting(procedure.graph, found.state)
        assert.ok(tasks.length + awaited.length + timers.length > 0, `${found.number} waits for nothing`)
        const rowsOfTasks = await db.many<{ element: string; token: number }>(sql`
          select element, token from task where case_id = ${caseId} and closed_at is null order by token`)
        const expected = tasks.filter(({ type }) => type === 'user').map(({ element, token }) => ({ element, token }))
        assert.deepEqual(
          rowsOfTasks,
          expected.toSorted((a, b) => a.token - b.token),
          found.number,
        )
        looked += 1
      }
    })
    assert.ok(looked > 20, `only ${looked} open cases`)
  })

  it('has applications that the forms accept', async () => {
    let looked = 0
    await each(async (db, town) => {
      const some = await db.many<{ caseId: string }>(sql`
        select distinct on (procedure, answers - 'name') case_id from cases where answers->'comment' is null limit 150`)
      for (const { caseId } of some) {
        const found = await caseById(db, caseId)
        assert.ok(found)
        const procedure = await procedureOf(db, municipalityOf(town), found.procedure, found.version)
        const ports = portsOf(procedure, municipalityOf(town), found)
        assert.deepEqual(
          validateForm(procedure.form, found.answers, ports.context),
          [],
          `${found.procedure} ${found.number}`,
        )
        looked += 1
      }
    })
    assert.ok(looked > 30)
  })

  it('reads the registers in memory as they are read from the database', async () => {
    await each(async (db, town) => {
      const population = populationOf(town, 1, TODAY)
      const registers = registersOf(town, population)
      const some = [...population.cast.values(), ...population.residents.filter((_, index) => index % 997 === 0)]
      for (const resident of some) {
        const person = await findPerson(db, resident.personId)
        assert.ok(person, resident.name)
        assert.deepEqual(sorted(registers.ground(resident, TODAY)), sorted(await readGround(db, person, TODAY)))
        for (const [register, scope] of QUESTIONS) {
          const question = { register, of: resident.personId, scope, on: TODAY }
          assert.deepEqual(
            sorted(registers.read(question)),
            sorted(await readRegister(db, question)),
            `${register} of ${resident.name}`,
          )
        }
      }
      const { addressId } = population.addresses[7] ?? { addressId: '' }
      const place = { register: 'heritage', scope: { addressId }, on: TODAY }
      assert.deepEqual(registers.read(place), await readRegister(db, place))
    })
  })

  it('shows something in every list: tasks of offices, messages, notifications, payments, lists of calls', async () => {
    for (const condition of [
      `task where closed_at is null and not citizen and officer_id is not null`,
      `task where closed_at is null and not citizen and officer_id is null`,
      `task where closed_at is null and citizen`,
      `cases where suspended`,
      `message where read_at is null`,
      `notification where ended_at is null`,
      `notification where ended_how = 'rejected'`,
      `notification where mode = 'paper'`,
      `payment where status = 'requested'`,
      `payment where status = 'ordered'`,
      `call where stage = 'final'`,
      `call_place where granted`,
      `draft`,
      `document where origin = 'received'`,
      `mandate`,
    ]) {
      const [{ count } = { count: 0 }] = await rows(`select count(*)::int as count from finestra.${condition}`)
      assert.ok(Number(count) > 0, condition)
    }
  })

  it('gives Aina a correction to make, a notification to open and a certificate; Marc a fee to pay; Lucia a case under check', async () => {
    const of = (number: string) => `(select person_id from finestra.person where identity_number = '${number}')`
    const [aina, marc, lucia] = [of('00000001R'), of('00000004G'), of('BSSLCU85D49Z999Q')]
    for (const there of [
      `finestra.task t join finestra.cases c using (municipality_id, case_id) where t.citizen and t.closed_at is null and c.suspended and c.applicant_id = ${aina}`,
      `finestra.notification where ended_at is null and person_id = ${aina}`,
      `finestra.cases where status = 'closed' and outcome = 'granted' and applicant_id = ${aina}`,
      `finestra.payment where status = 'requested' and person_id = ${marc}`,
      `finestra.task t join finestra.cases c using (municipality_id, case_id) where not t.citizen and t.closed_at is null and c.applicant_id = ${lucia}`,
    ]) {
      assert.ok((await rows(`select 1 from ${there}`)).length > 0, there)
    }
  })

  it('queues what the clock will bring, once for each case', async () => {
    const jobs = await rows(
      `select task_identifier as task, count(*)::int as count from graphile_worker.jobs group by 1 order by 1`,
    )
    assert.deepEqual(
      jobs.map(({ task }) => task).filter((task) => String(task) !== 'case.notice'),
      ['case.advance', 'case.notification-unread'],
    )
  })

  it('is the same again from the same seed', async () => {
    const other = await loaded()
    try {
      for (const table of ['cases', 'task', 'register_entry', 'person', 'document', 'held_data']) {
        const digest = `select md5(string_agg(t::text, '' order by t::text)) as digest from finestra.${table} t`
        assert.deepEqual(await other.test.owner(digest), await rows(digest), table)
      }
      const events = `select md5(string_agg((at, act_id, actor, kind, objects, data)::text, '' order by seq)) as digest
        from finestra.event where kind <> 'procedure.published'`
      assert.deepEqual(await other.test.owner(events), await rows(events))
    } finally {
      await close(other)
    }
  })

  it('finds who signs in: people by their number, officers by their name at the service, and whom they represent', async () => {
    const ports = directory(one.platform)
    const proven = { issuer: 'https://id.example', level: 'substantial' as const }
    const nuria = {
      ...proven,
      subject: 'nuria-ribas',
      fiscalNumber: '00000005M',
      givenName: 'Núria',
      familyName: 'Ribas',
    }
    const personId = await ports.findPerson(1, nuria)
    assert.ok(personId)
    assert.equal(await ports.findPerson(1, nuria), personId)
    assert.deepEqual(
      (await ports.mandatesOf(1, personId)).map(({ name, scope }) => [name, scope]),
      [['Forn Ribas SL', 'general']],
    )
    const officerId = await ports.findOfficer(1, { ...proven, subject: 'pere', givenName: 'Pere', familyName: 'Bosch' })
    assert.equal((await ports.officer(1, officerId ?? ''))?.name, 'Pere Bosch')
    assert.equal(
      await ports.findOfficer(2, { ...proven, subject: 'pere', givenName: 'Pere', familyName: 'Bosch' }),
      undefined,
    )
  })

  it('tells who can sign in, and offers them to the identity service', () => {
    const lines = accountLines('http://localhost:3000').join('\n')
    assert.match(lines, /http:\/\/localhost:3000\/municipality\/vilamar/)
    for (const { id } of castAccounts()) assert.ok(lines.includes(id), id)
  })
})

const QUESTIONS: readonly (readonly [string, 'individual' | 'household' | 'historical' | null])[] = [
  ['population', 'individual'],
  ['population', 'household'],
  ['population', 'historical'],
  ['income', null],
  ['isee', null],
  ['school', null],
  ['disability', null],
  ['large-family', null],
  ['benefits', null],
]

/** As JSON would have it, with lists of one register's answers in one order. */
function sorted(value: unknown): unknown {
  const plain: unknown = JSON.parse(JSON.stringify(value))
  return order(plain)
}

function order(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(order).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, order(inner)]),
  )
}

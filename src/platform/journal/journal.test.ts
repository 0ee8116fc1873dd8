import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Queries, sql } from '../database/index.ts'
import { type TestDatabase, TOWNS, testDatabase } from '../database/testing.ts'
import { chainHead, eventsOfKind, historyOf, sealJournal, verifyJournal } from './index.ts'

const VILAMAR = 1
const CASTELVERDE = 2
const NOW = '2026-03-02T09:00:00.000Z'

describe('the journal', () => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await testDatabase()
    await test.owner(TOWNS)
  })
  afterEach(() => test.drop())

  const inVilamar = <T>(work: (db: Queries) => Promise<T>) => test.db.within(VILAMAR, work)
  const seal = (now = NOW) => inVilamar((db) => sealJournal(db, VILAMAR, now))
  const verify = (printed?: { number: number; hash: string }[]) => inVilamar((db) => verifyJournal(db, printed))
  const record = (kind: string, objects: string[] = ['case:1'], municipality = VILAMAR) =>
    test.db.within(municipality, (db) => addEvent(db, municipality, kind, objects))

  it('tells the history of a case in order, and nothing of another case or municipality', async () => {
    await record('case.opened', ['case:1', 'person:aina'])
    await record('case.opened', ['case:2', 'person:joan'])
    await record('case.decided', ['case:1'])
    await record('case.opened', ['case:1'], CASTELVERDE)
    const history = await inVilamar((db) => historyOf(db, 'case:1'))
    assert.deepEqual(
      history.map(({ kind, objects }) => [kind, objects]),
      [
        ['case.opened', ['case:1', 'person:aina']],
        ['case.decided', ['case:1']],
      ],
    )
    const opened = await inVilamar((db) =>
      eventsOfKind(db, 'case.opened', { from: NOW, until: '2026-03-02T09:00:01Z' }),
    )
    assert.equal(opened.length, 2)
  })

  it('seals each event once, in a chain that begins with zeros', async () => {
    assert.deepEqual(await inVilamar(chainHead), { number: 0, hash: '0'.repeat(64), lastSeq: 0 })
    for (const kind of ['a', 'b', 'c']) await record(kind)
    const first = await seal()
    assert.deepEqual([first.seals, first.events, first.head.number], [1, 3, 1])
    assert.deepEqual(await seal(), { seals: 0, events: 0, head: await inVilamar(chainHead) })
    await record('d')
    const second = await seal()
    assert.deepEqual([second.seals, second.events, second.head.number], [1, 1, 2])
    assert.notEqual(second.head.hash, first.head.hash)
    assert.deepEqual(await verify([first.head, second.head]), { ok: true, seals: 2, events: 4 })
  })

  it('hashes the text of an event, so that anyone can compute the leaf again without this program', async () => {
    await record('case.opened', ['case:1', 'person:aina'])
    await seal()
    const [event] = await test.owner('select seq, act_id from finestra.event')
    const text = `[1, ${event?.seq}, ${Date.parse(NOW)}000, "${event?.act_id}", "person:aina", "web", "case.opened", ["case:1", "person:aina"], {}]`
    const [row] = await test.owner('select leaves from finestra.journal_seal')
    const leaf = createHash('sha256').update(text).digest('hex')
    assert.ok(row?.leaves instanceof Buffer)
    assert.equal(row.leaves.subarray(8).toString('hex'), leaf)
  })

  it('seals a long journal in several seals', async () => {
    await test.owner(`insert into finestra.event (municipality_id, at, act_id, actor, channel, kind, objects)
      select 1, now(), gen_random_uuid(), 'system:seed', 'system', 'k', array['case:' || i] from generate_series(1, 25000) i`)
    assert.deepEqual((await seal()).seals, 3)
    assert.deepEqual(await verify(), { ok: true, seals: 3, events: 25_000 })
  })

  it('keeps the chains of two municipalities apart', async () => {
    await record('a')
    await record('b', ['case:1'], CASTELVERDE)
    await seal()
    const other = await test.db.within(CASTELVERDE, (db) => sealJournal(db, CASTELVERDE, NOW))
    assert.deepEqual([other.events, other.head.number], [1, 1])
    assert.equal((await verify()).events, 1)
  })

  describe('when its owner tampers with it', () => {
    beforeEach(async () => {
      for (const kind of ['a', 'b', 'c']) await record(kind)
      await seal()
      for (const kind of ['d', 'e']) await record(kind)
      await seal()
      await record('not sealed yet')
    })

    const fields = {
      at: `at + interval '1 microsecond'`,
      act_id: 'gen_random_uuid()',
      actor: `'person:eve'`,
      channel: `'counter'`,
      kind: `'z'`,
      objects: `'{case:9}'`,
      data: `'{"x": 1}'`,
    }
    for (const [field, value] of Object.entries(fields)) {
      it(`names the event whose ${field} was altered`, async () => {
        await test.owner(`update finestra.event set ${field} = ${value} where kind = 'b'`)
        assert.deepEqual((await verify()).firstProblem, { what: 'event-altered', seal: 1, seq: 2 })
      })
    }

    it('names the event that was deleted, at the end of a seal too', async () => {
      await test.owner(`delete from finestra.event where kind = 'e'`)
      assert.deepEqual((await verify()).firstProblem, { what: 'event-deleted', seal: 2, seq: 5 })
    })

    for (const seq of [-1, 0]) {
      it(`names the event that was inserted before the first, with the number ${seq}`, async () => {
        await insertBehind(test, seq)
        assert.deepEqual((await verify()).firstProblem, { what: 'event-inserted', seal: 1, seq })
      })
    }

    it('names the event that was put in the place of a deleted one', async () => {
      await test.owner('delete from finestra.event where seq = 4')
      await insertBehind(test, 4)
      assert.deepEqual((await verify()).firstProblem, { what: 'event-altered', seal: 2, seq: 4 })
    })

    it('names the event that was moved into a hole left by another municipality', async () => {
      await record('of castelverde', ['case:1'], CASTELVERDE)
      await record('f')
      await seal()
      const [hole] = await test.owner('select seq from finestra.event where municipality_id = 2')
      await insertBehind(test, Number(hole?.seq))
      assert.deepEqual((await verify()).firstProblem, { what: 'event-inserted', seal: 3, seq: Number(hole?.seq) })
    })

    const sealFields = {
      first_seq: '2',
      last_seq: '6',
      events: '4',
      previous_hash: `repeat('1', 64)`,
      leaves: `leaves || '\\x00'`,
      hash: `repeat('1', 64)`,
      sealed_at: `sealed_at + interval '1 second'`,
    }
    for (const [field, value] of Object.entries(sealFields)) {
      it(`names the seal whose ${field} was altered`, async () => {
        await test.owner(`update finestra.journal_seal set ${field} = ${value} where number = 1`)
        assert.deepEqual((await verify()).firstProblem, { what: 'seal-altered', seal: 1 })
      })
    }

    it('names the seal that was deleted', async () => {
      await test.owner('delete from finestra.journal_seal where number = 1')
      assert.deepEqual((await verify()).firstProblem, { what: 'seal-missing', seal: 1 })
    })

    it('finds by the printed heads that the last seal was cut off, or that the whole chain was made anew', async () => {
      const printed = [await inVilamar(chainHead)]
      await test.owner('delete from finestra.journal_seal where number = 2')
      assert.equal((await verify()).ok, true)
      assert.deepEqual((await verify(printed)).firstProblem, { what: 'seal-missing', seal: 2 })
      await test.owner(`update finestra.event set kind = 'z' where kind = 'e'`)
      await seal()
      assert.equal((await verify()).ok, true)
      assert.deepEqual((await verify(printed)).firstProblem, { what: 'head-differs', seal: 2 })
    })
  })
})

describe('sealing while others write', () => {
  let test: TestDatabase
  before(async () => {
    test = await testDatabase()
    await test.owner(TOWNS)
  })
  after(() => test.drop())
  const seal = () => test.db.within(VILAMAR, (db) => sealJournal(db, VILAMAR, NOW))

  it('waits for the transaction that took an earlier number, and lets later ones pass', async () => {
    const slow = new pg.Client({ connectionString: test.ownerUrl })
    await slow.connect()
    await slow.query(`begin; set local search_path = finestra; ${insertText('slow')}`)
    await test.db.within(VILAMAR, (db) => addEvent(db, VILAMAR, 'quick', []))
    let ended = false
    const sealing = seal().finally(() => {
      ended = true
    })
    await sleep(100)
    assert.equal(ended, false)
    // A writer that comes while the sealer waits is not held up.
    await test.db.within(VILAMAR, (db) => addEvent(db, VILAMAR, 'later', []))
    assert.equal(ended, false)
    await slow.query('commit')
    await slow.end()
    const { events } = await sealing
    assert.ok(events >= 2)
    const sealed = await test.owner(
      'select kind from finestra.event, (select max(last_seq) as end from finestra.journal_seal) s where seq <= s.end order by seq',
    )
    assert.deepEqual(
      sealed.slice(0, 2).map(({ kind }) => kind),
      ['slow', 'quick'],
    )
  })

  it('lets no event escape: with writers and sealers at work together every event is in a seal at the end', async () => {
    let writing = true
    const sealers = [0, 1].map(async () => {
      while (writing) await seal()
    })
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let n = 0; n < 60; n += 1) {
        await test.db
          .within(VILAMAR, async (db) => {
            await addEvent(db, VILAMAR, `w${writer}`, [])
            if (n % 3 === 0) await sleep(n % 7)
            await addEvent(db, VILAMAR, `w${writer}`, [])
            if (n % 10 === 9) throw new Error('changed my mind')
          })
          .catch((error: Error) => assert.equal(error.message, 'changed my mind'))
      }
    })
    await Promise.all(writers)
    writing = false
    await Promise.all(sealers)
    await seal()
    const [count] = await test.owner(
      "select count(*)::int as n, count(*) filter (where kind like 'w%')::int as written from finestra.event",
    )
    assert.equal(count?.written, 6 * 54 * 2)
    const verification = await test.db.within(VILAMAR, (db) => verifyJournal(db))
    assert.deepEqual([verification.ok, verification.events], [true, count?.n])
    assert.ok(verification.seals > 5, `only ${verification.seals} seals were made while others wrote`)
  })
})

async function addEvent(db: Queries, municipality: number, kind: string, objects: string[]): Promise<void> {
  await db.run(sql`
    insert into event (municipality_id, at, act_id, actor, channel, kind, objects)
    values (${municipality}, ${NOW}, gen_random_uuid(), 'person:aina', 'web', ${kind}, ${objects})`)
}

function insertText(kind: string): string {
  return `insert into event (municipality_id, at, act_id, actor, channel, kind, objects)
    values (1, '${NOW}', gen_random_uuid(), 'person:aina', 'web', '${kind}', '{}')`
}

async function insertBehind(test: TestDatabase, seq: number): Promise<void> {
  await test.owner(
    `insert into finestra.event (municipality_id, seq, at, act_id, actor, channel, kind, objects) overriding system value
     values (1, $1, now(), gen_random_uuid(), 'person:eve', 'web', 'forged', '{}')`,
    [seq],
  )
}

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from './index.ts'
import { type TestDatabase, TOWNS, testDatabase } from './testing.ts'

describe('questions asked all at once', () => {
  let test: TestDatabase
  before(async () => {
    test = await testDatabase()
    await test.owner(TOWNS)
  })
  after(() => test.drop())

  const town = sql`select current_municipality() as town, pg_current_xact_id_if_assigned() as writing`

  it('are answered in one transaction of one municipality that writes nothing', async () => {
    const [one, other] = await test.db.atOnce(2, (db) =>
      Promise.all([
        db.one<{ town: number; began: string }>(sql`select current_municipality() as town, now()::text as began`),
        db.one<{ began: string }>(sql`select now()::text as began`),
      ]),
    )
    assert.equal(one.town, 2)
    assert.equal(one.began, other.began)
    await assert.rejects(
      test.db.atOnce(1, (db) => db.run(sql`delete from draft`)),
      /read-only transaction/,
    )
  })

  it('are refused when they come after the first answer, when their transaction is over', async () => {
    await assert.rejects(
      test.db.atOnce(1, async (db) => {
        await db.one(town)
        await db.one(town)
      }),
      /all questions are asked at once/,
    )
  })

  it('leave the connection whole when one of them fails', async () => {
    for (let time = 0; time < 30; time += 1) {
      await assert.rejects(
        test.db.atOnce(1, (db) => Promise.all([db.one(town), db.one(sql`select 1 / 0`)])),
        /division/,
      )
    }
    assert.deepEqual(await test.db.atOnce(1, (db) => db.one(town)), { town: 1, writing: null })
  })
})

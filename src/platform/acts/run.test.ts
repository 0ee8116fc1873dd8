import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import Type from 'typebox'
import { sql } from '../database/index.ts'
import { type TestDatabase, TOWNS, testDatabase } from '../database/testing.ts'
import { type Act, type Actor, act, type Municipality, refuse, runAct, type Stage } from './index.ts'

const VILAMAR: Municipality = {
  municipalityId: 1,
  slug: 'vilamar',
  name: 'Vilamar',
  law: 'es',
  place: 'vilamar',
  zone: 'Europe/Madrid',
  languages: ['ca', 'es', 'en'],
  defaultLanguage: 'ca',
  settings: {},
}
const aina = anActor('aina')

/** An act on a table of its own, so that the runner is tested and not a module. */
const pin: Act<{ note: string }, { count: number }> = act({
  name: 'test.pin',
  permission: 'pin',
  input: Type.Object({ note: Type.String({ minLength: 1 }) }),
  load: (db) => db.one<{ count: number }>(sql`select count(*) from pinned`),
  may: (_, { note }) => note !== 'not yours',
  decide(state, { note }) {
    if (note === 'no') return refuse('no-pin')
    return {
      change: { note, count: state.count + 1 },
      facts: [{ kind: 'pinned', objects: [`note:${note}`] }],
      effects: [{ task: 'tell', payload: { note } }],
    }
  },
  async save(db, { note, count }) {
    await db.run(sql`insert into pinned (municipality_id, note) values (current_municipality(), ${note})`)
    if (note === 'fault') throw new Error('the disk is full')
    return { result: { count } }
  },
})

describe('an act', () => {
  let test: TestDatabase
  let stage: Stage
  before(async () => {
    test = await testDatabase()
    await test.owner(TOWNS)
    await test.owner(`create table finestra.pinned (municipality_id integer, note text)`)
    await test.owner(`set search_path = finestra; select protect('pinned')`)
    stage = { db: test.db, now: () => '2026-03-02T09:00:00.000Z' }
  })
  after(() => test.drop())

  const run = (note: string, key: string, actor: Actor = aina) =>
    runAct(stage, pin, { municipality: VILAMAR, actor, channel: 'web', key, input: { note } })
  const counts = async (note: string) => {
    const [row] = await test.owner(
      `select (select count(*)::int from finestra.pinned where note = $1) as rows,
        (select count(*)::int from finestra.event where objects @> array['note:' || $1]) as events,
        (select count(*)::int from graphile_worker._private_jobs where payload->'data'->>'note' = $1) as jobs`,
      [note],
    )
    return row
  }

  it('writes the change, the journal and the effects together', async () => {
    const outcome = await run('one', 'key-1')
    assert.equal(outcome.ok, true)
    assert.deepEqual(await counts('one'), { rows: 1, events: 1, jobs: 1 })
  })

  it('acts once and answers the same when the same form is sent twice', async () => {
    const first = await run('twice', 'key-2')
    const second = await run('twice', 'key-2')
    assert.ok(first.ok && second.ok)
    assert.deepEqual(second.result, first.result)
    assert.deepEqual([first.replayed, second.replayed], [false, true])
    assert.deepEqual(await counts('twice'), { rows: 1, events: 1, jobs: 1 })
  })

  it('acts once when the same form arrives ten times at the same moment', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => run('at once', 'key-3')))
    const results = outcomes.map((outcome) => outcome.ok && outcome.result.count)
    assert.equal(new Set(results).size, 1)
    assert.deepEqual(await counts('at once'), { rows: 1, events: 1, jobs: 1 })
  })

  it('lets nobody use up another person’s key, or get its answer', async () => {
    await run('eve’s', 'key-4', anActor('eve'))
    const outcome = await run('mine', 'key-4')
    assert.ok(outcome.ok && !outcome.replayed)
    assert.deepEqual(await counts('mine'), { rows: 1, events: 1, jobs: 1 })
  })

  it('keeps nothing when it is refused or fails half way', async () => {
    assert.deepEqual(await run('no', 'key-5'), { ok: false, refused: { code: 'no-pin', data: {} } })
    await assert.rejects(run('fault', 'key-6'), /disk is full/)
    assert.deepEqual(await counts('no'), { rows: 0, events: 0, jobs: 0 })
    assert.deepEqual(await counts('fault'), { rows: 0, events: 0, jobs: 0 })
  })

  it('refuses who lacks the permission, bad input, and what is not theirs', async () => {
    const stranger = { ...aina, permissions: new Set<string>() }
    const codes = [await run('x', 'key-7', stranger), await run('', 'key-8'), await run('not yours', 'key-9')].map(
      (outcome) => !outcome.ok && outcome.refused.code,
    )
    assert.deepEqual(codes, ['not-allowed', 'bad-input', 'not-found'])
  })

  it('leaves a journal that the application can neither change nor erase', async () => {
    await run('for ever', 'key-10')
    for (const attempt of [sql`update event set kind = 'x'`, sql`delete from event`]) {
      await assert.rejects(
        test.db.within(1, (db) => db.run(attempt)),
        /permission denied/,
      )
    }
  })
})

function anActor(id: string): Actor {
  return { kind: 'person', id, name: id, permissions: new Set(['pin']), roles: [], offices: [] }
}

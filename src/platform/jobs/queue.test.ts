import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { sql } from '../database/index.ts'
import { type TestDatabase, TOWNS, testDatabase } from '../database/testing.ts'
import { openJobs } from './index.ts'

interface Queued {
  readonly task: string
  readonly payload: Record<string, unknown>
  readonly key?: string
  readonly run_at?: string
}

describe('the queue of effects', () => {
  let test: TestDatabase
  before(async () => {
    test = await testDatabase()
    await test.owner(TOWNS)
  })
  beforeEach(() => test.owner('delete from graphile_worker._private_jobs'))
  after(() => test.drop())

  const queue = (...effects: Queued[]) =>
    test.db.within(1, (db) => db.run(sql`select queue_effects(${JSON.stringify(effects)}::jsonb)`))
  const jobs = () =>
    test.owner(`
      select task.identifier as task, job.payload, job.key, job.run_at::text, job.attempts, job.max_attempts, job.revision
      from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id order by job.id`)

  it('keeps each with its municipality, in order, due at once unless it says when', async () => {
    await queue(
      { task: 'tell', payload: { n: 1 } },
      { task: 'ring', payload: { n: 2 }, run_at: '2999-01-01T00:00:00Z' },
    )
    const [first, second] = await jobs()
    assert.deepEqual([first?.task, first?.payload], ['tell', { municipalityId: 1, data: { n: 1 } }])
    assert.ok(Date.parse(String(first?.run_at)) <= Date.now() + 1000)
    assert.deepEqual([second?.task, second?.run_at], ['ring', '2999-01-01 00:00:00+00'])
  })

  it('keeps one of those with equal keys: the last, whether they came together or one after the other', async () => {
    await queue({ task: 'ring', payload: { n: 1 }, key: 'a' }, { task: 'ring', payload: { n: 2 }, key: 'a' })
    await queue({ task: 'ring', payload: { n: 3 }, key: 'a' })
    assert.deepEqual(
      (await jobs()).map(({ payload, key }) => [payload, key]),
      [[{ municipalityId: 1, data: { n: 3 } }, '1:a']],
    )
  })

  it('leaves an alarm alone that is set for the same time already', async () => {
    const alarm = { task: 'ring', payload: { n: 1 }, key: 'a', run_at: '2999-01-01T00:00:00Z' }
    await queue(alarm)
    await queue(alarm)
    assert.deepEqual(
      (await jobs()).map(({ revision }) => revision),
      [0],
    )
    await queue({ ...alarm, run_at: '2998-01-01T00:00:00Z' })
    assert.deepEqual(
      (await jobs()).map(({ run_at, revision }) => [run_at, revision]),
      [['2998-01-01 00:00:00+00', 1]],
    )
  })

  it('queues again what is being done at this moment, which knows nothing of what came since', async () => {
    await queue({ task: 'ring', payload: { n: 1 }, key: 'a' })
    await test.owner(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody', attempts = 1`)
    await queue({ task: 'ring', payload: { n: 1 }, key: 'a' })
    assert.deepEqual(
      (await jobs()).map(({ key, attempts, max_attempts }) => [key, attempts, max_attempts]),
      [
        [null, 12, 12],
        ['1:a', 0, 12],
      ],
    )
  })

  it('wakes the workers of this process at once, and is found by those that nobody woke when they look again', async () => {
    const done: unknown[] = []
    const handlers = new Map([['tell', async (data: Readonly<Record<string, unknown>>) => void done.push(data.n)]])
    const log = pino({ level: 'silent' })
    const workers = openJobs({ ownerUrl: test.ownerUrl, workers: 2, log, handlers, routines: [] })
    await workers.start()
    try {
      // Workers that have just started look once; then they sleep for a second.
      await sleep(300)
      const began = performance.now()
      await queue({ task: 'tell', payload: { n: 1 } })
      workers.wake(1)
      while (done.length < 1) await sleep(5)
      assert.ok(performance.now() - began < 600, 'woken')
      await queue({ task: 'tell', payload: { n: 2 } })
      while (done.length < 2 && performance.now() - began < 10_000) await sleep(20)
      assert.deepEqual(done, [1, 2])
    } finally {
      await workers.stop()
    }
  })
})

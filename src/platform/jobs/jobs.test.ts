import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { type EffectHandler, type Jobs, openJobs } from './index.ts'

/** Workers look for jobs every second. */
const LONGER_THAN_A_LOOK = 1500

describe('the workers, when the database goes away', () => {
  let test: TestDatabase
  let server: pg.Client
  let jobs: Jobs
  let done: string[]
  let whileWorking: EffectHandler
  let finish = () => {}
  beforeEach(async () => {
    test = await testDatabase()
    server = new pg.Client(test.ownerUrl.replace(/[^/]+$/, 'postgres'))
    await server.connect()
    done = []
    whileWorking = async () => {}
    const effect: EffectHandler = async (data, job) => {
      await whileWorking(data, job)
      done.push(String(data.name))
    }
    const log = pino({ level: 'silent' })
    jobs = openJobs({ ownerUrl: test.ownerUrl, workers: 2, log, handlers: new Map([['test', effect]]), routines: [] })
    await jobs.start()
  })
  afterEach(async () => {
    await comeBack()
    finish()
    await jobs.stop()
    await server.end()
    await test.drop()
  })

  it('do what was under way and what comes later, once it is back', async () => {
    whileWorking = async (_, { attempt }) => {
      if (attempt === 1) await goAway()
    }
    await add('under way')
    await until(() => done.length > 0)
    whileWorking = async () => {}
    await sleep(LONGER_THAN_A_LOOK)
    await comeBack()
    await add('later')
    await until(async () => (await waiting()).length === 0)
    assert.deepEqual(new Set(done), new Set(['under way', 'later']))
  })

  it('do what they had taken without ever hearing of it, because the answer was lost', async () => {
    await lockInTheirName('lost')
    await goAway()
    await sleep(LONGER_THAN_A_LOOK)
    await comeBack()
    await until(() => done.length > 0)
    assert.deepEqual(done, ['lost'])
  })

  it('do what a database that fell between two looks had forgotten, though no look failed', async () => {
    await lockInTheirName('forgotten')
    await server.query(
      `select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
       where locktype = 'advisory' and classid = 20393 and granted and datname = $1`,
      [nameOfDatabase()],
    )
    await until(() => done.length > 0)
    assert.deepEqual(done, ['forgotten'])
  })

  it('are not taken for dead while they go on', async () => {
    whileWorking = () =>
      new Promise((resolve) => {
        finish = resolve
      })
    await add('long')
    await until(async () => (await waiting()).some(({ locked_by: by }) => by !== null))
    await goAway()
    await comeBack()
    await until(async () => (await showingLife()) > 0)
    await test.owner('select finestra.release_dead_workers()')
    assert.ok((await waiting()).every(({ locked_by: by }) => by !== null))
    whileWorking = async () => {}
    finish()
    await until(async () => (await waiting()).length === 0)
    assert.deepEqual(done, ['long'])
  })

  /** A job that the workers hold as the database sees it, and of which they know nothing. */
  async function lockInTheirName(name: string): Promise<void> {
    let pool: Record<string, unknown> | undefined
    await until(async () => {
      ;[pool] = await test.owner(`select worker_id from finestra.worker_process where worker_id like 'pool-%'`)
      return pool !== undefined
    })
    await test.owner(`insert into graphile_worker._private_tasks (identifier) values ('test') on conflict do nothing`)
    await test.owner(
      `insert into graphile_worker._private_jobs (task_id, payload, locked_by, locked_at)
       select id, json_build_object('municipalityId', 1, 'data', json_build_object('name', $2::text)), $1, now()
       from graphile_worker._private_tasks where identifier = 'test'`,
      [pool?.worker_id, name],
    )
  }

  const nameOfDatabase = () => new URL(test.ownerUrl).pathname.slice(1)

  async function goAway(): Promise<void> {
    await server.query(`alter database ${nameOfDatabase()} with allow_connections false`)
    await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [nameOfDatabase()])
    // They end a moment after they are told to.
    await until(async () => {
      const { rows } = await server.query('select from pg_stat_activity where datname = $1', [nameOfDatabase()])
      return rows.length === 0
    })
  }

  async function comeBack(): Promise<void> {
    await server.query(`alter database ${nameOfDatabase()} with allow_connections true`)
  }

  async function add(name: string): Promise<void> {
    await test.owner(`select graphile_worker.add_job('test', $1::json)`, [
      JSON.stringify({ municipalityId: 1, data: { name } }),
    ])
  }

  const waiting = () => test.owner('select locked_by from graphile_worker._private_jobs')

  async function showingLife(): Promise<number> {
    const { rows } = await server.query(
      `select 1 from pg_locks l join pg_database d on d.oid = l.database
       where locktype = 'advisory' and classid = 20393 and granted and datname = $1`,
      [nameOfDatabase()],
    )
    return rows.length
  }
})

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 1) {
    assert.ok(waited < 300, 'not within 15 seconds')
    await sleep(50)
  }
}

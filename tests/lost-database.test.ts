import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { PEOPLE } from '../src/modules/people/testing.ts'
import { SESSION_COOKIE } from '../src/platform/identity/index.ts'
import { registerRuns } from './support/rows.ts'
import { type TownProcess, townProcess } from './support/town-process.ts'

/** What befalls the database, one after the other, each while people file applications. */
const FAULTS: readonly ((town: TownProcess) => Promise<void>)[] = [
  (town) => town.breakConnection('finestra_app', 'told'),
  (town) => town.breakConnection('finestra', 'told'),
  (town) => town.breakConnection('finestra_app', 'killed'),
  (town) => town.killDatabase(),
  (town) => town.breakConnection('finestra', 'killed'),
  (town) => town.killDatabase(),
]
/** Who files, one application after the other; Aina from two places at once. */
const CITIZENS = ['aina', 'joan', 'aina'] as const

describe('a server whose database is lost while people file applications', () => {
  let town: TownProcess
  /** Case and register number by the key under which the application was filed. */
  const acknowledged = new Map<string, { caseId: string; registerLabel: string }>()
  let failures = 0
  let isOver = false
  before(async () => {
    town = await townProcess()
    await town.start()
    const people = CITIZENS.map(fileApplications)
    for (const fault of FAULTS) {
      const count = acknowledged.size
      await sleep(150)
      await fault(town)
      await until('applications are filed again', async () => acknowledged.size >= count + CITIZENS.length)
    }
    isOver = true
    await Promise.all(people)
  })
  after(() => town?.end())

  it('did fail some requests, and is still the same process, ready again by itself', async () => {
    assert.ok(failures >= FAULTS.length / 2, `${failures} requests failed`)
    assert.ok(town.isRunning())
    assert.equal((await fetch(`http://127.0.0.1:${town.port}/readyz`)).status, 200)
  })

  it('lost no acknowledged application and filed none twice', async () => {
    const cases = await town.owner('select case_id, register_label from finestra.cases')
    const stored = new Map(cases.map((row) => [String(row.case_id), String(row.register_label)]))
    for (const [key, { caseId, registerLabel }] of acknowledged) assert.equal(stored.get(caseId), registerLabel, key)
    assert.equal(new Set([...acknowledged.values()].map(({ caseId }) => caseId)).size, acknowledged.size)
    assert.equal(cases.length, acknowledged.size)
  })

  it('does every effect in the end, and none twice', async () => {
    await until('nothing is left to do', async () => (await undone()).length === 0)
    const certificates = await town.owner(
      `select case_id, count(*)::int as count, bool_and(file_hash is not null) as made from finestra.document where kind = 'certificate-individual' group by case_id`,
    )
    assert.equal(certificates.length, acknowledged.size)
    assert.ok(certificates.every(({ count, made }) => count === 1 && made === true))
    assert.deepEqual(await town.owner(`select number from finestra.cases where outcome is distinct from 'granted'`), [])
  })

  it('skipped no register number, and left an installation in which the doctor finds nothing', async () => {
    for (const { run, entries, highest } of await registerRuns(town)) assert.equal(entries, highest, run)
    const { code, out, err } = await town.finestra(['doctor'])
    assert.equal(code, 0, out + err)
  })

  /** One after the other until all is over; each is tried under its key until it is acknowledged. */
  async function fileApplications(person: (typeof CITIZENS)[number]): Promise<void> {
    const cookie = `finestra_municipality=vilamar; ${SESSION_COOKIE}=${await town.signIn(PEOPLE[person])}`
    while (!isOver) {
      const key = randomUUID()
      await acknowledgedAct(cookie, 'case.save-draft', key, {
        ...{ draftId: key, procedure: 'residence-certificate', page: 'start' },
        answers: { whose: 'me', kind: 'individual', delivery: 'web', truth: true },
      })
      const { result } = await acknowledgedAct(cookie, 'case.apply', key.toUpperCase(), { draftId: key })
      acknowledged.set(key, result)
    }
  }

  async function acknowledgedAct(cookie: string, act: string, key: string, body: object) {
    const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': key }
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${town.port}/api/v1/acts/${act}`, {
        ...{ method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(15_000) },
        headers: { ...headers, 'sec-fetch-site': 'same-origin' },
      }).catch(() => undefined)
      if (answer?.status === 200) return await answer.json()
      // A refusal would be a fault of the program: nobody asked for anything that may be refused.
      if (answer && answer.status < 500) throw new Error(`${act}: ${answer.status} ${await answer.text()}`)
      failures += 1
      await sleep(50)
    }
  }

  const undone = () =>
    town.owner('select task_id from graphile_worker._private_jobs where run_at <= now() or locked_at is not null')

  async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (let waited = 0; !(await isSo()); waited += 1) {
      assert.ok(town.isRunning(), `the server ended before ${what}`)
      assert.ok(waited < 600, `it took more than 30 seconds until ${what}`)
      await sleep(50)
    }
  }
})

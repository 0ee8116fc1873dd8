import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TownHall, townHall } from '../src/modules/cases/testing.ts'
import { brokenRuns } from '../src/modules/register/index.ts'
import { sealJournal, verifyJournal } from '../src/platform/journal/index.ts'

const APPLICATIONS = 40
/** Milliseconds after the first acknowledgement of a life; drawn once, so that a failure can be had again. */
const LIVES = [40, 310, 90, 620, 170, 15, 450, 240]

describe('a process that is killed while people file applications', () => {
  let hall: TownHall
  const acknowledged = new Map<number, { caseId: string; label: string }>()
  before(async () => {
    hall = await townHall({ now: new Date().toISOString() })
    // The workers of the hall rest: the killed process has its own.
    await hall.platform.jobs.stop()
    for (const life of LIVES) await fileUntilKilled(life)
    await fileToTheEnd()
  })
  after(async () => {
    await hall.platform.db.close()
    await hall.test.drop()
  })

  it('loses no acknowledged application and files none twice', async () => {
    assert.equal(acknowledged.size, APPLICATIONS)
    const cases = await hall.test.owner('select case_id, register_label from finestra.cases')
    assert.equal(cases.length, APPLICATIONS)
    const stored = new Map(cases.map((row) => [String(row.case_id), String(row.register_label)]))
    for (const [n, { caseId, label }] of acknowledged) assert.equal(stored.get(caseId), label, `application ${n}`)
  })

  it('skips no register number', async () => {
    const broken = await hall.platform.db.within(1, (db) => brokenRuns(db))
    assert.deepEqual(broken, [])
    const [entries] = await hall.test.owner(
      `select count(*)::int as count, max(number)::int as last from finestra.register_entry where register = 'entry'`,
    )
    assert.deepEqual(entries, { count: APPLICATIONS, last: APPLICATIONS })
  })

  it('does every effect in the end, and none twice', async () => {
    const open = await hall.test.owner(`select number from finestra.cases where outcome is distinct from 'granted'`)
    assert.deepEqual(open, [])
    const certificates = await hall.test.owner(
      `select case_id, count(*)::int as count, bool_and(file_hash is not null) as made from finestra.document where kind = 'certificate-individual' group by case_id`,
    )
    assert.equal(certificates.length, APPLICATIONS)
    assert.ok(certificates.every(({ count, made }) => count === 1 && made === true))
  })

  it('leaves a journal that holds together', async () => {
    const verification = await hall.platform.db.within(1, async (db) => {
      await sealJournal(db, 1, new Date().toISOString())
      return await verifyJournal(db)
    })
    assert.equal(verification.ok, true)
    assert.ok(verification.events > APPLICATIONS * 5)
  })

  async function fileUntilKilled(life: number): Promise<void> {
    const { child, ended, firstAck } = start()
    await Promise.race([firstAck, ended])
    await sleep(life)
    child.kill('SIGKILL')
    await ended
  }

  async function fileToTheEnd(): Promise<void> {
    const { ended } = start()
    assert.equal(await ended, 0)
  }

  function start(): { child: ChildProcess; ended: Promise<number | null>; firstAck: Promise<void> } {
    const program = join(import.meta.dirname, 'support', 'filer.js')
    const child = spawn(process.execPath, [program, String(acknowledged.size), String(APPLICATIONS)], {
      env: { ...process.env, DATABASE_URL: hall.test.ownerUrl, FINESTRA_DATA: hall.platform.config.dataFolder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    const firstAck = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const [word, n, caseId = '', label = ''] = line.split(' ')
        if (word === 'ack') acknowledged.set(Number(n), { caseId, label })
        resolve()
      })
    })
    return { child, ended, firstAck }
  }
})

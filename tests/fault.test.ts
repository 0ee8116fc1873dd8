import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type Act, allActs, type Outcome, runAct, type Stage } from '../src/platform/acts/index.ts'
import { verifyJournal } from '../src/platform/journal/index.ts'
import { ACT_INPUTS, actNamed, clerk, type Ready } from './support/act-inputs.ts'
import { type Fault, Stumble, stumblingStage } from './support/faulty.ts'
import { type House, openHouse } from './support/house.ts'
import { checksums, registerRuns } from './support/rows.ts'

/** Acts for which the connection itself is broken at each statement: those that write in most places. */
const OF_MANY_PARTS = [
  'case.apply',
  'case.complete-task',
  'case.answer-task',
  'case.citizen-message',
  'payment.confirm',
  'notification.access',
  'case.request-correction',
  'case.save-draft',
  'register.enter-counter',
  'catalogue.install',
]

describe('an act that fails half way', () => {
  let house: House
  before(async () => {
    house = await openHouse()
  })
  after(() => house?.close())

  const run = (stage: Stage, name: string, ready: Ready, key: string): Promise<Outcome<unknown>> => {
    const act: Act = actNamed(name)
    return runAct(stage, act, { municipality: house.hall.town, ...ready, channel: 'web', key })
  }

  /** Lets the act fail at each statement in turn until none is left; gives how many times it failed, and the answer of the last try. */
  async function failEverywhere(name: string, ready: Ready, key: string, fault: Fault) {
    const { platform, test } = house.hall
    const untouched = await checksums(test)
    for (let n = 1; n < 200; n += 1) {
      const stage = stumblingStage(platform, n, fault)
      try {
        return { failures: n - 1, outcome: await run(stage, name, ready, key), statements: stage.asked() }
      } catch (error) {
        assert.ok(error instanceof Stumble || fault === 'lost connection', String(error))
        assert.deepEqual(await checksums(test), untouched, `${name} left something after failing at statement ${n}`)
      }
    }
    throw new Error(`${name} never ended`)
  }

  it('can be made ready, whichever of the program’s acts it is', () => {
    const names = allActs().map(({ name }) => name)
    assert.ok(names.length >= 40, `only ${names.length} acts were found`)
    assert.deepEqual(Object.keys(ACT_INPUTS).sort(), names.sort())
  })

  for (const name of Object.keys(ACT_INPUTS)) {
    it(`leaves nothing of ${name} at whichever statement it fails, then does it once however often it is asked`, async () => {
      const ready = await ACT_INPUTS[name]!.ready(house)
      await house.hall.settled()
      const key = randomUUID()
      const { failures, outcome, statements } = await failEverywhere(name, ready, key, 'exception')
      assert.ok(outcome.ok, JSON.stringify(outcome))
      assert.equal(outcome.replayed, false)
      // Each statement, and the commit. The key is read first and written last, so there are two at least.
      assert.equal(failures, statements + 1)
      assert.ok(failures >= 3)
      await house.hall.settled()
      const done = await checksums(house.hall.test)
      const again = await run(house.hall.platform, name, ready, key)
      assert.ok(again.ok && again.replayed)
      assert.deepEqual(again.result, JSON.parse(JSON.stringify(outcome.result)))
      assert.deepEqual(await checksums(house.hall.test), done)
    })
  }

  for (const name of OF_MANY_PARTS) {
    it(`leaves nothing of ${name} when the database connection breaks at any statement, and succeeds on the next`, async () => {
      const ready = await ACT_INPUTS[name]!.ready(house)
      await house.hall.settled()
      const { failures, outcome } = await failEverywhere(name, ready, randomUUID(), 'lost connection')
      assert.ok(outcome.ok, JSON.stringify(outcome))
      assert.ok(failures >= 3)
    })
  }

  it('skipped no register number, and left a journal that verifies', async () => {
    await house.hall.settled()
    const runs = await registerRuns(house.hall.test)
    assert.ok(runs.reduce((sum, { entries }) => sum + entries, 0) > 40)
    for (const { run, entries, highest } of runs) assert.equal(entries, highest, run)
    const { ok, firstProblem } = await house.hall.platform.db.within(1, (db) => verifyJournal(db))
    assert.ok(ok, JSON.stringify(firstProblem))
    assert.deepEqual(await house.hall.platform.jobs.dead(1), [])
  })

  it('acts once for a key that comes ten times at the same moment', async () => {
    const letter = await ACT_INPUTS['register.enter-counter']!.ready(house)
    const [before] = await registerRuns(house.hall.test)
    const key = randomUUID()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => run(house.hall.platform, 'register.enter-counter', letter, key)),
    )
    const [after] = await registerRuns(house.hall.test)
    assert.equal(new Set(outcomes.map((outcome) => outcome.ok && (outcome.result as { label: string }).label)).size, 1)
    assert.equal(outcomes.filter((outcome) => outcome.ok && !outcome.replayed).length, 1)
    assert.equal(after!.entries, before!.entries + 1)
  })

  it('gives fifty officers who register at once fifty numbers that follow each other, though some fail', async () => {
    const letter = await ACT_INPUTS['register.enter-counter']!.ready(house)
    const [before] = await registerRuns(house.hall.test)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 75 }, (_, index) => {
        // Every third stumbles somewhere between its first statement and the commit.
        const stage = index % 3 === 2 ? stumblingStage(house.hall.platform, 1 + (index % 5)) : house.hall.platform
        return run(stage, 'register.enter-counter', { ...letter, actor: clerk }, randomUUID())
      }),
    )
    const entered = outcomes.filter(({ status }) => status === 'fulfilled').length
    const [after] = await registerRuns(house.hall.test)
    assert.ok(entered >= 50 && entered < 75, String(entered))
    assert.equal(after!.entries, before!.entries + entered)
    assert.equal(after!.highest, after!.entries)
  })
})

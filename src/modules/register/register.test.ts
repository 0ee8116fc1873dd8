import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { type ActContext, type Actor, type Municipality, runAct, type Stage } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { type TestDatabase, TOWNS, testDatabase } from '../../platform/database/testing.ts'
import { verifyJournal } from '../../platform/journal/index.ts'
import {
  annulEntry,
  brokenRuns,
  changedDays,
  closeDay,
  dailyRegister,
  type EntryCursor,
  enter,
  enterAtCounter,
  entriesOfCase,
  findEntry,
  listEntries,
  printedHeads,
  receiptData,
  type ToEnter,
  takeOver,
} from './index.ts'

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
const CASTELVERDE: Municipality = {
  ...VILAMAR,
  ...{ municipalityId: 2, slug: 'castelverde', name: 'Castelverde', law: 'it', place: 'castelverde' },
  ...{ zone: 'Europe/Rome', languages: ['it', 'en'], defaultLanguage: 'it' },
}
const pere: Actor = {
  ...{ kind: 'officer', id: 'pere', name: 'Pere', roles: ['counter'], offices: ['citizen-service'] },
  permissions: new Set(['register.write', 'register.annul']),
}
const system: Actor = {
  ...{ kind: 'system', id: 'clock', name: 'clock', roles: [], offices: [] },
  permissions: new Set(['register.close-day']),
}
/** A Monday, a working day in both towns. */
const MONDAY = '2026-03-02T09:00:00.000Z'
const contentHash = createHash('sha256').update('what Aina handed in').digest('hex')
const application: ToEnter = {
  ...{
    register: 'entry',
    sender: 'Aina Soler',
    addressee: 'Ajuntament de Vilamar',
    subject: 'Obres menors',
    contentHash,
  },
}

describe('the register', () => {
  let test: TestDatabase
  let stage: Stage
  let now: string
  beforeEach(async () => {
    test = await testDatabase()
    await test.owner(TOWNS)
    now = MONDAY
    stage = { db: test.db, now: () => now }
  })
  afterEach(() => test.drop())

  const contextOf = (municipality: Municipality): Omit<ActContext, 'actId'> => ({
    ...{ now, actor: pere, channel: 'counter', municipality },
  })
  const inVilamar = <T>(work: (db: Queries) => Promise<T>) => test.db.within(1, work)
  const register = async (what: Partial<ToEnter> = {}, municipality = VILAMAR) =>
    await test.db.within(municipality.municipalityId, async (db) => {
      const { entry } = await enter(db, { ...application, ...what }, contextOf(municipality))
      return entry
    })
  const request = (input: unknown, key: string, actor = pere, municipality = VILAMAR) => ({
    ...{ municipality, actor, channel: 'counter' as const, key },
    input: input as never, // each act checks its input at the door
  })

  describe('its numbers', () => {
    it('run from 1 in each register of a Spanish municipality, and are written E-2026-000001 and S-2026-000001', async () => {
      const labels = [await register(), await register(), await register({ register: 'exit' })].map(
        ({ label }) => label,
      )
      assert.deepEqual(labels, ['E-2026-000001', 'E-2026-000002', 'S-2026-000001'])
    })

    it('are one run of seven digits for entries and exits together in Italy (DPR 445/2000, art. 53 and 57)', async () => {
      const labels = [
        await register({}, CASTELVERDE),
        await register({ register: 'exit' }, CASTELVERDE),
        await register({}, CASTELVERDE),
      ].map(({ label }) => label)
      assert.deepEqual(labels, ['0000001/2026', '0000002/2026', '0000003/2026'])
    })

    it('are 1 to 100 without a gap when a hundred entries come at once', async () => {
      const entries = await Promise.all(Array.from({ length: 100 }, () => register()))
      const numbers = entries.map(({ number }) => number).sort((a, b) => a - b)
      assert.deepEqual(
        numbers,
        Array.from({ length: 100 }, (_, index) => index + 1),
      )
      assert.deepEqual(await inVilamar(brokenRuns), [])
    })

    it('have no gap where an entry was rolled back, among others that came at the same time', async () => {
      const attempts = Array.from({ length: 40 }, (_, index) =>
        inVilamar(async (db) => {
          const { entry } = await enter(db, application, contextOf(VILAMAR))
          if (index % 3 === 0) throw new Error('the disk is full')
          return entry.number
        }),
      )
      const settled = await Promise.allSettled(attempts)
      const kept = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])).sort((a, b) => a - b)
      assert.deepEqual(
        kept,
        Array.from({ length: 26 }, (_, index) => index + 1),
      )
      assert.equal((await register()).number, 27)
    })

    it('begin again at 1 when the year turns in the official time of the seat, an hour before midnight in UTC', async () => {
      now = '2026-12-31T22:59:59.000Z'
      assert.equal((await register()).label, 'E-2026-000001')
      now = '2026-12-31T23:00:00.000Z'
      assert.equal((await register()).label, 'E-2027-000001')
      now = '2026-12-31T23:00:01.000Z'
      assert.equal((await register()).label, 'E-2027-000002')
    })

    it('show it when the owner of the database takes an entry out', async () => {
      for (let n = 0; n < 3; n += 1) await register()
      await test.owner('delete from finestra.register_entry where number = 2')
      assert.deepEqual(await inVilamar(brokenRuns), [{ series: 'entry', year: 2026, last: 3, present: 2 }])
    })

    it('belong to one municipality: another neither sees nor disturbs them', async () => {
      await register()
      assert.equal((await test.db.within(2, (db) => listEntries(db, {}))).entries.length, 0)
      assert.equal((await register({}, CASTELVERDE)).number, 1)
    })
  })

  describe('an entry', () => {
    it('counts as made at once on a working day', async () => {
      assert.equal((await register()).effectiveAt, MONDAY)
    })

    it('on a Saturday counts as made at the first hour of Monday (Ley 39/2015, art. 31.2.b)', async () => {
      now = '2026-03-07T10:00:00.000Z'
      const entry = await register()
      assert.deepEqual([entry.at, entry.effectiveAt], [now, '2026-03-08T23:00:00.000Z'])
    })

    it('on Good Friday counts as made after Easter Monday, a holiday in Catalonia, in summer time', async () => {
      now = '2026-04-03T10:00:00.000Z'
      assert.equal((await register()).effectiveAt, '2026-04-06T22:00:00.000Z')
    })

    it('on a local holiday, 16 July, counts as made the day after', async () => {
      now = '2026-07-16T10:00:00.000Z'
      assert.equal((await register()).effectiveAt, '2026-07-16T22:00:00.000Z')
    })

    it('on a Sunday in Italy counts as made on that Sunday: no law moves it', async () => {
      now = '2026-03-08T10:00:00.000Z'
      assert.equal((await register({}, CASTELVERDE)).effectiveAt, now)
    })

    it('has a receipt with number, date, time, content and the day it counts from', async () => {
      now = '2026-03-07T10:00:00.000Z'
      const receipt = receiptData(await register(), VILAMAR.zone)
      assert.deepEqual(receipt, {
        ...{
          label: 'E-2026-000001',
          sender: 'Aina Soler',
          addressee: 'Ajuntament de Vilamar',
          subject: 'Obres menors',
        },
        ...{ officeId: null, channel: 'counter', contentHash },
        ...{ date: '2026-03-07', time: '11:00:00', effectiveDate: '2026-03-09', countsLater: true },
      })
    })

    it('can be found by its case', async () => {
      const caseId = randomUUID()
      await register({ caseId })
      await register()
      await register({ caseId, register: 'exit' })
      const entries = await inVilamar((db) => entriesOfCase(db, caseId))
      assert.deepEqual(
        entries.map(({ label }) => label),
        ['E-2026-000001', 'S-2026-000001'],
      )
    })

    it('can be neither erased nor rewritten by the application, only annulled', async () => {
      await register()
      for (const text of [
        'delete from register_entry',
        `update register_entry set subject = 'x'`,
        'delete from register_counter',
      ]) {
        await assert.rejects(
          test.db.within(1, (db) => db.run({ pieces: [text], values: [] })),
          /permission denied/,
          text,
        )
      }
    })
  })

  describe('at the counter', () => {
    it('registers once when the same form is sent twice, and the journal tells the number and the hash', async () => {
      const first = await runAct(stage, enterAtCounter, request(application, 'key-1'))
      const second = await runAct(stage, enterAtCounter, request(application, 'key-1'))
      assert.ok(first.ok && second.ok)
      assert.deepEqual([first.result.label, second.result, second.replayed], ['E-2026-000001', first.result, true])
      assert.equal((await inVilamar((db) => listEntries(db, {}))).entries.length, 1)
      const events = await test.owner('select kind, objects, data from finestra.event')
      assert.deepEqual(events, [
        {
          ...{ kind: 'register.entered', objects: ['register:entry/2026/1'] },
          data: { label: 'E-2026-000001', at: MONDAY, effectiveAt: MONDAY, contentHash },
        },
      ])
    })

    it('registers once when the same form arrives ten times at the same moment, and leaves no gap', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => runAct(stage, enterAtCounter, request(application, 'key-2'))),
      )
      assert.equal(new Set(outcomes.map((outcome) => outcome.ok && outcome.result.label)).size, 1)
      assert.equal((await register()).number, 2)
    })

    it('refuses a content hash that is none, and who may not write in the register', async () => {
      const bad = await runAct(stage, enterAtCounter, request({ ...application, contentHash: 'abc' }, 'key-3'))
      const other = await runAct(
        stage,
        enterAtCounter,
        request(application, 'key-4', { ...pere, permissions: new Set() }),
      )
      assert.deepEqual(
        [bad, other].map((one) => !one.ok && one.refused.code),
        ['bad-input', 'not-allowed'],
      )
    })
  })

  describe('an annulled entry', () => {
    it('stays with its number and the reason, and the number is not used again', async () => {
      await register()
      const outcome = await runAct(
        stage,
        annulEntry,
        request({ label: 'E-2026-000001', reason: 'Registered twice' }, 'key-5'),
      )
      assert.ok(outcome.ok)
      const entry = await inVilamar((db) => findEntry(db, 'E-2026-000001'))
      assert.deepEqual(
        [entry?.annulReason, entry?.annulledBy, entry?.annulledAt, entry?.subject],
        ['Registered twice', 'officer:pere', MONDAY, 'Obres menors'],
      )
      assert.equal((await register()).number, 2)
      const again = await runAct(stage, annulEntry, request({ label: 'E-2026-000001', reason: 'Again' }, 'key-6'))
      assert.equal(!again.ok && again.refused.code, 'already-annulled')
    })

    it('needs a reason', async () => {
      await register()
      const outcome = await runAct(stage, annulEntry, request({ label: 'E-2026-000001', reason: '  ' }, 'key-7'))
      assert.equal(!outcome.ok && outcome.refused.code, 'bad-input')
    })
  })

  describe('the emergency register', () => {
    const emergency = {
      ...application,
      ...{ number: 'EM-7', at: '2026-02-28T12:00:00+01:00', cause: 'No electricity' },
    }

    it('is taken over under a new number that names the old one, and counts from when the entry really came', async () => {
      const outcome = await runAct(stage, takeOver, request(emergency, 'key-8'))
      assert.ok(outcome.ok)
      const entry = await inVilamar((db) => findEntry(db, outcome.result.label))
      assert.deepEqual(entry?.emergency, { number: 'EM-7', at: '2026-02-28T11:00:00.000Z', cause: 'No electricity' })
      // 28 February 2026 is a Saturday.
      assert.deepEqual([entry?.at, entry?.effectiveAt], [MONDAY, '2026-03-01T23:00:00.000Z'])
    })

    it('is taken over once, even when two officers do it at the same moment', async () => {
      const outcomes = await Promise.all(
        ['key-9', 'key-10'].map((key) => runAct(stage, takeOver, request(emergency, key))),
      )
      assert.deepEqual(outcomes.map((one) => (one.ok ? 'ok' : one.refused.code)).sort(), ['already-taken-over', 'ok'])
    })

    it('holds nothing from the future', async () => {
      const outcome = await runAct(stage, takeOver, request({ ...emergency, at: '2026-03-03T09:00:00Z' }, 'key-11'))
      assert.equal(!outcome.ok && outcome.refused.code, 'in-the-future')
    })
  })

  describe('the daily register', () => {
    const close = (day: string, key = `close ${day}`) => runAct(stage, closeDay, request({ day }, key, system))

    it('is closed once the day is over, with the head of the sealed journal', async () => {
      await runAct(stage, enterAtCounter, request(application, 'key-12'))
      await runAct(stage, annulEntry, request({ label: 'E-2026-000001', reason: 'Test' }, 'key-13'))
      const early = await close('2026-03-02', 'too early')
      assert.equal(!early.ok && early.refused.code, 'day-not-over')
      now = '2026-03-02T23:10:00.000Z'
      const outcome = await close('2026-03-02')
      assert.ok(outcome.ok)
      const daily = await inVilamar((db) => dailyRegister(db, '2026-03-02'))
      assert.deepEqual(
        [daily?.entries, daily?.annulments, daily?.sealNumber, daily?.closedBy],
        [1, 1, 1, 'system:clock'],
      )
      const heads = await inVilamar(printedHeads)
      assert.deepEqual(await inVilamar((db) => verifyJournal(db, heads)), { ok: true, seals: 1, events: 2 })
      const again = await close('2026-03-02', 'again')
      assert.equal(!again.ok && again.refused.code, 'day-already-closed')
    })

    it('takes the day by the official time of the seat', async () => {
      now = '2026-03-02T23:30:00.000Z'
      await register()
      now = '2026-03-04T01:00:00.000Z'
      const counts = [await close('2026-03-02'), await close('2026-03-03')].map((one) => one.ok && one.result.entries)
      assert.deepEqual(counts, [0, 1])
    })

    it('names the day whose entries were changed behind it, and is not disturbed by a later annulment', async () => {
      await register()
      now = '2026-03-03T00:00:00.000Z'
      await close('2026-03-02')
      await runAct(stage, annulEntry, request({ label: 'E-2026-000001', reason: 'Registered twice' }, 'key-14'))
      assert.deepEqual(await inVilamar((db) => changedDays(db, VILAMAR)), [])
      await test.owner(`update finestra.register_entry set sender = 'Eve'`)
      assert.deepEqual(await inVilamar((db) => changedDays(db, VILAMAR)), ['2026-03-02'])
    })
  })

  describe('its list', () => {
    it('gives every entry once, the newest first, page by page, while others are registered', async () => {
      for (let n = 0; n < 7; n += 1) {
        // Two in each instant, so that the order needs the number too.
        now = `2026-03-02T09:00:0${Math.floor(n / 2)}.000Z`
        await register()
      }
      const seen: string[] = []
      let after: EntryCursor | undefined
      for (;;) {
        const page = await inVilamar((db) => listEntries(db, {}, { limit: 3, ...(after && { after }) }))
        seen.push(...page.entries.map(({ number }) => String(number)))
        await register()
        if (!page.next) break
        after = page.next
      }
      assert.deepEqual(seen, ['7', '6', '5', '4', '3', '2', '1'])
    })

    it('is narrowed by register, time, office, person, case, annulment and words without accents', async () => {
      const [personId, caseId] = [randomUUID(), randomUUID()]
      await register({ subject: 'Al·legacions al cadastre', sender: 'Núria Ribas', personId, officeId: 'taxes' })
      await register({ register: 'exit', subject: 'Resolució 50 %', caseId })
      now = '2026-03-03T09:00:00.000Z'
      await register()
      await runAct(stage, annulEntry, request({ label: 'E-2026-000002', reason: 'Test' }, 'key-15'))
      const labels = async (filter: Parameters<typeof listEntries>[1]) =>
        (await inVilamar((db) => listEntries(db, filter))).entries.map(({ label }) => label)
      assert.deepEqual(await labels({ register: 'exit' }), ['S-2026-000001'])
      assert.deepEqual(await labels({ from: '2026-03-03T00:00:00Z' }), ['E-2026-000002'])
      assert.deepEqual(await labels({ until: '2026-03-03T00:00:00Z', register: 'entry' }), ['E-2026-000001'])
      assert.deepEqual(await labels({ officeId: 'taxes' }), ['E-2026-000001'])
      assert.deepEqual(await labels({ personId }), ['E-2026-000001'])
      assert.deepEqual(await labels({ caseId }), ['S-2026-000001'])
      assert.deepEqual(await labels({ annulled: true }), ['E-2026-000002'])
      assert.deepEqual(await labels({ text: 'nuria CADASTRE' }), ['E-2026-000001'])
      assert.deepEqual(await labels({ text: '50 %' }), ['S-2026-000001'])
      assert.deepEqual(await labels({ text: 'S-2026-000001' }), ['S-2026-000001'])
    })
  })
})

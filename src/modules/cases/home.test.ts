import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { localDate } from '../../core/deadlines/index.ts'
import { updateOwnContact } from '../people/index.ts'
import { accessNotification, caseFile, confirmPayment, requestCorrection, termCount } from './index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, officer, type TownHall, townHall } from './testing.ts'

// Ley 39/2015, art. 30.6. Local holidays: Vilamar 20 January and 16 July; Serramunt 3 February and 29 September.
// One month from Friday 29 August 2025 ends on Monday 29 September, a working day in Vilamar.
describe('the terms of somebody who lives in another municipality than the one they deal with', () => {
  let hall: TownHall
  const [aina, fatou, nuria] = [citizen('aina'), citizen('fatou'), citizen('nuria')]
  const technician = officer(['technician'], ['town-planning', 'police', 'culture'])
  before(async () => {
    hall = await townHall({ now: '2025-08-29T09:00:00Z' })
  })
  after(() => hall.close())

  const livingIn = (home: string | null, actor: typeof fatou) => hall.run(updateOwnContact, { home }, actor)
  const filedBy = async (actor: typeof fatou) =>
    (await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP, actor)).caseId
  const fileOf = async (caseId: string) => (await hall.platform.db.within(1, (db) => caseFile(db, hall.town, caseId)))!
  const countOf = async (caseId: string) => {
    const { case: one } = await fileOf(caseId)
    const ctx = {
      t: hall.platform.texts.translator('en'),
      lang: 'en' as const,
      municipality: { ...hall.town, dark: false },
    }
    return termCount(ctx as never, hall.town, one, one.state.term!) // of the municipality only the zone is read
  }

  it('end on the next day when the last is a holiday where they live, and the count names both calendars', async () => {
    await livingIn('Serramunt', fatou)
    const caseId = await filedBy(fatou)
    assert.equal((await fileOf(caseId)).case.state.term?.due, '2025-09-30')
    const [whose, ...steps] = await countOf(caseId)
    assert.deepEqual(whose, {
      text: 'Days are counted by the calendars of Vilamar, where the town hall is, and of Serramunt, where the person lives: a day that is a holiday in either does not count.',
      source: 'Ley 39/2015, art. 30.6',
    })
    assert.ok(
      steps.some(({ text }) => text.startsWith('29 September 2025 is a holiday where the person lives')),
      steps.map(({ text }) => text).join('\n'),
    )
  })

  const alone: [who: string, actor: typeof fatou, home: string | null, told: RegExp][] = [
    [
      'lives in the municipality itself',
      aina,
      null,
      /^Days are counted by the calendar of Vilamar, where the person lives/,
    ],
    [
      'is in its population register, whatever they write',
      aina,
      'Serramunt',
      /calendar of Vilamar, where the person lives/,
    ],
    ['names no home', nuria, null, /^We do not know where the person lives: .* by the calendar of Vilamar alone/],
    [
      'lives where no calendar is known',
      nuria,
      'Granollers',
      /^We do not have the calendar of Granollers.* Vilamar alone/,
    ],
    ['lives abroad', nuria, 'Perpinyà (França)', /^We do not have the calendar of Perpinyà \(França\)/],
    ['says that they live in the municipality', nuria, 'VILAMAR', /calendar of Vilamar, where the person lives/],
  ]
  for (const [who, actor, home, told] of alone) {
    it(`go by the calendar of the seat alone for one who ${who}, and the count says so`, async () => {
      await livingIn(home, actor)
      const caseId = await filedBy(actor)
      assert.equal((await fileOf(caseId)).case.state.term?.due, '2025-09-29')
      assert.match((await countOf(caseId))[0]?.text ?? '', told)
    })
  }

  it('give a person ten days that are working days at home too, and an office ten of the seat', async () => {
    await hall.moveTo('2025-09-17T08:00:00Z')
    const caseId = await filedBy(fatou)
    await hall.settled()
    const [payment] = (await fileOf(caseId)).payments
    await hall.run(confirmPayment, { paymentId: payment!.paymentId, provider: 'sandbox', reference: 'r-1' }, fatou)
    await hall.settled()
    const report = (await fileOf(caseId)).tasks.find(({ element }) => element === 'technical-report')
    // Ten working days of Vilamar from Wednesday 17 September: Wednesday 1 October.
    assert.equal(report?.dueOn, '2025-10-01')
    await hall.run(requestCorrection, { caseId, defects: 'A drawing of the kitchen is missing.' }, technician)
    await hall.settled()
    const [notification] = (await fileOf(caseId)).notifications
    await hall.run(accessNotification, { notificationId: notification!.notificationId }, fatou)
    // Without Monday 29 September, Thursday 2 October is the tenth.
    await hall.moveTo('2025-10-02T20:00:00Z')
    assert.equal((await fileOf(caseId)).case.outcome, null)
    await hall.moveTo('2025-10-02T22:00:00Z')
    const { outcome, decidedAt } = (await fileOf(caseId)).case
    assert.deepEqual([outcome, localDate(decidedAt!, 'Europe/Madrid')], ['not-corrected', '2025-10-03'])
  })
})

describe('the terms of a case by the law of Italy', () => {
  it('go by the calendar of the seat, and nothing is said of the home', async () => {
    const hall = await townHall({ law: 'it' })
    try {
      const term = {
        length: '30 days',
        start: 'register-entry',
        from: '2026-03-02',
        due: '2026-04-01',
        suspended: [],
      } as const
      const ctx = { t: hall.platform.texts.translator('en'), lang: 'en' as const, municipality: hall.town }
      const home = { registers: { home: { here: false, municipality: 'Serramunt' } } }
      const count = termCount(ctx as never, hall.town, home, term) // of the municipality only the zone is read
      assert.ok(count.length > 0 && count.every(({ text }) => !/calendar of|lives/.test(text)))
    } finally {
      await hall.close()
    }
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verifyPdf } from '../../platform/pdf/index.ts'
import { documentByCode, documentById } from '../documents/index.ts'
import { PEOPLE } from '../people/testing.ts'
import { caseFile, completeTask, openDocument, publishedCalls, publishedList, publishList } from './index.ts'
import { citizen, fileApplication, officer, type TownHall, townHall } from './testing.ts'

const treasurer = officer(['treasurer'], ['treasury'])
const call = { procedure: 'school-meals', year: 2026 }
const MEALS = {
  pupils: [PEOPLE.pau, PEOPLE.bruna],
  school: 'Escola del Port',
  days: 5,
  ownPapers: false,
  circumstances: ['single-parent'],
  violence: false,
  socialReport: false,
  account: 'ES9121000418450200051332',
  truth: true,
  photographs: [],
}

describe('the call for school meals', () => {
  let hall: TownHall
  let caseId: string
  before(async () => {
    hall = await townHall({ now: '2026-06-10T09:00:00Z' })
  })
  after(() => hall.close())

  const file = async () => (await hall.platform.db.within(1, (db) => caseFile(db, hall.town, caseId)))!
  const list = (stage: 'provisional' | 'final') =>
    hall.platform.db.within(1, (db) => publishedList(db, 'school-meals', 2026, stage))

  it('takes applications from the first to the last day of June', async () => {
    ;({ caseId } = await fileApplication(hall, 'school-meals', MEALS, citizen('aina')))
    await hall.settled()
    assert.equal((await file()).case.suspended, true, 'the term counts from the close of the call')
  })

  it('publishes no list while the call is open', async () => {
    assert.equal(await hall.refused(publishList, call, treasurer), 'call-open')
  })

  it('reads what is held when it closes, and works out the points without asking', async () => {
    await hall.moveTo('2026-07-01T08:00:00Z')
    // 18,000.50 ÷ 1.8 (Aina 1, Pau of 14 0.5, Bruna 0.3) is 10,000.28, which is 1.19 times 8,400: 3 points.
    // Single parent 2, large family 1, disability in the household 2: 8 points.
    const { ranking } = (await file()).case.state.variables as { ranking: { points: number } }
    assert.equal(ranking.points, 8)
  })

  it('refuses new applications after the last day', async () => {
    await assert.rejects(fileApplication(hall, 'school-meals', MEALS, citizen('aina')), /call-closed/)
  })

  it('publishes the provisional list once, with each place and its reason', async () => {
    const published = await hall.run(publishList, call, treasurer)
    assert.deepEqual(published, { stage: 'provisional', places: 1, granted: 1 })
    await hall.settled()
    const [place] = await list('provisional')
    assert.deepEqual([place?.position, place?.points, place?.granted, place?.reason.kind], [1, 8, true, 'granted'])
    assert.ok((await file()).awaited.includes('allegations'))
  })

  it('issues the list as a sealed document that names nobody, and that anybody can check by its code', async () => {
    const [published] = await hall.platform.db.within(1, (db) => publishedCalls(db, 'school-meals', 2026))
    assert.equal(published?.stage, 'provisional')
    const document = await hall.platform.db.within(1, (db) => documentById(db, published?.provisionalDocument ?? ''))
    assert.ok(document?.shown && document.sealed && document.code, 'it is public, sealed, and has its code')
    assert.deepEqual(await hall.platform.db.within(1, (db) => documentByCode(db, document.code ?? '')), document)
    const { signatures } = verifyPdf(await openDocument(hall.platform, hall.town, document), { trusted: [] })
    assert.deepEqual(
      signatures.map(({ digestOk, coversWholeDocument }) => [digestOk, coversWholeDocument]),
      [[true, true]],
    )
    const { rows } = document.source!.data.data as { rows: object[] }
    const { number, applicantName } = (await file()).case
    const amount = (await list('provisional'))[0]?.amount
    assert.deepEqual(rows, [{ place: 1, case: number, points: 8, amount, granted: true, reason: 'granted' }])
    assert.ok(!JSON.stringify(document).includes(applicantName.split(' ')[0] ?? ''), 'nobody is named')
  })

  it('publishes no final list while somebody may still be heard', async () => {
    assert.equal(await hall.refused(publishList, call, treasurer), 'call-not-ready')
  })

  it('publishes the final list after the ten working days, and each case is decided', async () => {
    // Ten working days from Wednesday 1 July, 16 July being the local holiday, end on Wednesday 15 July.
    await hall.moveTo('2026-07-15T22:00:01Z')
    const examined = (await file()).tasks.find(({ closedAt }) => closedAt === null)
    if (examined)
      await hall.run(
        completeTask,
        { taskId: examined.taskId, answers: { accepted: false, grounds: 'Nothing was said.' } },
        officer(['technician'], ['education']),
      )
    await hall.settled()
    assert.deepEqual(await hall.run(publishList, call, treasurer), { stage: 'final', places: 1, granted: 1 })
    await hall.settled()
    assert.equal((await file()).case.outcome, 'granted')
    assert.equal(await hall.refused(publishList, call, treasurer), 'call-ended')
  })

  it('is ranked by nobody but who may', async () => {
    assert.equal(await hall.refused(publishList, call, officer(['technician'], ['education'])), 'not-allowed')
    assert.equal(await hall.refused(publishList, call, citizen('aina')), 'not-allowed')
  })
})

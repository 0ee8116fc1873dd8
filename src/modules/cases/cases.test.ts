import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verifyJournal } from '../../platform/journal/index.ts'
import { documentsOfCase } from '../documents/index.ts'
import {
  accessNotification,
  answerTask,
  caseFile,
  citizenMessage,
  claimTask,
  completeTask,
  confirmPayment,
  extendTerm,
  requestCorrection,
} from './index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, officer, type TownHall, townHall } from './testing.ts'

const aina = citizen('aina')
const technician = officer(['technician'], ['town-planning', 'police', 'culture'])
const lawyer = officer(['lawyer'], ['town-planning', 'secretary'])
const councillor = officer(['councillor', 'technician'], ['town-planning'])
const head = officer(['head'], ['town-planning'])

describe('a minor works case in Vilamar', () => {
  let hall: TownHall
  before(async () => {
    hall = await townHall({ now: '2026-03-02T09:00:00Z' })
  })
  after(() => hall.close())

  const fileOf = async (caseId: string) => (await hall.platform.db.within(1, (db) => caseFile(db, hall.town, caseId)))!
  const taskAt = async (caseId: string, element: string) => {
    const { tasks } = await fileOf(caseId)
    const task = tasks.find((one) => one.element === element && one.closedAt === null)
    assert.ok(task, `no open task at ${element}: ${tasks.map((one) => one.element)}`)
    return task.taskId
  }
  const paid = async (caseId: string) => {
    await hall.settled()
    const { payments } = await fileOf(caseId)
    await hall.run(confirmPayment, { paymentId: payments[0]!.paymentId, provider: 'sandbox', reference: 'r-1' }, aina)
    await hall.settled()
  }

  it('is registered at once, asks for the fee of the ordinance, and is told by when', async () => {
    const { caseId, registerLabel } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await hall.settled()
    const file = await fileOf(caseId)
    assert.equal(registerLabel, 'E-2026-000001')
    // 3.2 % of 9,000 is 288; handling up to 30,000 is 75; 6 m² × 5 days × 0.55 is 16.50, at least 25; waste 2 × 11, at least 120.
    assert.equal(file.payments[0]?.amount, '508.00')
    // One month from Monday 2 March: Thursday 2 April, the day before Good Friday.
    assert.equal(file.case.dueOn, '2026-04-02')
    // Ley 39/2015, art. 24.1: nobody acquires powers over the public street by silence.
    assert.equal(file.case.silence, 'refused')
    assert.equal(file.case.waitingFor, 'applicant')
    assert.deepEqual(
      file.documents.filter(({ origin }) => origin === 'issued').map(({ kind }) => kind),
      ['receipt', 'payment-letter'],
    )
  })

  it('has its term extended once, with reasons, and by no more than the term itself (Ley 39/2015, art. 23.1)', async () => {
    const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await hall.settled()
    const extend = (by: string, reason = 'The heritage report takes longer.') => ({ caseId, by, reason })
    assert.equal(await hall.refused(extendTerm, extend('2 months'), head), 'extension-too-long')
    assert.equal(await hall.refused(extendTerm, extend('10 days', ' '), head), 'text-missing')
    // One month ends on Thursday 2 April; fifteen calendar days more, on Friday 17 April.
    const { dueOn } = await hall.run(extendTerm, extend('15 calendar days'), head)
    assert.equal(dueOn, '2026-04-17')
    assert.equal(await hall.refused(extendTerm, extend('1 day'), head), 'extended-before')
  })

  it('goes from payment to reports, proposal, decision and notification, and can be appealed', async () => {
    const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await paid(caseId)
    await hall.run(
      completeTask,
      { taskId: await taskAt(caseId, 'technical-report'), answers: { technical: 'favourable' }, minutes: 40 },
      technician,
    )
    await hall.run(
      completeTask,
      { taskId: await taskAt(caseId, 'police-report'), answers: { police: 'favourable' }, minutes: 10 },
      technician,
    )
    await hall.settled()
    await hall.run(
      completeTask,
      { taskId: await taskAt(caseId, 'proposal'), answers: { proposed: 'grant', grounds: 'It meets the plan.' } },
      lawyer,
    )
    await hall.settled()
    await hall.run(
      completeTask,
      { taskId: await taskAt(caseId, 'decision'), answers: { outcome: 'granted' } },
      councillor,
    )
    await hall.settled()
    const decided = await fileOf(caseId)
    assert.equal(decided.case.outcome, 'granted')
    assert.equal(decided.case.dueOn, null, 'once decided, the term is kept')
    const decision = decided.documents.find(({ kind }) => kind === 'decision-granted')
    assert.ok(decision?.code && decision.registerLabel, 'the decision has its code and its exit number')
    assert.equal(decision.shown, false, 'nobody sees it before it is notified')
    const [notification] = decided.notifications
    assert.equal(notification?.accessUntil, '2026-03-12', 'ten calendar days, Ley 39/2015, art. 43.2')
    await hall.run(accessNotification, { notificationId: notification!.notificationId }, aina)
    await hall.settled()
    const notified = await fileOf(caseId)
    assert.equal(notified.documents.find(({ kind }) => kind === 'decision-granted')?.shown, true)
    assert.ok(notified.awaited.includes('appeal'))
    await hall.run(citizenMessage, { caseId, message: 'appeal', text: 'The deposit is too high.' }, aina)
    assert.ok(
      (await fileOf(caseId)).tasks.some(({ closedAt, role }) => closedAt === null && role === 'lawyer'),
      'the appeal waits for a lawyer',
    )
  })

  it('has as its person responsible who did its first task, until a colleague takes one (Ley 39/2015, art. 53.1.b)', async () => {
    const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await paid(caseId)
    const responsible = async () => (await fileOf(caseId)).case.officerId
    assert.equal(await responsible(), null)
    const report = await taskAt(caseId, 'technical-report')
    await hall.run(completeTask, { taskId: report, answers: { technical: 'favourable' } }, technician)
    assert.equal(await responsible(), technician.id)
    const colleague = { ...technician, id: '00000000-0000-4000-8000-0000000000cc' }
    const next = await taskAt(caseId, 'police-report')
    await hall.run(completeTask, { taskId: next, answers: { police: 'favourable' } }, colleague)
    assert.equal(await responsible(), technician.id, 'helping with a report does not take the case over')
    await hall.settled()
    const another = { ...lawyer, id: '00000000-0000-4000-8000-0000000000cd' }
    await hall.run(claimTask, { taskId: await taskAt(caseId, 'proposal') }, another)
    assert.equal(await responsible(), another.id)
  })

  it('stops the term while the applicant corrects, and gives it back afterwards', async () => {
    const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await paid(caseId)
    await hall.run(requestCorrection, { caseId, defects: 'A drawing of the kitchen is missing.' }, technician)
    await hall.settled()
    const [notification] = (await fileOf(caseId)).notifications
    await hall.run(accessNotification, { notificationId: notification!.notificationId }, aina)
    assert.equal((await fileOf(caseId)).case.suspended, true)
    await hall.moveTo('2026-03-09T10:00:00Z')
    await hall.run(
      answerTask,
      { taskId: await taskAt(caseId, 'correction-made'), answers: { comment: 'The drawing is on page 2.' } },
      aina,
    )
    const corrected = await fileOf(caseId)
    assert.equal(corrected.case.suspended, false)
    // Suspended from 2 to 9 March: seven days later than Thursday 2 April is Thursday 9 April.
    assert.equal(corrected.case.dueOn, '2026-04-09')
  })

  it('closes as not corrected when the ten working days pass without an answer', async () => {
    await hall.moveTo('2026-03-10T08:00:00Z')
    const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await paid(caseId)
    await hall.run(requestCorrection, { caseId, defects: 'The budget is not signed.' }, technician)
    await hall.settled()
    const [notification] = (await fileOf(caseId)).notifications
    await hall.run(accessNotification, { notificationId: notification!.notificationId }, aina)
    // Ten working days from Tuesday 10 March end on Tuesday 24 March.
    await hall.moveTo('2026-03-24T22:00:00Z')
    assert.equal((await fileOf(caseId)).case.outcome, null)
    await hall.moveTo('2026-03-24T23:00:01Z')
    assert.equal((await fileOf(caseId)).case.outcome, 'not-corrected')
  })

  it('counts a notification that nobody opens as rejected when the tenth day is over, and goes on', async () => {
    await hall.moveTo('2026-04-13T08:00:00Z')
    const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await hall.settled()
    await hall.run(citizenMessage, { caseId, message: 'withdraw', text: '' }, aina)
    await hall.settled()
    const [notification] = (await fileOf(caseId)).notifications
    assert.equal((await fileOf(caseId)).payments[0]?.status, 'cancelled', 'what was withdrawn need not be paid')
    assert.equal(notification?.accessUntil, '2026-04-23')
    await hall.moveTo('2026-04-23T21:59:00Z')
    assert.equal((await fileOf(caseId)).notifications[0]?.endedHow, null)
    await hall.moveTo('2026-04-23T22:00:01Z')
    const ended = await fileOf(caseId)
    assert.equal(ended.notifications[0]?.endedHow, 'rejected')
    assert.equal(ended.case.outcome, 'withdrawn')
  })

  it('issues the certificate of silence with nobody at the desk when the month ends without an answer', async () => {
    await hall.moveTo('2026-05-04T08:00:00Z')
    const { caseId } = await fileApplication(hall, 'minor-works', {
      ...KITCHEN_WITH_SKIP,
      streetUse: false,
      streetArea: null,
      streetDays: null,
    })
    await paid(caseId)
    // One month from Monday 4 May is Thursday 4 June.
    await hall.moveTo('2026-06-04T21:00:00Z')
    assert.equal((await fileOf(caseId)).case.outcome, null)
    assert.equal((await fileOf(caseId)).case.silence, 'granted')
    await hall.moveTo('2026-06-04T22:00:01Z')
    const silent = await fileOf(caseId)
    assert.equal(silent.case.outcome, 'granted')
    const documents = await hall.platform.db.within(1, (db) => documentsOfCase(db, caseId))
    assert.ok(documents.some(({ kind, fileHash }) => kind === 'silence-certificate' && fileHash !== null))
  })

  it('is open to nobody else, and not found rather than forbidden', async () => {
    const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
    await hall.settled()
    assert.equal(
      await hall.refused(citizenMessage, { caseId, message: 'withdraw', text: '' }, citizen('joan')),
      'not-found',
    )
    assert.equal(
      await hall.refused(requestCorrection, { caseId, defects: 'x' }, officer(['technician'], ['education'])),
      'not-found',
    )
  })

  it('leaves a journal in which nothing can be changed unseen', async () => {
    const verification = await hall.platform.db.within(1, (db) => verifyJournal(db))
    assert.equal(verification.ok, true)
    assert.ok((await hall.test.owner('select 1 from finestra.event limit 1')).length > 0)
  })
})

describe('a certificate of residence', () => {
  let hall: TownHall
  before(async () => {
    hall = await townHall({ now: '2026-03-02T09:00:00Z' })
  })
  after(() => hall.close())

  it('is issued at once by the machine when the register is certain', async () => {
    const { caseId } = await fileApplication(hall, 'residence-certificate', {
      whose: 'me',
      kind: 'individual',
      delivery: 'web',
      truth: true,
      photographs: [],
    })
    await hall.settled()
    const file = (await hall.platform.db.within(1, (db) => caseFile(db, hall.town, caseId)))!
    assert.equal(file.case.outcome, 'granted')
    assert.equal(file.tasks.length, 0, 'no officer touched it')
    const certificate = file.documents.find(({ kind }) => kind === 'certificate-individual')
    assert.ok(certificate?.shown && certificate.fileHash && certificate.code)
  })
})

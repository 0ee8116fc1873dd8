import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import {
  accessNotification,
  claimTask,
  confirmPayment,
  keepTaskDraft,
  requestCorrection,
  saveDraft,
} from '../../src/modules/cases/index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, officer } from '../../src/modules/cases/testing.ts'
import { PEOPLE } from '../../src/modules/people/testing.ts'
import { type Act, type Actor, allActs } from '../../src/platform/acts/index.ts'
import { catalogueFolder, readPackages } from '../../src/platform/catalogue-files.ts'
import type { House } from './house.ts'

/** An act made ready: who may do it, and with what it succeeds, once. */
export interface Ready {
  readonly actor: Actor
  readonly input: unknown
}

export interface ActInput {
  /**
   * What an act is about, which says to whom else it is open:
   * a `thing` of one person or office (to nobody else), the `town` (to every officer with the permission),
   * or the actor's `own` (everybody does it to themselves only).
   */
  readonly about: 'thing' | 'town' | 'own'
  ready(house: House): Promise<Ready>
}

export const aina = citizen('aina')

const OFFICES = ['town-planning', 'police', 'culture', 'secretary', 'education', 'treasury', 'citizen-service']

/** Of every office, with every role: whom no act of an officer is closed to. */
export const clerk = officer(
  [
    'signed-in',
    'counter',
    'technician',
    'lawyer',
    'head',
    'secretary',
    'councillor',
    'treasurer',
    'organisation',
    'administrator',
  ],
  OFFICES,
)

export const system: Actor = {
  ...{ kind: 'system', id: 'test', name: 'test', roles: [], offices: [] },
  permissions: new Set(['system', 'person.recognise', 'register.close-day']),
}

/** An act by its name. */
export function actNamed(name: string): Act {
  const found = allActs().find((act) => act.name === name)
  assert.ok(found, `there is no act ${name}`)
  return found
}

/** For each act of the program a way to make it ready. A new act without one fails the tests that loop over them. */
export const ACT_INPUTS: Readonly<Record<string, ActInput>> = {
  'person.register': town(async () => ({
    kind: 'natural',
    givenName: 'Pol',
    familyName: 'Vidal',
    language: 'ca',
    notification: 'paper',
    identityNumber: randomUUID().slice(0, 8),
  })),
  'person.recognise': thing(system, async () => ({
    subject: randomUUID(),
    identityNumber: randomUUID().slice(0, 8),
    givenName: 'Ona',
    familyName: 'Serra',
  })),
  'person.grant-mandate': own(aina, async () => MANDATE),
  'person.register-mandate': town(async () => ({ ...MANDATE, grantorId: PEOPLE.aina })),
  'person.revoke-mandate': thing(aina, async (house) => ({ mandateId: await mandate(house) })),
  'person.revoke-mandate-of': town(async (house) => ({ mandateId: await mandate(house) })),
  'person.update-contact': own(aina, async () => ({ phone: phone() })),
  'person.update-contact-of': town(async () => ({ personId: PEOPLE.aina, phone: phone() })),
  'identity.sign-in': own(aina, async () => ({
    tokenHash: sha256(randomUUID()),
    level: 'high',
    method: 'oidc',
    userAgent: 'test',
    expiresAt: '2036-01-01T00:00:00Z',
  })),
  'identity.sign-out': thing(aina, async (house) => ({ tokenHash: await session(house) })),
  'identity.act-for': thing(aina, async (house) => ({ tokenHash: await session(house), personId: PEOPLE.joan })),
  'identity.add-passkey': own(clerk, async () => passkey()),
  'identity.remove-passkey': thing(clerk, async (house) => {
    const added = passkey()
    await house.hall.run(actNamed('identity.add-passkey'), added, clerk)
    return { credentialId: added.credentialId }
  }),
  'register.close-day': town(async () => ({ day: nextDay() })),
  'register.enter-counter': town(async () => LETTER),
  'register.take-over': town(async () => ({
    ...LETTER,
    number: randomUUID(),
    at: '2026-05-04T10:00:00Z',
    cause: 'No electricity.',
  })),
  'register.annul': town(async (house) => {
    const entered = await house.hall.run(actNamed('register.enter-counter'), LETTER, clerk)
    return { label: (entered as { label: string }).label, reason: 'Entered twice.' }
  }),
  'catalogue.install': town(async () => {
    const { files } = readPackages(catalogueFolder).find(({ name }) => name === 'residence-certificate')!
    return { files: { ...files, 'service.yaml': `${files['service.yaml']}\n# ${randomUUID()}\n` } }
  }),
  'case.save-draft': thing(aina, async (house) => ({
    draftId: await draft(house),
    procedure: 'minor-works',
    answers: { ...KITCHEN_WITH_SKIP, weeks: 9 },
    page: 'start',
  })),
  'case.discard-draft': thing(aina, async (house) => ({ draftId: await draft(house) })),
  'case.upload': thing(aina, async (house) => upload(house, await draft(house))),
  'case.remove-upload': thing(aina, async (house) => {
    const added = await house.hall.run(actNamed('case.upload'), await upload(house, await draft(house)), aina)
    return { uploadId: (added as { uploadId: string }).uploadId }
  }),
  'case.apply': thing(aina, async (house) => ({ draftId: await draftToFile(house) })),
  'payment.confirm': thing(aina, async (house) => paymentOf(house, await filed(house))),
  'case.claim': thing(clerk, async (house) => ({ taskId: await report(house) })),
  'case.release': thing(clerk, async (house) => {
    const taskId = await report(house)
    await house.hall.run(claimTask, { taskId }, clerk)
    return { taskId }
  }),
  'case.assign': thing(clerk, async (house) => ({ taskId: await report(house), officerId: clerk.id })),
  'case.hand-over': thing(clerk, async (house) => ({
    taskId: await report(house),
    officeId: 'town-planning',
    reason: 'It is theirs.',
  })),
  'case.note': thing(clerk, async (house) => ({ caseId: await paid(house), text: 'Called the builder.' })),
  'case.complete-task': thing(clerk, async (house) => ({
    taskId: await report(house),
    answers: { technical: 'favourable' },
    minutes: 40,
  })),
  'case.keep-task-draft': thing(clerk, async (house) => written(await report(house))),
  'case.discard-task-draft': thing(clerk, async (house) => {
    const taskId = await report(house)
    await house.hall.run(keepTaskDraft, written(taskId), clerk)
    return { taskId }
  }),
  'case.forget-task-drafts': {
    about: 'town',
    ready: async () => ({ actor: system, input: { endedBefore: '2026-01-01T00:00:00Z' } }),
  },
  'case.request-correction': thing(clerk, async (house) => ({
    caseId: await paid(house),
    defects: 'A drawing is missing.',
  })),
  'case.extend-term': thing(clerk, async (house) => ({
    caseId: await paid(house),
    by: '1 month',
    reason: 'Two reports more.',
  })),
  'case.answer-task': thing(aina, async (house) => {
    const { caseId, notificationId } = await corrected(house)
    await house.hall.run(accessNotification, { notificationId }, aina)
    return { taskId: await taskAt(house, caseId, 'correction-made'), answers: { comment: 'It is on page 2.' } }
  }),
  'case.citizen-message': thing(aina, async (house) => ({
    caseId: await filed(house),
    message: 'withdraw',
    text: 'Not this year.',
  })),
  'notification.access': thing(aina, async (house) => ({ notificationId: (await corrected(house)).notificationId })),
  'notification.deliver': thing(clerk, async (house) => ({ notificationId: (await corrected(house)).notificationId })),
  'notification.reject': thing(system, async (house) => ({ notificationId: (await corrected(house)).notificationId })),
  'message.read': thing(aina, async (house) => {
    const kept = await house.hall.run(actNamed('case.keep-message'), await message(house), system)
    return { messageId: (kept as { messageId: string }).messageId }
  }),
  'case.save-filter': own(clerk, async () => ({ name: 'Mine', query: `q=${randomUUID()}` })),
  'case.keep-message': thing(system, message),
  'case.issue-document': thing(system, async (house) => ({
    ...{ caseId: await filed(house), template: 'receipt', kind: 'receipt', data: {} },
    ...{ register: true, signedByOfficer: false },
  })),
  'case.send-notification': thing(system, async (house) => {
    const caseId = await filed(house)
    const { documents } = await house.file(caseId)
    const receipt = documents.find(({ kind }) => kind === 'receipt')
    return { caseId, token: 99, element: 'notice', documentId: receipt!.documentId }
  }),
  'case.request-payment': thing(system, async (house) => ({
    ...{ caseId: await filed(house), token: 99, element: 'more', amount: '10.00', concept: 'fee' },
  })),
  'case.effect-done': thing(system, async (house) => {
    const caseId = await filed(house)
    const [payment] = (await house.file(caseId)).payments
    return { caseId, token: payment!.token, result: { paidOn: '2026-07-01', amount: 508 } }
  }),
  'case.advance': thing(system, async (house) => ({ caseId: await filed(house) })),
  'call.publish-list': town(async () => ({ procedure: 'school-meals', year: 2026 })),
  'call.tell-place': thing(system, async ({ callCase }) => ({
    caseId: callCase,
    message: 'provisional-list',
    place: { place: 1, granted: true, amount: 100, reason: 'granted' },
  })),
}

type MakeInput = (house: House) => Promise<unknown>

function thing(actor: Actor, input: MakeInput): ActInput {
  return { about: 'thing', ready: async (house) => ({ actor, input: await input(house) }) }
}

function own(actor: Actor, input: MakeInput): ActInput {
  return { about: 'own', ready: async (house) => ({ actor, input: await input(house) }) }
}

function town(input: MakeInput): ActInput {
  return { about: 'town', ready: async (house) => ({ actor: clerk, input: await input(house) }) }
}

const MANDATE = {
  representative: { identityNumber: '00000003A', familyName: 'Diallo' },
  scope: 'general',
  until: '2027-01-01',
}

const LETTER = {
  register: 'entry',
  sender: 'Aina Soler',
  addressee: 'Vilamar',
  subject: 'A letter',
  contentHash: sha256('a letter'),
  channel: 'post',
}

async function mandate({ hall }: House): Promise<string> {
  const granted = await hall.run(actNamed('person.grant-mandate'), MANDATE, aina)
  return (granted as { mandateId: string }).mandateId
}

async function session({ hall, server }: House): Promise<string> {
  const signedIn = { kind: 'person', id: PEOPLE.aina, level: 'high', method: 'oidc', userAgent: 'test' } as const
  return sha256(await server.identity.sessions.open(hall.town, signedIn))
}

function passkey() {
  return {
    credentialId: randomUUID(),
    rpId: 'localhost',
    publicKey: 'AAAA',
    counter: 0,
    transports: [],
    backedUp: false,
    label: 'Key',
    challengeHash: sha256(randomUUID()),
    challengeEnds: '2036-01-01T00:00:00Z',
  }
}

async function draft({ hall }: House): Promise<string> {
  const draftId = randomUUID()
  await hall.run(saveDraft, { draftId, procedure: 'minor-works', answers: KITCHEN_WITH_SKIP, page: 'start' }, aina)
  return draftId
}

async function upload({ hall }: House, belongsTo: string) {
  const { hash, size } = await hall.platform.files.put(Buffer.from(`a photograph ${belongsTo}`))
  return { belongsTo, field: 'photographs', name: 'before.jpg', mediaType: 'image/jpeg', fileHash: hash, size }
}

async function draftToFile(house: House): Promise<string> {
  const draftId = await draft(house)
  const file = await upload(house, draftId)
  const { uploadId } = (await house.hall.run(actNamed('case.upload'), file, aina)) as { uploadId: string }
  const photographs = [{ id: uploadId, name: file.name, type: file.mediaType, size: file.size }]
  const answers = { ...KITCHEN_WITH_SKIP, photographs }
  await house.hall.run(saveDraft, { draftId, procedure: 'minor-works', answers, page: 'start' }, aina)
  return draftId
}

/** A kitchen that waits to be paid. */
export async function filed({ hall }: House): Promise<string> {
  const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
  await hall.settled()
  return caseId
}

/** How it is paid. */
export async function paymentOf(house: House, caseId: string) {
  const [payment] = (await house.file(caseId)).payments
  return { paymentId: payment!.paymentId, provider: 'sandbox', reference: randomUUID() }
}

/** A kitchen that was paid: the offices write their reports. */
export async function paid(house: House): Promise<string> {
  const caseId = await filed(house)
  await house.hall.run(confirmPayment, await paymentOf(house, caseId), aina)
  await house.hall.settled()
  return caseId
}

/** A paid kitchen with a request for correction that waits to be opened. */
export async function corrected(house: House): Promise<{ caseId: string; notificationId: string }> {
  const caseId = await paid(house)
  await house.hall.run(requestCorrection, { caseId, defects: 'A drawing is missing.' }, clerk)
  await house.hall.settled()
  const [notification] = (await house.file(caseId)).notifications
  return { caseId, notificationId: notification!.notificationId }
}

function written(taskId: string) {
  return { taskId, answers: { technical: 'favourable', grounds: 'It keeps to the plan.' }, minutes: '20' }
}

async function report(house: House): Promise<string> {
  return await taskAt(house, await paid(house), 'technical-report')
}

export async function taskAt(house: House, caseId: string, element: string): Promise<string> {
  const { tasks } = await house.file(caseId)
  const task = tasks.find((one) => one.element === element && one.closedAt === null)
  assert.ok(task, `no open task at ${element}`)
  return task.taskId
}

async function message(house: House) {
  const caseId = await filed(house)
  return { caseId, personId: PEOPLE.aina, subject: 'News', body: 'All is well.', lang: 'ca', documentId: null }
}

let daysClosed = 0

/** A day of March 2026 that is not closed yet. */
function nextDay(): string {
  daysClosed += 1
  return `2026-03-${String(daysClosed).padStart(2, '0')}`
}

let phones = 0

function phone(): string {
  phones += 1
  return `+34 600 100 ${String(phones).padStart(3, '0')}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

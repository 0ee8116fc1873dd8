import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { accessNotification, addNote, requestCorrection, saveDraft } from '../../src/modules/cases/index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP } from '../../src/modules/cases/testing.ts'
import { PEOPLE } from '../../src/modules/people/testing.ts'
import { ACT_INPUTS, actNamed, aina, clerk, paymentOf, system, taskAt } from './act-inputs.ts'
import type { House, Route } from './house.ts'

/** What stands in everything of Aina's that nobody else may read. */
export const SECRET = 'SECRET-KITCHEN'

/** The parameters of addresses that name a thing of Aina's, each with its identifier. */
export interface Things {
  readonly caseId: string
  readonly taskId: string
  readonly citizenTaskId: string
  readonly notificationId: string
  readonly documentId: string
  readonly paymentId: string
  readonly messageId: string
  readonly mandateId: string
  readonly draftId: string
  readonly uploadId: string
  readonly number: string
  readonly label: string
}

/** Lets Aina have one of everything: a case to correct and to pay, a draft with a file, a mandate, a message, a notice. */
export async function ainasThings(house: House): Promise<Things> {
  const { hall } = house
  const secretKitchen = { ...KITCHEN_WITH_SKIP, description: SECRET, place: { address: `${SECRET} 1` } }
  const { caseId, number, registerLabel } = await fileApplication(hall, 'minor-works', secretKitchen, citizen('aina'))
  await hall.settled()
  await hall.run(actNamed('payment.confirm'), await paymentOf(house, caseId), aina)
  await hall.settled()
  await hall.run(requestCorrection, { caseId, defects: SECRET }, clerk)
  await hall.run(addNote, { caseId, text: SECRET }, clerk)
  await hall.settled()
  const opened = (await house.file(caseId)).notifications[0]!
  await hall.run(accessNotification, { notificationId: opened.notificationId }, aina)
  const words = { subject: SECRET, body: SECRET, lang: 'ca', documentId: null }
  const message = await hall.run(
    actNamed('case.keep-message'),
    { caseId, personId: PEOPLE.aina, ...words },
    { ...system },
  )
  const granted = await ACT_INPUTS['person.revoke-mandate']!.ready(house)
  const draftId = randomUUID()
  await hall.run(saveDraft, { draftId, procedure: 'minor-works', answers: secretKitchen, page: 'start' }, aina)
  const upload = await ACT_INPUTS['case.upload']!.ready(house)
  const file = { ...(upload.input as object), belongsTo: draftId, name: `${SECRET}.jpg` }
  const added = await hall.run(actNamed('case.upload'), file, aina)
  await hall.settled()
  const { documents, payments } = await house.file(caseId)
  return {
    ...{ caseId, number, draftId, label: registerLabel },
    taskId: await taskAt(house, caseId, 'technical-report'),
    citizenTaskId: await taskAt(house, caseId, 'correction-made'),
    notificationId: opened.notificationId,
    documentId: documents.find(({ kind }) => kind === 'receipt')!.documentId,
    paymentId: payments[0]!.paymentId,
    messageId: (message as { messageId: string }).messageId,
    mandateId: (granted.input as { mandateId: string }).mandateId,
    uploadId: (added as { uploadId: string }).uploadId,
  }
}

const PLAIN: Readonly<Record<string, string>> = {
  slug: 'vilamar',
  uid: 'none',
  id: 'minor-works',
  page: 'start',
  field: 'photographs',
  message: 'withdraw',
  code: 'AAAA-BBBB-CCCC-DDDD',
  procedure: 'school-meals',
  year: '2026',
  day: '2026-03-02',
  job: '1',
  '*': 'none',
}

/** Fills the parameters of a route: with Aina's things where it names one. A parameter that nobody knows fails the test. */
export function addressOf({ url }: Route, things: Things): { path: string; isOfAThing: boolean } {
  let isOfAThing = false
  const path = url.replace(/:(\w+)|\*/g, (whole, name: string | undefined, offset: number) => {
    const found = thingAt(url, name, offset, things)
    isOfAThing ||= found !== undefined
    const value = found ?? PLAIN[name ?? whole]
    assert.ok(value !== undefined, `${url}: the test knows no value for ${whole}`)
    return value
  })
  return { path, isOfAThing }
}

function thingAt(url: string, name: string | undefined, offset: number, things: Things): string | undefined {
  if (name === undefined) return undefined
  const before = url.slice(0, offset)
  if (name === 'id' && before.endsWith('/cases/')) return things.caseId
  if (name === 'id' && before.endsWith('/tasks/')) return things.taskId
  if (name === 'id' && before.endsWith('/documents/')) return things.documentId
  if (name === 'taskId' && before.startsWith('/folder/')) return things.citizenTaskId
  return (things as unknown as Record<string, string>)[name]
}

/** A body as forms send them: the identifiers of Aina's things, and words where words are asked for. */
export function fieldsFor(things: Things): Record<string, string> {
  // Without what the tests look for in answers: a form that is given back says what its sender wrote.
  const { number: _, ...ids } = things
  return { ...ids, ...WORDS, _key: randomUUID(), personId: PEOPLE.aina, officerId: clerk.id }
}

/** The fields of the forms of the house, with something that could be meant. */
export const WORDS: Readonly<Record<string, string>> = {
  text: 'Changed.',
  defects: 'Changed.',
  reason: 'Changed.',
  by: '1 month',
  comment: 'Changed.',
  technical: 'favourable',
  minutes: '5',
  name: 'mine',
  query: 'q=1',
  officeId: 'treasury',
  office: 'treasury',
  officer: 'x',
  email: 'eve@example.org',
  phone: '+34 600 000 999',
  language: 'ca',
  notification: 'electronic',
  choice: 'pay',
  q: 'a',
  next: '/',
  identityNumber: '00000003A',
  familyName: 'Diallo',
  scope: 'general',
  until: '2027-01-01',
  confirm: 'yes',
  description: 'Changed.',
  'place.address': 'Changed.',
  place: 'Changed.',
  role: 'owner',
  budget: '9000',
  start: '2026-09-01',
  action: 'next',
}

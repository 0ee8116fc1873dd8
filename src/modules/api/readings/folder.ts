import Type from 'typebox'
import { folderOf } from '../../cases/index.ts'
import { reading } from '../reading.ts'
import { answersByName, day, instant, nullable, text, uuid } from '../shapes.ts'
import { NotificationLine, notificationLine, outcome, PaymentLine, paymentLine, status, waitingFor } from './parts.ts'

const Folder = Type.Object(
  {
    personId: Type.String({ format: 'uuid', description: 'Whose folder: of who asks, or of whom they act for.' }),
    cases: Type.Array(
      Type.Object({
        caseId: uuid,
        number: Type.String({ examples: ['2026/000123'] }),
        procedure: text,
        version: Type.Integer(),
        title: Type.String({ description: 'What it is about: a place.' }),
        status,
        outcome,
        waitingFor,
        openedAt: instant,
        dueOn: nullable(day),
        suspended: Type.Boolean(),
        toDo: Type.Array(Type.Object({ taskId: uuid, element: text, dueOn: nullable(day) })),
      }),
      { description: 'The latest 200.' },
    ),
    drafts: Type.Array(
      Type.Object({
        draftId: uuid,
        procedure: text,
        version: Type.Integer(),
        page: text,
        answers: answersByName,
        startedAt: instant,
        savedAt: instant,
      }),
    ),
    messages: Type.Array(
      Type.Object({
        messageId: uuid,
        caseId: nullable(uuid),
        subject: text,
        body: text,
        lang: text,
        at: instant,
        readAt: nullable(instant),
      }),
    ),
    notifications: Type.Array(NotificationLine),
    payments: Type.Array(PaymentLine),
  },
  { $id: 'Folder', description: 'What a person has with the municipality, the newest first.' },
)

const folder = reading({
  path: '/me/folder',
  tag: 'Folder',
  summary: 'My folder',
  description:
    'Cases, drafts, messages, notifications and payments of who asks, or of whom they act for in this session.',
  audience: 'person',
  params: {},
  query: {},
  answer: Folder,
  async answers({ read, actor }) {
    const personId = actor.actsFor ?? actor.id
    const { cases, drafts, messages, notifications, payments } = await read((db) => folderOf(db, personId))
    return {
      personId,
      // The query chooses the columns that are shown, and no others.
      cases: cases.map((one) => ({ ...one, toDo: [...one.toDo], waitingFor: waitingOf(one.waitingFor) })),
      drafts: drafts.map(({ draftId, procedure, version, page, answers, startedAt, savedAt }) => ({
        ...{ draftId, procedure, version, page, answers: { ...answers }, startedAt, savedAt },
      })),
      messages: messages.map(({ messageId, caseId, subject, body, lang, at, readAt }) => ({
        ...{ messageId, caseId, subject, body, lang, at, readAt },
      })),
      notifications: notifications.map(notificationLine),
      payments: payments.map(paymentLine),
    }
  },
})

type WaitingFor = 'office' | 'applicant' | 'system' | 'nobody'

/** The column is checked to be one of them. */
function waitingOf(word: string): WaitingFor {
  return word as WaitingFor
}

export const FOLDER_READINGS = [folder]

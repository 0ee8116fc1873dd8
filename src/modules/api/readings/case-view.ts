import Type, { type Static } from 'typebox'
import type { Lang } from '../../../platform/i18n/index.ts'
import { type CaseFile, CITIZEN_MESSAGES, type notesOf } from '../../cases/index.ts'
import { answersByName, day, instant, nullable, text, uuid } from '../shapes.ts'
import { inLang } from './form.ts'
import {
  DocumentLine,
  documentLine,
  NotificationLine,
  notificationLine,
  outcome,
  PaymentLine,
  paymentLine,
  status,
  waitingFor,
} from './parts.ts'

const officers = 'For officers only.'

export const CaseShape = Type.Object(
  {
    caseId: uuid,
    number: Type.String({ examples: ['2026/000123'] }),
    procedure: text,
    version: Type.Integer(),
    service: Type.String({ description: 'The title of the service.' }),
    title: Type.String({ description: 'What it is about: a place.' }),
    status,
    outcome,
    applicantId: uuid,
    applicantName: text,
    representativeId: nullable(uuid),
    registerLabel: nullable(text),
    lang: text,
    channel: text,
    openedAt: instant,
    decidedAt: nullable(instant),
    closedAt: nullable(instant),
    officeId: text,
    waitingFor,
    dueOn: Type.Union([day, Type.Null()], { description: 'The last day of the legal term.' }),
    suspended: Type.Boolean(),
    silence: nullable(text),
    answers: answersByName,
    awaited: Type.Array(text, { description: 'Messages that the procedure waits for and who asks may send.' }),
    here: Type.Array(text, { description: 'Elements of the drawing where the case is.' }),
    tasks: Type.Array(
      Type.Object({
        taskId: uuid,
        element: text,
        name: text,
        citizen: Type.Boolean({ description: 'Whether the applicant does it.' }),
        officeId: nullable(text),
        openedAt: instant,
        dueOn: nullable(day),
        closedAt: nullable(instant),
      }),
      { description: 'All of them for officers; for the applicant, their own.' },
    ),
    documents: Type.Array(DocumentLine, { description: 'For the applicant, those that they may see.' }),
    notifications: Type.Array(NotificationLine),
    payments: Type.Array(PaymentLine),
    riskOn: Type.Optional(
      Type.Union([day, Type.Null()], { description: `${officers} The day by which the list orders it.` }),
    ),
    officerId: Type.Optional(Type.Union([uuid, Type.Null()], { description: `${officers} Who has it in hand.` })),
    notes: Type.Optional(
      Type.Array(Type.Object({ noteId: uuid, officerName: text, text, at: instant }), { description: officers }),
    ),
  },
  { $id: 'Case', description: 'An application on its way through its procedure.' },
)

type CaseAnswer = Static<typeof CaseShape>

/** As its person sees it: nothing of what officers write among themselves, and no document before its notification. */
export function caseForPerson(file: CaseFile, lang: Lang): CaseAnswer {
  return {
    ...caseView(file, lang),
    awaited: CITIZEN_MESSAGES.filter((message) => file.awaited.includes(message)),
    tasks: tasksIn(file, lang).filter(({ citizen }) => citizen),
    documents: file.documents.filter(({ shown }) => shown).map(documentLine),
  }
}

export function caseForOfficer(file: CaseFile, lang: Lang, notes: Awaited<ReturnType<typeof notesOf>>): CaseAnswer {
  const { riskOn, officerId } = file.case
  return { ...caseView(file, lang), riskOn, officerId, notes }
}

function caseView(file: CaseFile, lang: Lang): CaseAnswer {
  const { case: one, procedure } = file
  const { caseId, number, version, title, outcome: ended, applicantId, applicantName, representativeId } = one
  const { registerLabel, channel, openedAt, decidedAt, closedAt, officeId, dueOn, suspended, silence } = one
  return {
    ...{ caseId, number, procedure: one.procedure, version, title, status: one.status, outcome: ended },
    service: inLang(procedure.service.title, lang),
    ...{ applicantId, applicantName, representativeId, registerLabel, lang: one.lang, channel },
    ...{ openedAt, decidedAt, closedAt, officeId, waitingFor: one.waitingFor, dueOn, suspended, silence },
    answers: { ...one.answers },
    awaited: [...file.awaited],
    here: [...file.here],
    tasks: tasksIn(file, lang),
    documents: file.documents.map(documentLine),
    notifications: file.notifications.map(notificationLine),
    payments: file.payments.map(paymentLine),
  }
}

function tasksIn({ tasks, procedure }: CaseFile, lang: Lang): CaseAnswer['tasks'] {
  return tasks.map(({ taskId, element, citizen, officeId, openedAt, dueOn, closedAt }) => ({
    ...{ taskId, element, citizen, officeId, openedAt, dueOn, closedAt },
    name: inLang(procedure.service.steps[element] ?? {}, lang) || element,
  }))
}

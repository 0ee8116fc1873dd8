import type { Queries } from '../../../platform/database/index.ts'
import { type FolderCase, folderOf, type Message } from '../../cases/index.ts'
import { type Procedure, procedureOf } from '../../catalogue/index.ts'
import { findPerson } from '../../people/index.ts'
import { caseBadge } from '../case/badge.ts'
import { conceptInWords } from '../concept.ts'
import type { Visit } from '../visit.ts'
import type { CaseLine, DraftLine, NotificationLine, PaymentLine } from './lines.ts'
import { type ToDo, toDoOf } from './to-do.ts'

/** The folder of a person as its pages show it. */
export interface FolderView {
  readonly toDo: readonly ToDo[]
  readonly cases: readonly CaseLine[]
  readonly drafts: readonly DraftLine[]
  readonly messages: readonly Message[]
  readonly notifications: readonly NotificationLine[]
  readonly payments: readonly PaymentLine[]
  /** Whether they can be told by e-mail when there is news. */
  readonly hasEmail: boolean
}

export async function readFolder(db: Queries, visit: Visit, personId: string): Promise<FolderView> {
  const [folder, person] = await Promise.all([folderOf(db, personId), findPerson(db, personId)])
  const procedures = await proceduresOf(db, visit, [...folder.cases, ...folder.drafts])
  const serviceOf = ({ procedure, version }: Versioned) =>
    procedures.get(`${procedure}/${version}`)?.service.title[visit.request.lang] ?? procedure
  const cases = folder.cases.map((one) => caseLine(visit, one, serviceOf(one)))
  const lines = new Map(cases.map((line) => [line.caseId, line]))
  const notifications = folder.notifications.map((notification) => ({
    notification,
    case: lines.get(notification.caseId),
  }))
  const payments = folder.payments.map((payment) => {
    const one = folder.cases.find(({ caseId }) => caseId === payment.caseId)
    const procedure = one && procedures.get(`${one.procedure}/${one.version}`)
    const concept = procedure ? conceptInWords(procedure, payment, visit.request.lang) : payment.concept
    return { payment, case: lines.get(payment.caseId), concept }
  })
  const tasks = folder.cases.flatMap((one) =>
    one.toDo.map((task) => ({
      ...{ task, case: lines.get(one.caseId) },
      name: procedures.get(`${one.procedure}/${one.version}`)?.service.steps[task.element]?.[visit.request.lang],
    })),
  )
  return {
    toDo: toDoOf(visit, { tasks, notifications, payments }),
    cases,
    drafts: folder.drafts.map((draft) => ({ draft, service: serviceOf(draft) })),
    messages: folder.messages,
    notifications,
    payments,
    hasEmail: !!person?.email,
  }
}

interface Versioned {
  readonly procedure: string
  readonly version: number
}

async function proceduresOf(db: Queries, visit: Visit, all: readonly Versioned[]): Promise<Map<string, Procedure>> {
  const wanted = new Map(all.map((one) => [`${one.procedure}/${one.version}`, one]))
  const loaded = await Promise.all(
    [...wanted].map(
      async ([key, { procedure, version }]): Promise<[string, Procedure]> => [
        key,
        await procedureOf(db, visit.request.municipality, procedure, version),
      ],
    ),
  )
  return new Map(loaded)
}

function caseLine(visit: Visit, one: FolderCase, service: string): CaseLine {
  const { caseId, number, title, status, outcome, openedAt, dueOn } = one
  const badge = caseBadge(visit, { ...one, isAsked: one.toDo.length > 0 })
  return { caseId, number, service, about: title, status, outcome, badge, openedAt, dueOn }
}

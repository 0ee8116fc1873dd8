import { visiblePages } from '../../../core/forms/index.ts'
import type { AnswerGroup, DocumentView, MapStep, TermView, TimelineEvent } from '../../../ui/index.ts'
import { type CaseFile, CITIZEN_MESSAGES, type OwnPlace, portsOf } from '../../cases/index.ts'
import { answersOf } from '../application/field-views.ts'
import { conceptInWords } from '../concept.ts'
import { documentView } from '../document-view.ts'
import { type ToDo, toDoOf } from '../folder/to-do.ts'
import type { Visit } from '../visit.ts'
import { type CaseBadge, caseBadge } from './badge.ts'
import { historyOfCase } from './history.ts'
import { stepsOfCase } from './steps.ts'
import { termOfCase } from './term.ts'

/** A case as its person sees it, in words. */
export interface CaseView {
  readonly caseId: string
  readonly number: string
  readonly registerLabel: string | null
  readonly service: string
  /** What it is about: a place. */
  readonly about: string
  readonly badge: CaseBadge
  readonly openedAt: string
  readonly isOpen: boolean
  readonly office: string | undefined
  readonly officer: string | undefined
  readonly toDo: readonly ToDo[]
  /** What the person may do besides: `withdraw`, `appeal`… */
  readonly mayDo: readonly string[]
  readonly steps: readonly MapStep[]
  readonly term: TermView | undefined
  readonly history: readonly TimelineEvent[]
  readonly documents: readonly DocumentView[]
  readonly answers: readonly AnswerGroup[]
  /** Of a call: its place in the latest list. */
  readonly place?: OwnPlace | undefined
  /** Whether they can be told by e-mail when there is news. */
  readonly hasEmail: boolean
}

/** What is known of a case beside its file. */
interface Around {
  readonly office: string | undefined
  readonly officer: string | undefined
  readonly officeNames: ReadonlyMap<string, string>
  readonly hasEmail: boolean
}

export function caseView(visit: Visit, file: CaseFile, around: Around): CaseView {
  const { ctx } = visit
  const { case: one, procedure } = file
  const service = procedure.service.title[ctx.lang] ?? procedure.id
  const toDo = toDoInCase(visit, file, service)
  return {
    ...{ caseId: one.caseId, number: one.number, registerLabel: one.registerLabel, service, about: one.title },
    ...{ openedAt: one.openedAt, isOpen: one.status === 'open', office: around.office, officer: around.officer },
    badge: caseBadge(visit, { ...one, isAsked: toDo.length > 0 }),
    toDo,
    mayDo: CITIZEN_MESSAGES.filter((message) => file.awaited.includes(message)),
    steps: stepsOfCase(visit, file),
    term: termOfCase(visit, file),
    history: historyOfCase(visit, file, around.officeNames),
    documents: file.documents.filter(({ shown }) => shown).map((document) => documentView(ctx, document)),
    answers: answerGroups(visit, file),
    hasEmail: around.hasEmail,
  }
}

function toDoInCase(visit: Visit, file: CaseFile, service: string): ToDo[] {
  const { case: one, procedure } = file
  const { caseId, number, title, status, outcome, openedAt, dueOn } = one
  const line = {
    ...{ caseId, number, service, about: title, status, outcome, openedAt, dueOn },
    badge: caseBadge(visit, one),
  }
  return toDoOf(visit, {
    tasks: file.tasks
      .filter(({ citizen, closedAt }) => citizen && closedAt === null)
      .map((task) => ({ task, case: line, name: procedure.service.steps[task.element]?.[visit.ctx.lang] })),
    notifications: file.notifications.map((notification) => ({ notification, case: line })),
    payments: file.payments.map((payment) => ({
      ...{ payment, case: line },
      concept: conceptInWords(procedure, payment, visit.ctx.lang),
    })),
  })
}

function answerGroups(visit: Visit, { case: one, procedure }: CaseFile): AnswerGroup[] {
  const { context } = portsOf(procedure, visit.request.municipality, one)
  return visiblePages(procedure.form, one.answers, context).map((page) => ({
    title: page.title[visit.ctx.lang] ?? page.id,
    answers: answersOf(page.fields, visit.ctx),
  }))
}

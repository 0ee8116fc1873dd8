import { summary } from '../../../core/forms/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import type { AnswerGroup } from '../../../ui/index.ts'
import { type CaseFile, notesOf, portsOf, wayOfCase } from '../../cases/index.ts'
import { findPerson } from '../../people/index.ts'
import { readNames } from '../names.ts'
import { can, nothingHere, reading, type Visit } from '../visit.ts'
import { caseOfVisit } from './case-in-hand.ts'
import { CasePage, type CaseView } from './case-view.tsx'
import { documentViews } from './documents.ts'
import { sourcesOf } from './held.ts'
import { historyOf } from './history.ts'
import { partIn } from './parts.ts'
import { reasonsOf } from './reasons.ts'
import { reportGroups } from './reports.ts'
import { reportsOfCase } from './store.ts'
import { termOf } from './term.ts'
import { waitsOf } from './waits.ts'

/** The file of a case: one part at a time, what must be done always first. */
export async function pageOfCase(visit: Visit) {
  const view = await reading(visit, async (db) => {
    const file = await caseOfVisit(db, visit)
    return file && (await viewOf(db, visit, file))
  })
  if (!view) return nothingHere(visit)
  const page = CasePage({ ctx: visit.ctx, part: partIn(visit.ctx.query), me: visit.actor, view })
  return visit.reply.header('cache-control', 'no-store').page(page)
}

/** The drawing of the procedure, for the viewer. */
export async function drawing(visit: Visit) {
  const file = await reading(visit, (db) => caseOfVisit(db, visit))
  if (!file) return nothingHere(visit)
  return visit.reply.type('application/xml; charset=utf-8').send(file.procedure.bpmn)
}

async function viewOf(db: Queries, visit: Visit, file: CaseFile): Promise<CaseView> {
  const { applicantId, representativeId, caseId, procedure } = file.case
  // How to reach people is told to whoever deals with people.
  const person = (id: string | null) => (id === null || !can(visit, 'person.read') ? undefined : findPerson(db, id))
  const [names, applicant, representative, notes, reports] = await Promise.all([
    readNames(db, visit),
    person(applicantId),
    person(representativeId),
    notesOf(db, caseId),
    reportsOfCase(db, caseId),
  ])
  return {
    ...{ file, names, applicant, representative, notes },
    service: names.procedure(procedure),
    term: termOf(visit, file),
    waits: waitsOf(visit, file),
    history: historyOf(visit, file, names),
    reasons: reasonsOf(visit, file),
    answers: answersOf(visit, file),
    reports: reportGroups(visit, file, names, reports),
    documents: documentViews(visit, file),
    steps: wayOfCase(visit.ctx, file, (element) => {
      const task = file.tasks.find((one) => one.element === element && one.closedAt === null)
      return task && (task.citizen ? visit.ctx.t('desk.case.with-applicant') : names.office(task.officeId))
    }),
  }
}

/** What was applied for, page by page, with what came from registers; sealed answers only for who may read them. */
export function answersOf(visit: Visit, file: CaseFile): AnswerGroup[] {
  const { t, lang } = visit.ctx
  const { case: one, procedure } = file
  const { context } = portsOf(procedure, visit.request.municipality, one)
  const lines = summary(procedure.form, one.answers, lang, context)
  const sources = sourcesOf(visit, file)
  const mayReadSealed = can(visit, 'sensitive.read')
  return procedure.form.pages
    .map(({ id, title }) => ({
      title: title[lang] ?? id,
      answers: lines
        .filter((line) => line.page === id)
        .map(({ field, label, text, sealed }) => ({
          question: label,
          answer: sealed && !mayReadSealed ? t('desk.case.sealed') : text,
          source: sources.get(field),
        })),
    }))
    .filter(({ answers }) => answers.length > 0)
}

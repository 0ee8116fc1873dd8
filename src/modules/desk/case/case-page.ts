import { summary } from '../../../core/forms/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import type { AnswerGroup } from '../../../ui/index.ts'
import { type CaseFile, notesOf, portsOf, wayOfCase } from '../../cases/index.ts'
import { drawnIn } from '../../catalogue/index.ts'
import { readNames } from '../names.ts'
import { outcomeBadge } from '../outcome.ts'
import { nextTask } from '../task/next-task.ts'
import { can, nothingHere, param, reading, type Visit } from '../visit.ts'
import { caseOfVisit } from './case-in-hand.ts'
import { CasePage, type CaseView } from './case-view.tsx'
import { documentViews } from './documents.ts'
import { sourcesOf } from './held.ts'
import { historyOf } from './history.ts'
import { partIn } from './parts.ts'
import { peopleOf } from './people.ts'
import { reasonsOf } from './reasons.ts'
import { reportGroups } from './reports.ts'
import { reportsOfCase } from './store.ts'
import { termBadges, termOf } from './term.ts'
import { waitsOf } from './waits.ts'

/** The file of a case: one part at a time, what must be done always first. */
export const pageOfCase = (visit: Visit) => showCase(visit, param(visit, 'caseId'))

/** The same, with why something was not done. */
export async function showCase(visit: Visit, caseId: string, error?: string) {
  const view = await reading(visit, async (db) => {
    const file = await caseOfVisit(db, visit, caseId)
    return file && (await viewOf(db, visit, file))
  })
  if (!view) return nothingHere(visit)
  const page = CasePage({ ctx: visit.ctx, part: partIn(visit.ctx.query), me: visit.actor, view, error })
  return visit.reply.header('cache-control', 'no-store').page(page, error === undefined ? 200 : 409)
}

/** The drawing of the procedure, for the viewer. */
export async function drawing(visit: Visit) {
  const file = await reading(visit, (db) => caseOfVisit(db, visit))
  if (!file) return nothingHere(visit)
  return visit.reply.type('application/xml; charset=utf-8').send(drawnIn(file.procedure, visit.ctx.lang))
}

async function viewOf(db: Queries, visit: Visit, file: CaseFile): Promise<CaseView> {
  const { caseId, procedure } = file.case
  const [names, people, notes, reports, next] = await Promise.all([
    readNames(db, visit),
    peopleOf(db, visit, file),
    notesOf(db, caseId),
    reportsOfCase(db, caseId),
    visit.ctx.query.done === 'desk.task-done' ? nextTask(db, visit) : undefined,
  ])
  return {
    ...{ file, names, people, notes, next },
    badges: [outcomeBadge(visit.ctx, file.case), ...termBadges(visit, file)],
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

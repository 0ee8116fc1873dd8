import { summary } from '../../../core/forms/index.ts'
import { formatDate } from '../../../platform/i18n/index.ts'
import type { AnswerGroup, DocumentView } from '../../../ui/index.ts'
import { type CaseFile, notesOf, openDocument, portsOf, wayOfCase } from '../../cases/index.ts'
import { documentById } from '../../documents/index.ts'
import { findPerson, officers } from '../../people/index.ts'
import { readNames } from '../names.ts'
import { can, nothingHere, param, reading, type Visit } from '../visit.ts'
import { caseOfVisit } from './case-in-hand.ts'
import { CasePage } from './case-view.tsx'
import { historyOf } from './history.ts'
import { partIn } from './parts.ts'
import { reasonsOf } from './reasons.ts'
import { termOf } from './term.ts'

/** The file of a case: one part at a time, what must be done always first. */
export async function pageOfCase(visit: Visit) {
  const view = await reading(visit, async (db) => {
    const file = await caseOfVisit(db, visit)
    if (!file) return undefined
    const [names, applicant, notes, colleagues] = await Promise.all([
      readNames(db, visit),
      findPerson(db, file.case.applicantId),
      notesOf(db, file.case.caseId),
      officers(db),
    ])
    return { file, names, applicant, notes, colleagues }
  })
  if (!view) return nothingHere(visit)
  const { file, names } = view
  const page = CasePage({
    ctx: visit.ctx,
    part: partIn(visit.ctx.query),
    me: visit.actor,
    view: {
      ...view,
      service: names.procedure(file.case.procedure),
      term: termOf(visit, file),
      history: historyOf(visit, file, names),
      reasons: reasonsOf(file),
      answers: answersOf(visit, file),
      documents: file.documents.map((document) => documentView(visit, document)),
      steps: wayOfCase(visit.ctx, file, (element) => {
        const task = file.tasks.find((one) => one.element === element && one.closedAt === null)
        return task && (task.citizen ? visit.ctx.t('desk.case.with-applicant') : names.office(task.officeId))
      }),
    },
  })
  return visit.reply.header('cache-control', 'no-store').page(page)
}

/** The drawing of the procedure, for the viewer. */
export async function drawing(visit: Visit) {
  const file = await reading(visit, (db) => caseOfVisit(db, visit))
  if (!file) return nothingHere(visit)
  return visit.reply.type('application/xml; charset=utf-8').send(file.procedure.bpmn)
}

/** A document of a case that the officer may see. */
export async function documentOfCase(visit: Visit) {
  const document = await reading(visit, async (db) => {
    const found = await documentById(db, param(visit, 'documentId'))
    return found?.caseId && (await caseOfVisit(db, visit, found.caseId)) ? found : undefined
  })
  if (!document) return nothingHere(visit)
  const content = await openDocument(visit.platform, visit.request.municipality, document)
  const name = document.origin === 'issued' ? `${document.title}.pdf` : document.title
  return visit.reply
    .type(document.mediaType)
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .send(content)
}

/** What was applied for, page by page; sealed answers only for who may read them. */
function answersOf(visit: Visit, { case: one, procedure }: CaseFile): AnswerGroup[] {
  const { t, lang } = visit.ctx
  const { context } = portsOf(procedure, visit.request.municipality, one)
  const lines = summary(procedure.form, one.answers, lang, context)
  const mayReadSealed = can(visit, 'sensitive.read')
  return procedure.form.pages
    .map(({ id, title }) => ({
      title: title[lang] ?? id,
      answers: lines
        .filter((line) => line.page === id)
        .map(({ label, text, sealed }) => ({
          question: label,
          answer: sealed && !mayReadSealed ? t('desk.case.sealed') : text,
        })),
    }))
    .filter(({ answers }) => answers.length > 0)
}

function documentView(
  { ctx: { t, lang, municipality } }: Visit,
  document: CaseFile['documents'][number],
): DocumentView {
  const day = formatDate(lang, document.createdAt, 'medium', municipality.zone)
  const from = t(document.origin === 'issued' ? 'desk.document.ours' : 'desk.document.theirs')
  return {
    href: `/desk/documents/${document.documentId}`,
    title: document.title,
    bytes: document.size ?? undefined,
    format: document.mediaType.split('/')[1]?.toUpperCase() ?? '',
    note: [day, from, document.registerLabel, document.signedBy].filter(Boolean).join(' · '),
    code: document.code ?? undefined,
    ...(!document.shown && { badge: { tone: 'warning', text: t('desk.document.not-shown') } }),
  }
}

import type { FieldView } from '../../../ui/index.ts'
import { addNote, deliverOnPaper, extendTerm, requestCorrection } from '../../cases/index.ts'
import { nothingHere, param, perform, reading, refusalText, sent, type Visit } from '../visit.ts'
import { AskPage } from './ask-view.tsx'
import { caseOfVisit } from './case-in-hand.ts'

/** A page that asks one thing before an act on a case. */
interface Ask {
  /** Key of its texts, under `desk`. */
  readonly key: 'correction' | 'extension' | 'paper'
  readonly fields: readonly FieldView[]
}

export const correctionPage = (visit: Visit) => ask(visit, correctionFields(visit, ''))
export const extensionPage = (visit: Visit) => ask(visit, extensionFields(visit, { by: '', reason: '' }))
export const paperPage = (visit: Visit) => ask(visit, { key: 'paper', fields: [] })

/** Asks the applicant to correct; the drawing sends the request. */
export async function correctionForm(visit: Visit) {
  const defects = sent(visit, 'defects')
  const outcome = await perform(visit, requestCorrection, { caseId: param(visit, 'caseId'), defects })
  if (outcome.ok) return back(visit, 'correction-asked')
  return ask(visit, correctionFields(visit, defects), refusalText(visit, outcome.refused))
}

/** Extends the term, with the reason. */
export async function extensionForm(visit: Visit) {
  const input = { by: sent(visit, 'by'), reason: sent(visit, 'reason') }
  if (!TERMS.includes(input.by) || input.reason.trim() === '')
    return ask(visit, extensionFields(visit, input), visit.ctx.t('desk.extension.missing'))
  const outcome = await perform(visit, extendTerm, { caseId: param(visit, 'caseId'), ...input })
  if (outcome.ok) return back(visit, 'extended')
  return ask(visit, extensionFields(visit, input), refusalText(visit, outcome.refused))
}

/** The paper was delivered. */
export async function paperForm(visit: Visit) {
  const outcome = await perform(visit, deliverOnPaper, { notificationId: param(visit, 'notificationId') })
  if (outcome.ok) return back(visit, 'delivered')
  return ask(visit, { key: 'paper', fields: [] }, refusalText(visit, outcome.refused))
}

/** A note for colleagues; an empty one is none. */
export async function noteForm(visit: Visit) {
  const caseId = param(visit, 'caseId')
  const outcome = await perform(visit, addNote, { caseId, text: sent(visit, 'text') })
  if (!outcome.ok && outcome.refused.code === 'not-found') return nothingHere(visit)
  return visit.reply.redirect(`/desk/cases/${caseId}?part=notes${outcome.ok ? '&done=desk.noted' : ''}`, 303)
}

/** By how much a term may be extended; what is more than the law allows is refused by the act. */
const TERMS = ['5 days', '10 days', '15 days', '1 month', '2 months', '3 months']

function correctionFields({ ctx: { t } }: Visit, value: string): Ask {
  const label = { label: t('desk.correction.label'), hint: t('desk.correction.hint') }
  return {
    key: 'correction',
    fields: [{ kind: 'long-text', name: 'defects', ...label, value, rows: 6, maxLength: 5000 }],
  }
}

function extensionFields({ ctx: { t } }: Visit, { by, reason }: { by: string; reason: string }): Ask {
  return {
    key: 'extension',
    fields: [
      {
        ...{ kind: 'choice', name: 'by', label: t('desk.extension.by'), value: by },
        options: TERMS.map((value) => ({ value, text: t(`desk.extension.terms.${value.replace(' ', '-')}`) })),
      },
      { kind: 'long-text', name: 'reason', label: t('desk.extension.reason'), value: reason, rows: 5, maxLength: 5000 },
    ],
  }
}

async function ask(visit: Visit, { key, fields }: Ask, error?: string) {
  const file = await reading(visit, (db) => caseOfVisit(db, visit))
  if (!file) return nothingHere(visit)
  return visit.reply.page(
    AskPage({ ctx: visit.ctx, one: file.case, key, fields, error }),
    error === undefined ? 200 : 422,
  )
}

function back(visit: Visit, done: string) {
  return visit.reply.redirect(`/desk/cases/${param(visit, 'caseId')}?done=desk.${done}`, 303)
}

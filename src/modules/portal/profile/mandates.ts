import { grantMandate, mandatesGrantedBy, mandatesOf, revokeMandate } from '../../people/index.ts'
import { today } from '../today.ts'
import { nothingHere, ownerOf, param, perform, reading, refusalText, type Visit } from '../visit.ts'
import { EndMandatePage, GrantPage, type MandateAnswers } from './mandate-views.tsx'

const EMPTY: MandateAnswers = { identityNumber: '', familyName: '', until: '' }

export async function grantPage(visit: Visit) {
  return visit.reply.page(GrantPage({ ctx: visit.ctx, answers: EMPTY, errors: [], today: today(visit) }))
}

/** Lets somebody act for me in everything, until a day (Ley 39/2015, art. 6). */
export async function grantForm(visit: Visit) {
  const answers = answersIn(visit.request.body)
  const { identityNumber, familyName, until } = answers
  const missing = Object.entries(answers).filter(([, value]) => value === '')
  const errors = missing.map(([field]) => ({ field, text: visit.ctx.t('forms.problem.required') }))
  if (errors.length > 0) return show(visit, answers, errors)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until))
    return show(visit, answers, [{ field: 'until', text: visit.ctx.t('forms.problem.not-a-date') }])
  const representative = { identityNumber, familyName }
  const outcome = await perform(visit, grantMandate, { representative, scope: 'general', until })
  if (outcome.ok) return visit.reply.redirect('/profile?done=portal.mandate-granted', 303)
  const field =
    outcome.refused.code.startsWith('mandate-already-over') || outcome.refused.code === 'mandate-too-long'
      ? 'until'
      : 'identityNumber'
  return show(visit, answers, [{ field, text: refusalText(visit, outcome.refused) }])
}

export async function endMandatePage(visit: Visit) {
  const mandate = await mandateOf(visit)
  if (!mandate) return nothingHere(visit)
  return visit.reply.page(EndMandatePage({ ctx: visit.ctx, mandate, isGrantor: mandate.grantorId === ownerOf(visit) }))
}

export async function endMandateForm(visit: Visit) {
  const outcome = await perform(visit, revokeMandate, { mandateId: param(visit, 'mandateId') })
  const isOver = outcome.ok || outcome.refused.code === 'mandate-already-revoked'
  return isOver ? visit.reply.redirect('/profile?done=portal.mandate-ended', 303) : nothingHere(visit)
}

function show(visit: Visit, answers: MandateAnswers, errors: Parameters<typeof GrantPage>[0]['errors']) {
  return visit.reply.page(GrantPage({ ctx: visit.ctx, answers, errors, today: today(visit) }), 422)
}

function answersIn(body: unknown): MandateAnswers {
  const text = (name: string) => {
    const value = (body as Record<string, unknown> | null)?.[name]
    return typeof value === 'string' ? value.trim().slice(0, 120) : ''
  }
  return { identityNumber: text('identityNumber'), familyName: text('familyName'), until: text('until') }
}

async function mandateOf(visit: Visit) {
  const owner = ownerOf(visit)
  const [given, received] = await reading(visit, (db) =>
    Promise.all([mandatesGrantedBy(db, owner), mandatesOf(db, owner, today(visit))]),
  )
  return [...given, ...received].find(({ mandateId }) => mandateId === param(visit, 'mandateId'))
}

import { CITIZEN_MESSAGES, citizenMessage } from '../../cases/index.ts'
import { nothingHere, param, perform, reading, refusalText, type Visit } from '../visit.ts'
import { CitizenMessagePage } from './citizen-message-view.tsx'
import { ownCase } from './own-case.ts'

/** Asks before something that the procedure awaits from the person: withdrawal, allegations, appeal, start and end of works. */
export async function messagePage(visit: Visit) {
  return await show(visit, { text: '', error: undefined })
}

export async function messageForm(visit: Visit) {
  const message = messageIn(visit)
  const caseId = param(visit, 'caseId')
  if (message === undefined) return nothingHere(visit)
  const { text = '' } = (visit.request.body ?? {}) as { text?: unknown }
  const written = typeof text === 'string' ? text : ''
  const outcome = await perform(visit, citizenMessage, { caseId, message, text: written })
  if (outcome.ok) return visit.reply.redirect(`/folder/cases/${caseId}?done=portal.${message}`, 303)
  return await show(visit, { text: written, error: refusalText(visit, outcome.refused) })
}

type CitizenMessage = (typeof CITIZEN_MESSAGES)[number]

function messageIn(visit: Visit): CitizenMessage | undefined {
  return CITIZEN_MESSAGES.find((name) => name === param(visit, 'message'))
}

async function show(visit: Visit, { text, error }: { text: string; error: string | undefined }) {
  const message = messageIn(visit)
  const file = await reading(visit, (db) => ownCase(db, visit))
  if (!file || message === undefined) return nothingHere(visit)
  // The page may have been opened before the case moved on.
  if (!file.awaited.includes(message) && error === undefined)
    return visit.reply.redirect(`/folder/cases/${file.case.caseId}`, 303)
  const service = file.procedure.service.title[visit.ctx.lang] ?? file.procedure.id
  const page = CitizenMessagePage({ ctx: visit.ctx, message, one: file.case, service, text, error })
  return visit.reply.header('cache-control', 'no-store').page(page, error === undefined ? 200 : 422)
}

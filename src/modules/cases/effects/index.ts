import type { EffectHandler, EffectJob } from '../../../platform/jobs/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { tellPlace } from '../acts/call.ts'
import { rejectNotification, sendNotification } from '../acts/notification.ts'
import { requestPayment } from '../acts/payment.ts'
import { advance, effectDone } from '../acts/system.ts'
import { drawSample } from './draw-sample.ts'
import { issueDocument } from './issue-document.ts'
import { sendMessage, sendNotice } from './messages.ts'
import { readRegisterFor } from './read-register.ts'
import { sealListDocument } from './seal-list-document.ts'
import { actAsSystem, type CaseEffect, type Worker } from './worker.ts'

/** What a drawing may ask for with `f:do`, and who does it. A worker gives the answer for the drawing, or nothing when an act gives it later. */
const DOES: Readonly<Record<string, (worker: Worker) => Promise<Record<string, unknown> | undefined>>> = {
  'document.issue': issueDocument,
  'notification.send': async (worker) => {
    await actAsSystem(worker, sendNotification, { ...place(worker), documentId: documentIn(worker.effect) })
    return undefined
  },
  'payment.request': async (worker) => {
    await actAsSystem(worker, requestPayment, { ...place(worker), ...amountIn(worker.effect, 1) })
    return undefined
  },
  'refund.request': async (worker) => {
    await actAsSystem(worker, requestPayment, { ...place(worker), ...amountIn(worker.effect, -1) })
    return undefined
  },
  'message.send': sendMessage,
  'register.read': readRegisterFor,
  'sample.draw': drawSample,
  // The file is complete: it stays as it is until its series is disposed of.
  'case.archive': async () => ({}),
}

/** The kinds of `f:do` that this host carries out; `catalogue check` refuses others. */
export const EFFECT_KINDS: readonly string[] = Object.keys(DOES)

/** Hands the work of cases to the queue. */
export function registerCaseEffects(platform: Platform): void {
  for (const [kind, work] of Object.entries(DOES)) {
    platform.handlers.set(
      `case.${kind}`,
      forCase(platform, async (worker) => {
        const answer = await work(worker)
        if (worker.effect.wait && answer !== undefined) {
          const { caseId, token } = worker.effect
          await actAsSystem(worker, effectDone, { caseId, token, result: answer }, ':done')
        }
      }),
    )
  }
  platform.handlers.set(
    'case.advance',
    forCase(platform, async (worker) => {
      await actAsSystem(worker, advance, { caseId: worker.effect.caseId })
    }),
  )
  platform.handlers.set(
    'case.notification-unread',
    forCase(platform, async (worker) => {
      const { notificationId } = worker.effect as unknown as { notificationId: string } // the payload of send-notification
      await actAsSystem(worker, rejectNotification, { notificationId })
    }),
  )
  platform.handlers.set(
    'case.call-place',
    forCase(platform, async (worker) => {
      const { caseId, message, place } = worker.effect as unknown as Parameters<typeof tellPlace.begin>[1] // of publish-list
      await actAsSystem(worker, tellPlace, { caseId, message, place })
    }),
  )
  platform.handlers.set('case.call-document', forCase(platform, sealListDocument))
  platform.handlers.set('case.notice', forCase(platform, sendNotice))
}

function forCase(platform: Platform, work: (worker: Worker) => Promise<unknown>): EffectHandler {
  return async (data, job: EffectJob) => {
    const municipality = await platform.municipalities.byId(job.municipalityId)
    if (!municipality) throw new Error(`there is no municipality ${job.municipalityId}`)
    // Written by `takeTurn` and the acts of this module.
    await work({ platform, municipality, job, effect: data as unknown as CaseEffect })
  }
}

function place({ effect }: Worker): { caseId: string; token: number; element: string } {
  return { caseId: effect.caseId, token: effect.token, element: effect.element }
}

/** A document is named by what `document.issue` answered, or by its identifier. */
function documentIn({ with: payload }: CaseEffect): string {
  const { document } = payload as { document?: unknown }
  if (typeof document === 'string') return document
  if (typeof document === 'object' && document !== null && 'document' in document) return String(document.document)
  throw new Error('notification.send needs a document that was issued before: {document: doc}')
}

/** The amount in euros with two decimals; the rules give a number, or text where a number could not hold it. */
function amountIn({ with: payload }: CaseEffect, sign: 1 | -1): { amount: string; concept: string } {
  const { amount, concept } = payload as { amount?: unknown; concept?: unknown }
  const euros = Number(amount ?? 0)
  if (!Number.isFinite(euros))
    throw new Error(`payment.request needs an amount in euros, and got ${JSON.stringify(amount)}`)
  return { amount: (sign * euros).toFixed(2).replace(/^-0\.00$/, '0.00'), concept: String(concept ?? '') }
}

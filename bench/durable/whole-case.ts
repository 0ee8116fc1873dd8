import { randomUUID } from 'node:crypto'
import {
  accessNotification,
  addUpload,
  apply,
  completeTask,
  confirmPayment,
  saveDraft,
} from '../../src/modules/cases/index.ts'
import { citizen, KITCHEN_WITH_SKIP, officer, type TownHall } from '../../src/modules/cases/testing.ts'
import type { StoredFile } from '../../src/platform/files/index.ts'
import type { EffectHandler } from '../../src/platform/jobs/index.ts'

/** Plays whole minor-works cases through the acts of citizens and officers and the effects of the workers. */
export interface CasePlayer {
  /** From the draft to the decision that its applicant has opened; gives the case. */
  play(): Promise<string>
}

const aina = citizen('aina')
const technician = officer(['technician'], ['town-planning', 'police'])
const lawyer = officer(['lawyer'], ['town-planning'])
const councillor = officer(['councillor'], ['town-planning'])

/** A player in a town hall. It listens to the workers, so as not to ask the database whether they have finished. */
export function casePlayer(hall: TownHall, effects: EffectsDone, photograph: StoredFile): CasePlayer {
  return {
    async play() {
      const caseId = await file(hall, photograph)
      await effects.done(caseId, 'case.payment.request')
      const paymentId = await idOf(hall, 'payment', caseId)
      await hall.run(confirmPayment, { paymentId, provider: 'sandbox', reference: 'bench' }, aina)
      await complete(hall, caseId, 'technical-report', { technical: 'favourable' }, technician)
      await complete(hall, caseId, 'police-report', { police: 'favourable' }, technician)
      // The receipt and the payment letter came before.
      await effects.done(caseId, 'case.document.issue', 3)
      await complete(hall, caseId, 'proposal', { proposed: 'grant', grounds: 'It meets the plan.' }, lawyer)
      await complete(hall, caseId, 'decision', { outcome: 'granted' }, councillor)
      await effects.done(caseId, 'case.notification.send')
      await hall.run(accessNotification, { notificationId: await idOf(hall, 'notification', caseId) }, aina)
      return caseId
    },
  }
}

async function file(hall: TownHall, { hash, size }: StoredFile): Promise<string> {
  const draftId = randomUUID()
  const draft = { draftId, procedure: 'minor-works', page: 'start' }
  await hall.run(saveDraft, { ...draft, answers: KITCHEN_WITH_SKIP }, aina)
  const upload = { field: 'photographs', name: 'before.jpg', mediaType: 'image/jpeg', fileHash: hash, size }
  const { uploadId } = await hall.run(addUpload, { belongsTo: draftId, ...upload }, aina)
  const photographs = [{ id: uploadId, name: upload.name, type: upload.mediaType, size }]
  await hall.run(saveDraft, { ...draft, answers: { ...KITCHEN_WITH_SKIP, photographs } }, aina)
  const { caseId } = await hall.run(apply, { draftId }, aina)
  return caseId
}

async function complete(
  hall: TownHall,
  caseId: string,
  element: string,
  answers: Record<string, unknown>,
  by: typeof technician,
): Promise<void> {
  const taskId = await idOf(hall, 'task', caseId, element)
  await hall.run(completeTask, { taskId, answers, minutes: 20 }, by)
}

/** What a page would know from having shown it: looked up by one plain statement. */
async function idOf(
  hall: TownHall,
  table: 'payment' | 'notification' | 'task',
  caseId: string,
  element?: string,
): Promise<string> {
  const [found] = await hall.test.owner(
    `select ${table}_id::text as id from finestra.${table}
     where municipality_id = $1 and case_id = $2 and element = coalesce($3, element)`,
    [hall.town.municipalityId, caseId, element ?? null],
  )
  return String(found?.id)
}

/** Tells when the workers have done effects of a case. */
export interface EffectsDone {
  done(caseId: string, task: string, times?: number): Promise<void>
}

/** Counts the effects of each case that the workers have done, and wakes whoever waits for them. Before the workers start. */
export function listenTo(handlers: Map<string, EffectHandler>): EffectsDone {
  const counts = new Map<string, number>()
  const waiting = new Map<string, () => void>()
  for (const [task, handle] of handlers) {
    handlers.set(task, async (data, job) => {
      await handle(data, job)
      const key = `${data.caseId}/${task}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      waiting.get(`${key}/${count}`)?.()
    })
  }
  return {
    done: (caseId, task, times = 1) =>
      new Promise<void>((resolve) => {
        const key = `${caseId}/${task}`
        if ((counts.get(key) ?? 0) >= times) resolve()
        else waiting.set(`${key}/${times}`, resolve)
      }),
  }
}

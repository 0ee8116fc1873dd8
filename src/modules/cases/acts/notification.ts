import Type from 'typebox'
import { lastDayBeforeRejection, localDate, startOfDayAfter } from '../../../core/deadlines/index.ts'
import { type Act, type ActContext, type Actor, act, refuse } from '../../../platform/acts/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { documentById, showDocument } from '../../documents/index.ts'
import { findPerson } from '../../people/index.ts'
import { enter } from '../../register/index.ts'
import { isTheirs, mayRead } from '../access.ts'
import { caseInHand } from '../hand.ts'
import {
  caseOfNotification,
  endNotification,
  insertNotification,
  type Notification,
  notificationForUpdate,
} from '../notification.ts'
import { calendarsOf } from '../ports.ts'
import { messageSubject } from '../register-subject.ts'
import { applicantOfCase, saveTurn, tasksOf } from '../store.ts'
import { type CaseInHand, type Turn, takeTurn, wantsResult } from '../turn.ts'

const uuid = Type.String({ format: 'uuid' })

interface Delivery {
  readonly caseId: string
  readonly token: number
  readonly element: string
  readonly documentId: string
}

/**
 * Makes a document available with legal effect (Ley 39/2015, art. 40–43): it leaves through the register of exits, a notice goes
 * by e-mail, and, where the notification is electronic, the days for access begin.
 */
export const sendNotification: Act<Delivery, { notificationId: string }> = act({
  name: 'case.send-notification',
  permission: 'system',
  input: Type.Object({ caseId: uuid, token: Type.Integer(), element: Type.String(), documentId: uuid }),
  async load(db, { caseId, documentId }, context) {
    const [hand, addressee, document] = await Promise.all([
      caseInHand(db, caseId, context.municipality),
      findPerson(db, applicantOfCase(caseId)),
      documentById(db, documentId),
    ])
    return hand && addressee && document?.fileHash
      ? { ...hand, addressee, title: document.title, documentHash: document.fileHash }
      : undefined
  },
  may: (_, __, { actor }) => actor.kind === 'system',
  decide({ case: one, addressee, title, documentHash }, { token, element, documentId }, context) {
    const electronic = addressee.notification === 'electronic'
    const accessUntil = electronic ? lastDayForAccess(context) : null
    const made: Notification = {
      notificationId: context.actId,
      caseId: one.caseId,
      token,
      element,
      personId: one.applicantId,
      documentId,
      mode: addressee.notification,
      availableAt: context.now,
      accessUntil,
      endedAt: null,
      endedHow: null,
      exitLabel: null,
    }
    return {
      change: { made, one, title, documentHash },
      facts: [
        {
          kind: 'notification.available',
          objects: [
            `case:${one.caseId}`,
            `person:${one.applicantId}`,
            `document:${documentId}`,
            `notification:${made.notificationId}`,
          ],
          data: { mode: made.mode, accessUntil },
        },
      ],
      effects: [
        {
          task: 'case.notice',
          payload: { personId: one.applicantId, caseId: one.caseId, kind: 'notification' },
          key: `notice:${context.actId}`,
        },
        ...(accessUntil === null
          ? []
          : [
              {
                task: 'case.notification-unread',
                payload: { notificationId: made.notificationId },
                key: `unread:${made.notificationId}`,
                runAt: startOfDayAfter(accessUntil, context.municipality.zone),
              },
            ]),
      ],
    }
  },
  async save(db, { made, one, title, documentHash }, context) {
    const { entry, fact } = await enter(
      db,
      {
        register: 'exit',
        sender: context.municipality.name,
        addressee: one.applicantName,
        officeId: one.officeId,
        subject: `${messageSubject(one.number, 'notification', context.municipality.defaultLanguage)} · ${title}`,
        caseId: one.caseId,
        personId: one.applicantId,
        channel: made.mode === 'electronic' ? 'web' : 'post',
        contentHash: documentHash,
      },
      context,
    )
    await insertNotification(db, { ...made, exitLabel: entry.label })
    return { result: { notificationId: made.notificationId }, facts: [fact] }
  },
})

interface Ending extends CaseInHand {
  readonly notification: Notification
}

/** The person opens the notification: at this moment it is made (art. 43.2), and they see the document. */
export const accessNotification: Act<{ notificationId: string }, { documentId: string; caseId: string }> = act({
  name: 'notification.access',
  permission: 'notification.access',
  input: Type.Object({ notificationId: uuid }),
  load: ending,
  may: ({ case: one }, _, { actor }) => isTheirs(actor, one),
  decide: (hand, _, context) => end(hand, 'accessed', context),
  save: saveEnding,
})

/** Nobody opened it in time: it counts as rejected, and the procedure goes on (art. 43.2). */
export const rejectNotification: Act<{ notificationId: string }, { documentId: string; caseId: string }> = act({
  name: 'notification.reject',
  permission: 'system',
  input: Type.Object({ notificationId: uuid }),
  load: ending,
  may: (_, __, { actor }: { actor: Actor }) => actor.kind === 'system',
  decide: (hand, _, context) => end(hand, 'rejected', context),
  save: saveEnding,
})

/** An officer records that the paper was delivered (art. 42), or handed over at the counter. */
export const deliverOnPaper: Act<{ notificationId: string }, { documentId: string; caseId: string }> = act({
  name: 'notification.deliver',
  permission: 'case.handle',
  input: Type.Object({ notificationId: uuid }),
  async load(db, input, context) {
    const hand = await ending(db, input, context)
    return hand && { ...hand, tasks: await tasksOf(db, hand.case.caseId) }
  },
  may: ({ case: one, tasks }, _, { actor }) => mayRead(actor, one, tasks),
  decide: (hand, _, context) => end(hand, 'paper', context),
  save: saveEnding,
})

async function ending(
  db: Queries,
  { notificationId }: { notificationId: string },
  context: ActContext,
): Promise<Ending | undefined> {
  const [notification, hand] = await Promise.all([
    notificationForUpdate(db, notificationId),
    caseInHand(db, caseOfNotification(notificationId), context.municipality),
  ])
  return notification && hand && { ...hand, notification }
}

function end(hand: Ending, how: NonNullable<Notification['endedHow']>, context: ActContext) {
  const { notification } = hand
  // The first of two ways counts (art. 41.7): what comes later changes nothing.
  if (notification.endedAt !== null) return refuse('notified-before')
  const ended: Notification = { ...notification, endedAt: context.now, endedHow: how }
  const result = { notifiedOn: localDate(context.now, context.municipality.zone), how }
  const turn = goesOn(hand)
    ? takeTurn(
        hand,
        { complete: notification.token, with: wantsResult(hand, notification.token) ? { result } : {} },
        context,
      )
    : undefined
  if (turn && 'refused' in turn) return turn
  const fact = {
    kind: `notification.${how}`,
    objects: [
      `case:${notification.caseId}`,
      `person:${notification.personId}`,
      `notification:${notification.notificationId}`,
    ],
    data: result,
  }
  return { change: { ended, turn }, facts: [fact, ...(turn?.facts ?? [])], effects: turn?.effects ?? [] }
}

/** Whether the procedure still waits for this notification; it may have been withdrawn meanwhile, and the person may read all the same. */
function goesOn({ case: one, notification }: Ending): boolean {
  return one.state?.status === 'active' && one.state.tokens.some(({ id }) => id === notification.token)
}

async function saveEnding(
  db: Queries,
  { ended, turn }: { ended: Notification; turn: Turn | undefined },
  context: ActContext,
) {
  await endNotification(db, ended)
  await showDocument(db, ended.documentId)
  if (turn) await saveTurn(db, turn, context)
  return { result: { documentId: ended.documentId, caseId: ended.caseId } }
}

function lastDayForAccess({ now, municipality }: ActContext): string | null {
  return lastDayBeforeRejection(calendarsOf(municipality), localDate(now, municipality.zone)) ?? null
}

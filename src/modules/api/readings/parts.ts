import Type, { type Static } from 'typebox'
import type { Notification, Payment } from '../../cases/index.ts'
import type { Document } from '../../documents/index.ts'
import { day, instant, nullable, text, uuid } from '../shapes.ts'

/** Parts of a case that several answers show. */
export const outcome = nullable(text)
export const waitingFor = Type.Enum(['office', 'applicant', 'system', 'nobody'])
export const status = Type.Enum(['open', 'closed'])

export const NotificationLine = Type.Object({
  notificationId: uuid,
  caseId: uuid,
  documentId: Type.String({ format: 'uuid', description: 'Can be read once the notification was opened.' }),
  mode: Type.Enum(['electronic', 'paper']),
  availableAt: instant,
  accessUntil: Type.Union([day, Type.Null()], { description: 'The last day to open it before it counts as rejected.' }),
  endedAt: nullable(instant),
  endedHow: nullable(Type.Enum(['accessed', 'rejected', 'paper', 'registered-mail'])),
  registerLabel: nullable(text),
})

export function notificationLine(one: Notification): Static<typeof NotificationLine> {
  const { notificationId, caseId, documentId, mode, availableAt, accessUntil, endedAt, endedHow, exitLabel } = one
  return {
    notificationId,
    caseId,
    documentId,
    mode,
    availableAt,
    accessUntil,
    endedAt,
    endedHow,
    registerLabel: exitLabel,
  }
}

export const PaymentLine = Type.Object({
  paymentId: uuid,
  caseId: uuid,
  amount: Type.String({ description: 'Euros; negative when the municipality owes them.', examples: ['508.00'] }),
  concept: text,
  reference: text,
  status: Type.Enum(['requested', 'paid', 'cancelled', 'ordered', 'returned']),
  requestedAt: instant,
  paidAt: nullable(instant),
})

export function paymentLine(one: Payment): Static<typeof PaymentLine> {
  const { paymentId, caseId, amount, concept, reference, requestedAt, paidAt } = one
  return { paymentId, caseId, amount, concept, reference, status: one.status, requestedAt, paidAt }
}

export const documentShape = {
  documentId: uuid,
  caseId: nullable(uuid),
  origin: Type.Enum(['issued', 'received']),
  kind: text,
  title: text,
  lang: text,
  mediaType: text,
  size: Type.Union([Type.Integer(), Type.Null()], { description: 'Bytes; null until it is first opened.' }),
  code: Type.Union([text, Type.Null()], { description: 'By which anybody can check it.' }),
  sealed: Type.Boolean(),
  signedBy: nullable(text),
  registerLabel: nullable(text),
  createdAt: instant,
  shown: Type.Boolean({ description: 'Whether the applicant may see it: a decision only once it was notified.' }),
}

export const DocumentLine = Type.Object(documentShape)

export function documentLine(one: Document): Static<typeof DocumentLine> {
  const { documentId, caseId, origin, kind, title, lang, mediaType, size, code } = one
  const { sealed, signedBy, registerLabel, createdAt, shown } = one
  return {
    ...{ documentId, caseId, origin, kind, title, lang, mediaType, size, code },
    ...{ sealed, signedBy, registerLabel, createdAt, shown },
  }
}

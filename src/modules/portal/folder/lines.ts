import type { Draft, Notification, Payment } from '../../cases/index.ts'
import type { CaseBadge } from '../case/badge.ts'

/** A case in a list, in the language of the reader. */
export interface CaseLine {
  readonly caseId: string
  readonly number: string
  readonly service: string
  /** What it is about: a place. */
  readonly about: string
  readonly status: 'open' | 'closed'
  readonly outcome: string | null
  readonly badge: CaseBadge
  readonly openedAt: string
  readonly dueOn: string | null
}

export interface DraftLine {
  readonly draft: Draft
  readonly service: string
}

export interface NotificationLine {
  readonly notification: Notification
  readonly case: CaseLine | undefined
}

export interface PaymentLine {
  readonly payment: Payment
  /** What it is for, in words. */
  readonly concept: string
  readonly case: CaseLine | undefined
}

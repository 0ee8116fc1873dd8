import { type Queries, sql } from '../../platform/database/index.ts'
import type { CaseRef } from './store.ts'

/** Money that a case asks for (positive) or gives back (negative), in euros as a decimal text. */
export interface Payment {
  readonly paymentId: string
  readonly caseId: string
  readonly token: number
  readonly element: string
  readonly personId: string
  readonly amount: string
  readonly concept: string
  readonly reference: string
  readonly status: 'requested' | 'paid' | 'cancelled' | 'ordered' | 'returned'
  readonly requestedAt: string
  readonly paidAt: string | null
  readonly provider: string | null
  readonly providerReference: string | null
}

/** The case that a payment is of. */
export function caseOfPayment(paymentId: string): CaseRef {
  return sql`(select case_id from payment where municipality_id = current_municipality() and payment_id = ${paymentId})`
}

export function paymentForUpdate(db: Queries, paymentId: string): Promise<Payment | undefined> {
  return db.maybe<Payment>(sql`
    select * from payment where municipality_id = current_municipality() and payment_id = ${paymentId} for update`)
}

export function paymentById(db: Queries, paymentId: string): Promise<Payment | undefined> {
  return db.maybe<Payment>(sql`
    select * from payment where municipality_id = current_municipality() and payment_id = ${paymentId}`)
}

export function paymentsOfCase(db: Queries, caseId: string): Promise<Payment[]> {
  return db.many<Payment>(sql`
    select * from payment where municipality_id = current_municipality() and case_id = ${caseId} order by requested_at`)
}

export function paymentsOfPerson(db: Queries, personId: string): Promise<Payment[]> {
  return db.many<Payment>(sql`
    select * from payment where municipality_id = current_municipality() and person_id = ${personId} order by requested_at desc`)
}

export async function insertPayment(db: Queries, made: Payment): Promise<void> {
  db.send(sql`
    insert into payment (municipality_id, payment_id, case_id, token, element, person_id, amount, concept, reference, status, requested_at)
    values (current_municipality(), ${made.paymentId}, ${made.caseId}, ${made.token}, ${made.element}, ${made.personId}, ${made.amount},
      ${made.concept}, ${made.reference}, ${made.status}, ${made.requestedAt})`)
}

export async function settlePayment(db: Queries, settled: Payment): Promise<void> {
  db.send(sql`
    update payment set status = ${settled.status}, paid_at = ${settled.paidAt}, provider = ${settled.provider},
      provider_reference = ${settled.providerReference}
    where municipality_id = current_municipality() and payment_id = ${settled.paymentId}`)
}

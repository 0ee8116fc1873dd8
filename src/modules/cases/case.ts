import type { State } from '../../core/procedure/index.ts'

/** A case as it is kept. */
export interface Case {
  readonly caseId: string
  readonly number: string
  readonly procedure: string
  readonly version: number
  readonly applicantId: string
  readonly applicantName: string
  readonly representativeId: string | null
  readonly title: string
  readonly status: 'open' | 'closed'
  readonly outcome: string | null
  readonly state: State
  readonly answers: Readonly<Record<string, unknown>>
  readonly registers: Readonly<Record<string, unknown>>
  readonly lang: string
  readonly channel: string
  readonly registerLabel: string | null
  readonly openedAt: string
  /** When it had an outcome. */
  readonly decidedAt: string | null
  readonly closedAt: string | null
  readonly officeId: string
  readonly officerId: string | null
  readonly waitingFor: 'office' | 'applicant' | 'system' | 'nobody'
  readonly dueOn: string | null
  readonly suspended: boolean
  readonly silence: string | null
  readonly riskOn: string | null
}

/** Something that an officer or the applicant must do. */
export interface Task {
  readonly taskId: string
  readonly caseId: string
  readonly token: number
  readonly element: string
  readonly form: string | null
  readonly officeId: string | null
  readonly role: string | null
  readonly citizen: boolean
  readonly officerId: string | null
  readonly openedAt: string
  readonly dueOn: string | null
  readonly closedAt: string | null
}

/** What the rules may know of the applicant. */
export interface Applicant {
  readonly personId: string
  readonly kind: 'natural' | 'legal'
  readonly name: string
  /** Whole years on the day the case was opened; absent for legal persons. */
  readonly age?: number
  /** Whether only electronic notification is allowed (Ley 39/2015, art. 14). */
  readonly digital: boolean
}

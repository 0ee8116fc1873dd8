import type { TermStart } from './graph.ts'
import type { State, Suspension, Variables } from './state.ts'

/** When it happened: ISO 8601 with offset. Absent: at the time of the event before. */
interface Timed {
  readonly at?: string
}

/** What can happen to a case; the same JSON as in the events file of `finestra process run`. */
export type ProcedureEvent = Timed &
  (
    | { readonly start: Variables; readonly startAt?: string }
    /** An element id, or the number of one token where several wait at the same element. */
    | { readonly complete: string | number; readonly with?: Variables }
    /** `correlation` names variables and the values that the receiver must hold. */
    | { readonly message: string; readonly with?: Variables; readonly correlation?: Variables }
    | { readonly signal: string; readonly with?: Variables }
    | { readonly fail: string | number; readonly error: string; readonly with?: Variables }
    | { readonly advanceTo: string }
    /** By how much the legal term is extended, by an act outside the drawing: "15 days". */
    | { readonly extendTerm: string }
    | { readonly suspendTerm: { readonly max?: string } | true }
    | { readonly resumeTerm: true }
  )

export type Change = 'entered' | 'left' | 'cancelled' | 'compensated'

export interface TraceEntry {
  readonly at: string
  readonly element: string
  readonly change: Change
}

/** Something that the host must do or should know. `kind` is that of `f:do`, or one of the engine's own. */
export interface Effect {
  /** `f:do` values; `message`, `signal` (thrown), `silence`, `decided`, `escalation`, `start-instance`. */
  readonly kind: string
  readonly at: string
  readonly element: string
  readonly token?: number
  /** True when the token waits for `complete`. */
  readonly wait?: boolean
  readonly name?: string
  readonly with?: unknown
  readonly outcome?: string
  readonly trace?: unknown
}

/** Why an event does not fit, where, and what would. Nothing has changed. */
export interface Refusal {
  readonly code:
    | 'not-started'
    | 'already-started'
    | 'not-active'
    | 'not-waiting'
    | 'message-not-awaited'
    | 'no-path'
    | 'ambiguous-start'
    | 'endless'
    | 'bad-value'
    | 'bad-event'
    | 'no-term'
  readonly element: string
  readonly remedy: string
}

export type Outcome =
  | { readonly state: State; readonly effects: readonly Effect[]; readonly trace: readonly TraceEntry[] }
  | { readonly refused: Refusal }

/** A question to the calendar of the municipality. */
export interface TermQuestion {
  /** As in the law: "10 days", "1 month", "30 calendar days", and extended: "1 month and 15 days". */
  readonly term: string
  readonly start: TermStart
  /** Day of the event that starts the count (ISO date). */
  readonly from: string
  readonly suspended: readonly Suspension[]
  /** The person's terms heed the holidays of their home (Ley 39/2015, art. 30.6); the work of an office, those of its seat alone. */
  readonly runsFor: 'person' | 'office'
}

/** What the engine asks of its surroundings. Each must be a function of its arguments alone. */
export interface Ports {
  /** Names that every expression sees beneath the variables and that the state never keeps: the application, the applicant, the town. */
  readonly context?: Variables
  /** Last day of a term, inclusive (ISO date). */
  endOfTerm(question: TermQuestion): string
  /** First instant after a day, in the zone of the municipality. */
  startOfDayAfter(date: string): string
  /** Day of an instant in the zone of the municipality; absent: the date as written. */
  dateOf?(instant: string): string
  /** Takes a decision of the package's rules; absent: business-rule tasks wait for `complete`. */
  decide?(decision: string, input: Variables): { readonly value: unknown; readonly trace?: unknown }
}

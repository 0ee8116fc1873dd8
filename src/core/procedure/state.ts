import type { TermStart } from './graph.ts'

/** Values that JSON can hold, by the name of the variable. */
export type Variables = Readonly<Record<string, unknown>>

/**
 * Where one token is. A token at a sub-process, at a call or at a multi-instance activity is also the
 * scope of the tokens whose `in` is its id; the token of the process itself has id 0 and no `in`.
 */
export interface Token {
  readonly id: number
  /** Id of the node. */
  readonly at: string
  readonly in?: number
  /** The sequence flow by which it came to a join and waits there. */
  readonly via?: string
  /** Which instance of a loop or multi-instance activity this is, from 1. */
  readonly n?: number
  /** Variables that only this instance sees. */
  readonly locals?: Variables
  /** Variables of a called procedure. */
  readonly vars?: Variables
  readonly multi?: Multi
  /** The scope was interrupted by an event sub-process: its other event sub-processes no longer listen. */
  readonly interrupted?: true
  /** This token waits until these completed activities (by their record's id) are undone, the first one running. */
  readonly undoing?: readonly UndoStep[]
  /** What follows when everything is undone. */
  readonly after?: 'leave' | 'vanish' | 'cancel-boundary'
  /** The token that waits for this handler to have undone its activity. */
  readonly undoFor?: number
  /** Last day for the task (ISO date), from `f:term`. */
  readonly due?: string
}

/** Count of a running multi-instance or loop activity. */
export interface Multi {
  readonly total: number
  readonly begun: number
  readonly done: number
  readonly items?: readonly unknown[]
  readonly results?: readonly unknown[]
}

/** An activity that has completed and could still be undone. */
export interface Done {
  readonly id: number
  readonly at: string
  readonly in: number
  readonly locals?: Variables
}

/** One handler to run: `at` is the handler, `undoes` the activity that it undoes. */
export interface UndoStep {
  readonly at: string
  readonly undoes: string
  readonly locals?: Variables
}

/** A timer that is running for a token (or for the event sub-process of a scope). */
export interface Timer {
  /** The event whose timer it is. */
  readonly on: string
  readonly token: number
  /** Instant, ISO 8601. */
  readonly due: string
  /** Cycles: the interval, and how often it fires again (absent: without end). */
  readonly every?: string
  readonly left?: number
  readonly until?: string
}

/** From the day on which a suspension began to the day on which it ended (ISO dates). */
export type Suspension = readonly [from: string, to: string]

/** The legal term of the case. */
export interface TermState {
  readonly length: string
  readonly start: TermStart
  /** Day of the event that starts the count (ISO date). */
  readonly from: string
  /** Last day (ISO date); while an uncapped suspension is open, as it stood when it began. */
  readonly due: string
  readonly suspended: readonly Suspension[]
  /** Day on which the suspension now open began. */
  readonly openSince?: string
  /** Last day that the open suspension can count, when it is capped. */
  readonly openUntil?: string
  /** Tokens that keep the suspension open; 0 stands for the officer's own act. */
  readonly openBy?: readonly number[]
  /** A capped suspension is granted once. */
  readonly cappedOnce?: true
  /** Extensions: one longer term with the length, counted from the same day. */
  readonly extended?: readonly string[]
  /** The term ended without a decision. */
  readonly lapsed?: true
}

/** The whole length of a term as the law writes it, with what it was extended by: "1 month and 15 days". */
export function lengthOf({ length, extended = [] }: Pick<TermState, 'length' | 'extended'>): string {
  return [length, ...extended].join(' and ')
}

export type Status = 'active' | 'completed' | 'terminated' | 'failed'

/** All that a running case needs to go on: a few hundred bytes of JSON. It is never changed in place. */
export interface State {
  readonly process: string
  readonly status: Status
  /** Instant of the latest event. */
  readonly at: string
  /** Number of the next token. */
  readonly next: number
  readonly tokens: readonly Token[]
  readonly timers: readonly Timer[]
  readonly done: readonly Done[]
  /** Conditional events that do not interrupt and whose condition holds now, as `token:event`. */
  readonly holding?: readonly string[]
  readonly variables: Variables
  readonly term?: TermState
  /** Why the status is `failed`. */
  readonly failure?: { readonly element: string; readonly code: string }
}

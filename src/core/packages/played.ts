import type { Effect, Refusal, State, TraceEntry } from '../procedure/index.ts'
import type { Trace } from '../rules/index.ts'

/** What happened when an example was played. */
export interface Played {
  readonly state: State | null
  readonly trace: readonly TraceEntry[]
  readonly effects: readonly Effect[]
  /** The last value and trace of each decision that the drawing took. */
  readonly decisions: ReadonlyMap<string, { readonly value: unknown; readonly trace: readonly Trace[] }>
  readonly refused?: Refusal
  /** Elements that wait for something at the end. */
  readonly waitingAt: readonly string[]
  /** Messages that the case awaits at the end. */
  readonly awaited: readonly string[]
  /** Takes a decision with all that is known at the end. */
  decide(decision: string): { readonly value: unknown; readonly trace: readonly Trace[] }
}

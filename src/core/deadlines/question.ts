import type { Calendars } from './calendar.ts'
import type { StartRule } from './law.ts'
import type { Step } from './step.ts'
import type { Suspension } from './suspension.ts'
import { type Term, TermError } from './term.ts'

/** What is asked of `endOfTerm`. */
export type TermQuestion = Calendars & {
  /** The event that opens the term: a date, a local time, or an instant with Z or offset. */
  readonly from: string
  /** One of the law's starts; `notification` when left out. */
  readonly start?: string
  readonly term: Term
  readonly suspended?: readonly Suspension[]
}

/** The last day of the term (ISO date; for hours, local time) and how it was counted. */
export type TermEnd = { readonly end: string; readonly steps: readonly Step[] }

/** The law's rule for the event that opens the term. Throws `TermError` naming those that the law has. */
export function startRule({ law, start = 'notification' }: TermQuestion): StartRule & { readonly start: string } {
  const rule = law.starts.get(start)
  if (rule) return { ...rule, start }
  throw new TermError(`"${start}" does not open terms; use one of: ${[...law.starts.keys()].join(', ')}`)
}

import type { Trace } from '../../../core/rules/index.ts'
import type { CaseFile } from '../../cases/index.ts'

/** A decision that the rules took for a case: what came out, and the row that says so. */
export interface Reason {
  readonly decision: string
  readonly value: string
  /** Number of the row in its table, from 1, with its own words. */
  readonly rows: readonly { readonly index: number; readonly words: string }[]
}

/** What the rules decided in a case, with the rows of the tables that applied, the latest first. */
export function reasonsOf({ history }: CaseFile): Reason[] {
  return history
    .filter(({ kind }) => kind === 'case.decided')
    .toReversed()
    .flatMap(({ data }) => tracesIn(data.trace).map(reasonOf))
}

/** Written by the engine from `evaluateDecision`: a list of traces. */
function tracesIn(trace: unknown): Trace[] {
  return Array.isArray(trace) ? (trace as Trace[]) : []
}

function reasonOf({ decision, value, tables }: Trace): Reason {
  const rows = tables.flatMap((table) => table.rules)
  return {
    decision,
    value: valueInWords(value),
    rows: rows.map(({ index, description, annotations }) => ({
      index,
      words: [description ?? '', ...annotations.map(({ text }) => text)].filter((part) => part !== '').join(' · '),
    })),
  }
}

function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (Array.isArray(value)) return value.map(valueInWords).join(', ') || '–'
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${valueInWords(part)}`)
    .join(' · ')
}

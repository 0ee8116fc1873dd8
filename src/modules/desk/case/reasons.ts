import type { Trace } from '../../../core/rules/index.ts'
import { formatNumber, type Lang } from '../../../platform/i18n/index.ts'
import type { CaseFile } from '../../cases/index.ts'
import { stepName } from '../names.ts'

/** A decision that the rules took for a case, with all that it stands on. */
export interface Reason {
  /** The step of the drawing that asked for it, in words: "Fee worked out". */
  readonly step: string
  readonly value: string
  readonly parts: readonly ReasonPart[]
}

/** A table, or an expression, that the decision used: what came out, and the rows that say so. */
export interface ReasonPart {
  readonly name: string
  readonly value: string
  /** Number of the row in its table, from 1, with its own words. */
  readonly rows: readonly { readonly index: number; readonly words: string }[]
}

/** What the rules decided in a case, with the rows of the tables that applied, the latest first. */
export function reasonsOf({ history, procedure }: CaseFile, lang: Lang): Reason[] {
  return history
    .filter(({ kind }) => kind === 'case.decided')
    .toReversed()
    .flatMap(({ data }) => {
      const parts = tracesIn(data.trace)
      const last = parts.at(-1)
      if (!last) return []
      const step = stepName(procedure.service, String(data.element), lang)
      return [{ step, value: valueInWords(last.value, lang), parts: parts.map((part) => partOf(part, lang)) }]
    })
}

/** Written by the engine from `evaluateDecision`: a list of traces, those that others stand on first. */
function tracesIn(trace: unknown): Trace[] {
  return Array.isArray(trace) ? (trace as Trace[]) : []
}

function partOf({ decision, value, tables }: Trace, lang: Lang): ReasonPart {
  const rows = tables.flatMap((table) => table.rules)
  return {
    name: decision,
    value: valueInWords(value, lang),
    rows: rows.map(({ index, description, annotations }) => ({
      index,
      words: [description ?? '', ...annotations.map(({ text }) => text)].filter((part) => part !== '').join(' · '),
    })),
  }
}

/** A value of the rules as people read it; the names in it are those of the rules. */
export function valueInWords(value: unknown, lang: Lang): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number' || (typeof value === 'string' && /^-?\d+\.\d+$/.test(value)))
    return formatNumber(lang, value)
  if (Array.isArray(value)) return value.map((one) => valueInWords(one, lang)).join(', ') || '–'
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${valueInWords(part, lang)}`)
    .join(' · ')
}

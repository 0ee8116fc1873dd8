import type { TableTrace, Trace } from '../../../core/rules/index.ts'
import { formatDate, formatNumber, type Translate } from '../../../platform/i18n/index.ts'
import type { CaseFile } from '../../cases/index.ts'
import type { Procedure } from '../../catalogue/index.ts'
import { stepName } from '../names.ts'
import { can, type Visit } from '../visit.ts'

/** A decision that the rules took for a case, with all that it stands on. */
export interface Reason {
  /** The step of the drawing that asked for it, in words: "Fee worked out". */
  readonly step: string
  readonly result: Result
  readonly parts: readonly ReasonPart[]
}

/** What came out: one line, or several where the result has parts. */
export type Result = readonly { readonly name: string; readonly value: string }[]

/** A table, or an expression, that the decision used: what came out, and the rows that say so. */
export interface ReasonPart {
  readonly result: Result
  /** The rows of the table that applied. */
  readonly rows: readonly ReasonRow[]
  /** What the table looked at. */
  readonly inputs: Result
  /** Sealed answers decided it: why is only for who may read them. */
  readonly isSealed: boolean
}

export interface ReasonRow {
  /** Its number in the table, from 1. */
  readonly index: number
  /** The table's own reason: the article, in the language of the reader. */
  readonly words: string
}

/** What the rules decided in a case, with the rows of the tables that applied, the latest first. */
export function reasonsOf(visit: Visit, { history, procedure }: CaseFile): Reason[] {
  const words = new RuleWords(visit, procedure)
  return history
    .filter(({ kind }) => kind === 'case.decided')
    .toReversed()
    .flatMap(({ data }) => {
      const traces = tracesIn(data.trace)
      const last = traces.at(-1)
      if (!last) return []
      const step = stepName(procedure.service, String(data.element), visit.ctx.lang)
      return [{ step, result: words.result(last), parts: traces.map((trace) => words.part(trace)) }]
    })
}

/** Written by the engine from `evaluateDecision`: a list of traces, those that others stand on first. */
function tracesIn(trace: unknown): Trace[] {
  return Array.isArray(trace) ? (trace as Trace[]) : []
}

/** Says in the language of the reader what the rules of a procedure say in their own words. */
class RuleWords {
  readonly #visit: Visit
  readonly #procedure: Procedure

  constructor(visit: Visit, procedure: Procedure) {
    this.#visit = visit
    this.#procedure = procedure
  }

  part(trace: Trace): ReasonPart {
    const isSealed = !can(this.#visit, 'sensitive.read') && trace.tables.some((table) => this.#readsSealed(table))
    const tables = isSealed ? [] : trace.tables
    return {
      ...{ result: this.result(trace), isSealed },
      rows: tables.flatMap(({ rules }) =>
        rules.map(({ index, description = '', annotations }) => ({
          index,
          words: [description, ...annotations.map(({ text }) => text)]
            .filter((text) => text !== '')
            .map((text) => this.#word(text))
            .join(' · '),
        })),
      ),
      // A table none of whose rows applied was looked at in vain: what it saw explains nothing.
      inputs: tables.flatMap(({ inputs, rules }) =>
        (rules.length === 0 ? [] : inputs)
          .filter(({ value }) => value !== null)
          .map(({ name, value }) => this.#line(name, value)),
      ),
    }
  }

  result({ decision, value }: Pick<Trace, 'decision' | 'value'>): Result {
    if (!isParts(value)) return [this.#line(decision, value)]
    const known = Object.keys(this.#procedure.service.rules)
    // The database does not keep the order of the parts; the sheet has it.
    return Object.entries(value)
      .sort(([one], [other]) => known.indexOf(one) - known.indexOf(other))
      .map(([name, part]) => this.#line(name, part))
  }

  /** Amounts, which say so in their name, have their cents. */
  #line(word: string, value: unknown): Result[number] {
    const name = this.#word(word)
    const isAmount = name.endsWith('(€)') && NUMBER.test(String(value))
    return { name, value: isAmount ? formatNumber(this.#visit.ctx.lang, String(value), 2) : this.#value(value) }
  }

  /** Whether a table looks at an answer that is kept sealed. */
  #readsSealed({ inputs }: TableTrace): boolean {
    const sealed = this.#procedure.form.pages.flatMap(({ fields }) => fields).filter((field) => field.sealed)
    return inputs.some(({ text }) => sealed.some(({ id }) => new RegExp(`\\bapplication\\.${id}\\b`).test(text)))
  }

  /** A version that was installed before its words were asked for shows its own. */
  #word(word: string): string {
    return this.#procedure.service.rules[word]?.[this.#visit.ctx.lang] ?? word
  }

  #value(value: unknown): string {
    const { t, lang } = this.#visit.ctx
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
      return t('desk.reasons.nothing')
    if (typeof value === 'boolean') return yesOrNo(t, value)
    if (typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value))) {
      const [, decimals = ''] = String(value).split('.')
      return decimals === ''
        ? formatNumber(lang, value)
        : formatNumber(lang, value, Math.min(4, Math.max(2, decimals.length)))
    }
    if (Array.isArray(value)) return value.map((one) => this.#value(one)).join(', ')
    if (isParts(value))
      return this.result({ decision: '', value })
        .map((one) => `${one.name}: ${one.value}`)
        .join(' · ')
    const text = String(value)
    return DAY.test(text) ? formatDate(lang, text) : this.#word(text)
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

function isParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function yesOrNo(t: Translate, value: boolean): string {
  return t(value ? 'desk.reasons.yes' : 'desk.reasons.no')
}

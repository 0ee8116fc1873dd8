import { Run } from '../feel/run.ts'

/** Why a decision came out as it did, for citizens and officers to read. Values are JSON. */
export interface Trace {
  readonly decision: string
  readonly id: string
  readonly question?: string
  readonly description?: string
  /** The FEEL text, when the decision is a single expression. */
  readonly text?: string
  /** The tables used, those of the knowledge that the decision calls included, in the order of their use. */
  readonly tables: readonly TableTrace[]
  readonly value: unknown
}

export interface TableTrace {
  /** The decision or the business knowledge model that holds the table. */
  readonly of: string
  readonly id: string
  readonly hitPolicy: string
  readonly inputs: readonly { readonly name: string; readonly text: string; readonly value: unknown }[]
  readonly rules: readonly RuleTrace[]
  /** No rule matched, and the result is the table's default outputs. */
  readonly isDefault: boolean
  readonly value: unknown
}

export interface RuleTrace {
  /** Counted from 1, as tables are numbered. */
  readonly index: number
  readonly id: string
  readonly description?: string
  readonly annotations: readonly { readonly name: string; readonly text: string }[]
  readonly outputs: Readonly<Record<string, unknown>>
}

/** An evaluation that writes down the tables it uses. */
export class TracedRun extends Run {
  tables: TableTrace[] = []
}

import { parse } from 'yaml'
import type { PackageFiles } from '../core/packages/index.ts'

/** How people and officers behave in the history of one procedure: its `demonstration.yaml`. */
export interface Behaviour {
  /** Its part of all cases, beside the other procedures. */
  readonly share: number
  /** How applications come in, by weight. */
  readonly channels: Readonly<Record<string, number>>
  /** Only who lives with children of these ages applies, and once a year. */
  readonly children?: Span
  /** Euros a year and head above which families mostly do not apply. */
  readonly means?: number
  /** What is asked for, by weight. See `answers.ts` for what stands for a value. */
  readonly applications: readonly Choice[]
  /** How tasks are done, by their form. */
  readonly tasks: Readonly<Record<string, TaskBehaviour>>
  readonly payments?: { readonly paid: number; readonly days: Span }
  readonly notifications: { readonly opened: number; readonly days: Span }
  /** What the person or the office does besides, by message. */
  readonly messages?: Readonly<Record<string, MessageBehaviour>>
  /** What the cast has under way when the history ends. */
  readonly cast?: readonly CastCase[]
}

/** From, to, both included. */
export type Span = readonly [from: number, to: number]

export interface Choice {
  readonly weight?: number
  /** Only where the process variables have these values. */
  readonly where?: Readonly<Record<string, unknown>>
  readonly answers: Readonly<Record<string, unknown>>
}

export interface TaskBehaviour {
  /** Officers: working hours from opening to completion. */
  readonly hours?: Span
  /** Officers: minutes of work that they write down. */
  readonly minutes?: Span
  /** The person: days until they do it. */
  readonly days?: Span
  /** The person: the part that is done at all; 1 when absent. Officers do every task in the end. */
  readonly done?: number
  readonly answers: readonly Choice[]
}

export interface MessageBehaviour {
  /** The part of cases in which it is sent once it is awaited; or by the outcome of the case. */
  readonly share: number | Readonly<Record<string, number>>
  readonly days: Span
  /** The office sends it, not the person. */
  readonly office?: boolean
  /** What it says. */
  readonly text?: unknown
}

/** A case of somebody of the cast, that goes as far as the script says. */
export interface CastCase {
  readonly person: string
  readonly daysAgo: number
  readonly channel?: string
  readonly answers: Readonly<Record<string, unknown>>
  /** Days after its request. Absent: never. */
  readonly paidAfter?: number
  /** Days after each notification; `unread` from that number of notifications on. */
  readonly openedAfter?: number
  readonly unreadFrom?: number
  /** Hours in which officers do each task; those not named stay open. */
  readonly tasks?: Readonly<
    Record<string, { readonly hours: number; readonly answers: Readonly<Record<string, unknown>> }>
  >
  /** Days after it is awaited. */
  readonly messages?: Readonly<Record<string, { readonly after: number; readonly text?: unknown }>>
}

/** The behaviour that a package brings; `undefined` when it has no part in the demonstration. */
export function behaviourIn(files: PackageFiles): Behaviour | undefined {
  const text = files['demonstration.yaml']
  return text === undefined ? undefined : (parse(text, { merge: true }) as Behaviour) // written with the package, tried by the seed's test
}

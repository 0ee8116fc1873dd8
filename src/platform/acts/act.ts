import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Queries } from '../database/index.ts'

/** Who does something: a person in the portal, an officer at the desk, or the system itself (a term that ends). */
export interface Actor {
  readonly kind: 'person' | 'officer' | 'system' | 'anonymous'
  /** The identifier of the person or the officer; the name of the worker for the system. */
  readonly id: string
  readonly name: string
  readonly permissions: ReadonlySet<string>
  /** The roles an officer has; empty for everybody else. */
  readonly roles: readonly string[]
  /** The offices an officer works in; empty for everybody else. */
  readonly offices: readonly string[]
  /** The person on whose behalf a representative acts. */
  readonly actsFor?: string
}

/** Through which door the act came in. */
export type Channel = 'web' | 'counter' | 'telephone' | 'kiosk' | 'api' | 'desk' | 'post' | 'e-mail' | 'system'

/** The municipality in whose name everything happens. */
export interface Municipality {
  readonly municipalityId: number
  readonly slug: string
  readonly name: string
  readonly law: string
  readonly place: string
  readonly zone: string
  readonly languages: readonly string[]
  readonly defaultLanguage: string
  readonly settings: Readonly<Record<string, unknown>>
}

/** What an act may know besides its state: all of it given, none of it read from the world. */
export interface ActContext {
  readonly now: string
  readonly actId: string
  readonly actor: Actor
  readonly channel: Channel
  readonly municipality: Municipality
}

/** What happened, for the journal: objects are written `type:id`. */
export interface Fact {
  readonly kind: string
  readonly objects: readonly string[]
  readonly data?: Readonly<Record<string, unknown>>
}

/** What must follow outside the database: done by a worker, at least once, retried. Equal keys are queued once. */
export interface Effect {
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly key?: string
  readonly runAt?: string
}

/** A user's request that cannot be met: the code is a text key (`refusal.<code>`) that says what to do. */
export interface Refusal {
  readonly refused: { readonly code: string; readonly data: Readonly<Record<string, unknown>> }
}

export interface Decision<Change> {
  readonly change: Change
  readonly facts: readonly Fact[]
  readonly effects?: readonly Effect[]
}

/** What writing the change gave: the answer to the user, and facts and effects that needed a number from the database. */
export interface Saved<Result> {
  readonly result: Result
  readonly facts?: readonly Fact[]
  readonly effects?: readonly Effect[]
}

export interface ActDefinition<Schema extends TSchema, State, Change, Result> {
  /** `module.verb`, unique. */
  readonly name: string
  /** The permission that the actor must hold. */
  readonly permission: string
  readonly input: Schema
  /** The state, locked for change; `undefined` when there is no such thing (refused as not-found). */
  load(db: Queries, input: Static<Schema>, context: ActContext): Promise<State | undefined>
  /** Whether this actor may do it to this thing. Refused as not-found, so that nobody learns that it exists. */
  may(state: State, input: Static<Schema>, context: ActContext): boolean
  /** What follows. Pure: no database, no clock, no network. */
  decide(state: State, input: Static<Schema>, context: ActContext): Decision<Change> | Refusal
  /** Writes the change. */
  save(db: Queries, change: Change, context: ActContext): Promise<Saved<Result>>
}

/** A registered act, as the runner, the API and the tests that loop over all acts see it. */
export interface Act<Input = unknown, Result = unknown> {
  readonly name: string
  readonly permission: string
  readonly schema: TSchema
  accepts(input: unknown): { problems: string[] }
  /** Loads the state, inside the runner's transaction, and gives what follows from it: to decide, and to write the change. */
  begin(db: Queries, input: Input, context: ActContext): Promise<() => Promise<Performed<Result>>>
}

/** What an act came to: a refusal, or its answer with all that must be journaled and queued. */
export type Performed<Result> =
  | Refusal
  | { readonly result: Result; readonly facts: readonly Fact[]; readonly effects: readonly Effect[] }

const registered = new Map<string, Act>()

/** Defines an act and registers it, so that the attack test, the fault test and the documentation cover it from its first day. */
export function act<Schema extends TSchema, State, Change, Result>(
  definition: ActDefinition<Schema, State, Change, Result>,
): Act<Static<Schema>, Result> {
  if (registered.has(definition.name)) throw new Error(`two acts are called ${definition.name}`)
  const schema = Compile(definition.input)
  const made: Act<Static<Schema>, Result> = {
    name: definition.name,
    permission: definition.permission,
    schema: definition.input,
    accepts: (input) => ({
      problems: schema.Check(input)
        ? []
        : [...schema.Errors(input)].map((problem) => `${problem.instancePath || '/'}: ${problem.message}`),
    }),
    async begin(db, input, context) {
      const state = await definition.load(db, input, context)
      return async () => {
        if (state === undefined || !definition.may(state, input, context)) return refuse('not-found')
        const decision = definition.decide(state, input, context)
        if ('refused' in decision) return decision
        const saved = await definition.save(db, decision.change, context)
        return {
          result: saved.result,
          facts: [...decision.facts, ...(saved.facts ?? [])],
          effects: [...(decision.effects ?? []), ...(saved.effects ?? [])],
        }
      }
    },
  }
  // The registry forgets the types of input and result: whoever loops over all acts checks inputs by their schema.
  registered.set(definition.name, made as unknown as Act)
  return made
}

/** Says no to a user, with the key of a text that says why and what to do now. */
export function refuse(code: string, data: Record<string, unknown> = {}): Refusal {
  return { refused: { code, data } }
}

/** Every act defined so far, by name. */
export function allActs(): readonly Act[] {
  return [...registered.values()]
}

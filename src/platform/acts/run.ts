import { randomUUID } from 'node:crypto'
import { type Database, type Queries, sql } from '../database/index.ts'
import type { Act, ActContext, Actor, Channel, Effect, Fact, Municipality } from './act.ts'

export type Outcome<Result> =
  /** `replayed`: the same key came before, and this is the answer given then. */
  | { readonly ok: true; readonly result: Result; readonly replayed: boolean }
  | {
      readonly ok: false
      readonly refused: { readonly code: string; readonly data: Readonly<Record<string, unknown>> }
    }

/** What the runner needs of the world. */
export interface Stage {
  readonly db: Database
  /** The present instant, ISO 8601 in UTC. */
  now(): string
  /** The workers of this process, told of what was queued once it is committed; without them others find it within a second. */
  readonly jobs?: { wake(effects: number): void }
}

export interface Request<Input> {
  readonly municipality: Municipality
  readonly actor: Actor
  readonly channel: Channel
  /** The key of the form or of the effect: the same key acts once. */
  readonly key: string
  readonly input: Input
}

/**
 * Runs an act: one transaction that checks the permission, loads, decides, saves, appends to the journal
 * and queues the effects; either all of it is there or none. The same key twice acts once and answers the same.
 */
export async function runAct<Input, Result>(
  stage: Stage,
  act: Act<Input, Result>,
  request: Request<Input>,
): Promise<Outcome<Result>> {
  if (!request.actor.permissions.has(act.permission)) return no('not-allowed')
  const { problems } = act.accepts(request.input)
  if (problems.length > 0) return no('bad-input', { problems })
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(stage, act, request)
    } catch (error) {
      const mayBeDoneAgain = isKeyTaken(error) || isConflict(error)
      if (!mayBeDoneAgain || attempt === 5) throw error
    }
  }
}

async function once<Input, Result>(
  stage: Stage,
  act: Act<Input, Result>,
  request: Request<Input>,
): Promise<Outcome<Result>> {
  const context: ActContext = {
    now: stage.now(),
    actId: randomUUID(),
    actor: request.actor,
    channel: request.channel,
    municipality: request.municipality,
  }
  let queued = 0
  return await stage.db
    .within(request.municipality.municipalityId, async (db) => {
      // Asked together, so that the key costs no journey of its own; both have ended before anything follows.
      const [answered, begun] = await Promise.allSettled([
        answerTo(db, act.name, request),
        act.begin(db, request.input, context),
      ])
      const earlier = settledValue(answered)
      if (earlier) return earlier as Outcome<Result>
      const performed = await settledValue(begun)()
      // Leaving by an exception rolls back whatever the act may have written before it refused.
      if ('refused' in performed) throw new Refused(performed.refused)
      record(db, act.name, request, context, performed)
      queued = performed.effects.length
      return { ok: true as const, result: performed.result, replayed: false }
    })
    .then((outcome) => {
      if (queued > 0) stage.jobs?.wake(queued)
      return outcome
    })
    .catch(async (error: unknown) => {
      if (!(error instanceof Refused)) throw error
      // The same request may have been met meanwhile by its twin, which changed the state that this one was refused for.
      const earlier = await answerOfTwin<Result>(stage, act.name, request)
      return earlier ?? { ok: false as const, refused: error.refusal }
    })
}

function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

async function answerOfTwin<Result>(
  stage: Stage,
  act: string,
  request: Request<unknown>,
): Promise<Outcome<Result> | undefined> {
  const { municipalityId } = request.municipality
  const earlier = await stage.db.within(municipalityId, (db) => answerTo(db, act, request), { readOnly: true })
  return earlier?.ok ? (earlier as Outcome<Result>) : undefined
}

class Refused extends Error {
  readonly refusal: { code: string; data: Readonly<Record<string, unknown>> }
  constructor(refusal: { code: string; data: Readonly<Record<string, unknown>> }) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** A key is its actor's own: nobody can use up, or get the answer to, the key of somebody else or of a worker. */
function keyOf({ actor, key }: Pick<Request<unknown>, 'actor' | 'key'>): string {
  return `${actorName(actor)}/${key}`
}

async function answerTo(db: Queries, act: string, request: Request<unknown>): Promise<Outcome<unknown> | undefined> {
  const earlier = await db.maybe<{ act: string; answer: unknown }>(
    sql`select act, answer from request_key where municipality_id = current_municipality() and key = ${keyOf(request)}`,
  )
  if (!earlier) return undefined
  if (earlier.act !== act) return no('key-used')
  return { ok: true, result: earlier.answer, replayed: true }
}

/** The bookkeeping of an act, in one statement: journal, queue and key. */
function record(
  db: Queries,
  act: string,
  request: Request<unknown>,
  context: ActContext,
  performed: { result: unknown; facts: readonly Fact[]; effects: readonly Effect[] },
): void {
  const facts = performed.facts.map((fact) => ({ kind: fact.kind, objects: fact.objects, data: fact.data ?? {} }))
  const effects = performed.effects.map(({ task, payload, key, runAt }) => ({ task, payload, key, run_at: runAt }))
  const municipalityId = context.municipality.municipalityId
  db.send(sql`
    with key as (
      insert into request_key (municipality_id, key, act, answer, at)
      values (${municipalityId}, ${keyOf(request)}, ${act}, ${JSON.stringify(performed.result ?? null)}, ${context.now})
    ), journal as (
      insert into event (municipality_id, at, act_id, actor, channel, kind, objects, data)
      select ${municipalityId}, ${context.now}, ${context.actId}, ${actorName(context.actor)}, ${context.channel}, fact.kind,
        array(select jsonb_array_elements_text(fact.objects)), fact.data
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as fact(kind text, objects jsonb, data jsonb)
    )
    select ${effects.length > 0 ? sql`queue_effects(${JSON.stringify(effects)}::jsonb)` : sql`0`}`)
}

/** How the journal names an actor: `person:…`, `officer:…`, `system:…`. */
export function actorName(actor: Actor): string {
  return `${actor.kind}:${actor.id}`
}

function no(
  code: string,
  data: Record<string, unknown> = {},
): { ok: false; refused: { code: string; data: Record<string, unknown> } } {
  return { ok: false, refused: { code, data } }
}

/** Two requests with one key ran at once: the second finds the answer of the first. */
function isKeyTaken(error: unknown): boolean {
  return hasCode(error, '23505') && (error as { constraint?: string }).constraint === 'request_key_pkey'
}

/** Deadlock or serialisation failure: PostgreSQL asks to try again. */
function isConflict(error: unknown): boolean {
  return hasCode(error, '40001') || hasCode(error, '40P01')
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === code
}

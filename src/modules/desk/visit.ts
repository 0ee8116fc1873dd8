import type { FastifyReply, FastifyRequest } from 'fastify'
import { localDate } from '../../core/deadlines/index.ts'
import { type Act, type Actor, type Outcome, runAct } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { type Refused, refusalText as refusalInWords } from '../../platform/i18n/index.ts'
import { actorOf } from '../../platform/identity/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { PageContext } from '../../ui/index.ts'

/** A request of an officer to a page, with what its handler needs. */
export interface Visit {
  readonly platform: Platform
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly ctx: PageContext
  /** The officer, with what they may do. */
  readonly actor: Actor
}

export function visitOf(platform: Platform, request: FastifyRequest, reply: FastifyReply): Visit {
  const actor = actorOf(request.visitor)
  const ctx = request.server.identity.context(request)
  return { platform, request, reply, ctx, actor }
}

/** Makes a Fastify handler of a function of a visit. */
export function visited(platform: Platform, handler: (visit: Visit) => Promise<unknown>) {
  return (request: FastifyRequest, reply: FastifyReply) => handler(visitOf(platform, request, reply))
}

/** Reads the database in the name of the municipality whose desk this is. */
export function reading<T>({ platform, request }: Visit, work: (db: Queries) => Promise<T>): Promise<T> {
  return platform.db.within(request.municipality.municipalityId, work, { readOnly: true })
}

/** Does an act from the desk, under the key of the form that was sent. */
export function perform<Input, Result>(
  { platform, request, actor }: Visit,
  act: Act<Input, Result>,
  input: Input,
  key = request.formKey(),
): Promise<Outcome<Result>> {
  return runAct(platform, act, { municipality: request.municipality, actor, channel: 'desk', key, input })
}

export function can({ actor }: Pick<Visit, 'actor'>, permission: string): boolean {
  return actor.permissions.has(permission)
}

/** A part of the address (`/cases/:caseId`). */
export function param({ request }: Visit, name: string): string {
  return (request.params as Record<string, string>)[name] ?? ''
}

/** A text that a form sent; '' when there is none. */
export function sent({ request }: Visit, name: string): string {
  const value = ((request.body ?? {}) as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}

/** The day in the municipality, YYYY-MM-DD. */
export function today({ platform, request: { municipality } }: Visit): string {
  return localDate(platform.now(), municipality.zone)
}

/** Whole days from one day to another; negative backwards. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** Parts whose acts officers run: the text of a refusal is where the act is. */
const REFUSING = ['cases', 'people', 'register', 'desk']

/** A refusal in words: what happened, what was kept, what to do now. */
export function refusalText({ platform: { texts }, ctx: { t } }: Visit, refused: Refused): string {
  return refusalInWords({ texts, t }, refused, { parts: REFUSING, otherwise: 'desk.refusal.not-done' })
}

/** Who hands a file in at the desk. */
export function senderOf({ platform, request, actor, ctx: { t } }: Visit) {
  return { platform, municipality: request.municipality, actor, channel: 'desk' as const, t }
}

/** What is not there, or is not theirs: nobody learns which. */
export function nothingHere({ reply }: Visit): FastifyReply {
  reply.callNotFound()
  return reply
}

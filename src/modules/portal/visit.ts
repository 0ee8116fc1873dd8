import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Act, type Outcome, runAct } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { type Refused, refusalText as refusalInWords } from '../../platform/i18n/index.ts'
import { actorOf } from '../../platform/identity/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { PageContext } from '../../ui/index.ts'

/** A request to a page, with what its handler needs. */
export interface Visit {
  readonly platform: Platform
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly ctx: PageContext
}

type Handler = (visit: Visit) => Promise<unknown>

/** Makes a Fastify handler of a function of a visit. */
export function visited(platform: Platform, handler: Handler) {
  return (request: FastifyRequest, reply: FastifyReply) =>
    handler({ platform, request, reply, ctx: request.server.identity.context(request) })
}

/** Reads the database in the name of the municipality whose window this is. */
export function reading<T>({ platform, request }: Visit, work: (db: Queries) => Promise<T>): Promise<T> {
  return platform.db.within(request.municipality.municipalityId, work, { readOnly: true })
}

/** Does an act through the web, under the key of the form that was sent. */
export function perform<Input, Result>(
  { platform, request }: Visit,
  act: Act<Input, Result>,
  input: Input,
  key = request.formKey(),
): Promise<Outcome<Result>> {
  const { municipality } = request
  return runAct(platform, act, { municipality, actor: actorOf(request.visitor), channel: 'web', key, input })
}

/** Whose folder is open: of the person, or of whom they act for. The route lets only people in. */
export function ownerOf({ request: { visitor } }: Visit): string {
  if (visitor.kind !== 'person') throw new Error('only people have a folder: the route must ask for one')
  return visitor.actsFor?.personId ?? visitor.personId
}

/** A part of the address (`/drafts/:draftId`). */
export function param({ request }: Visit, name: string): string {
  return (request.params as Record<string, string>)[name] ?? ''
}

/** Parts whose acts people run in the portal: the text of a refusal is where the act is. */
const REFUSING = ['cases', 'people', 'register', 'portal']

/** A refusal in words: what happened, what was kept, what to do now. */
export function refusalText({ platform: { texts }, ctx: { t } }: Visit, refused: Refused): string {
  return refusalInWords({ texts, t }, refused, { parts: REFUSING, otherwise: 'portal.refusal.other' })
}

/** Who hands a file in through the portal. */
export function senderOf({ platform, request, ctx: { t } }: Visit) {
  return { platform, municipality: request.municipality, actor: actorOf(request.visitor), channel: 'web' as const, t }
}

/** What is not there, or is somebody else's: nobody learns which. */
export function nothingHere({ reply }: Visit): FastifyReply {
  reply.callNotFound()
  return reply
}

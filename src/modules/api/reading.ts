import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static, type TObject, type TProperties, type TSchema } from 'typebox'
import type { Actor, Municipality } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import { type Lang, languages, type Translate } from '../../platform/i18n/index.ts'
import { actorOf } from '../../platform/identity/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audience, admit } from './access.ts'
import { NOBODY_NEEDED, problems, SESSION, type Tag } from './document.ts'
import { answerProblem } from './problem.ts'

/** A request to read, with what its handler needs. */
export interface Visit<Params = unknown, Query = unknown> {
  readonly platform: Platform
  readonly municipality: Municipality
  readonly lang: Lang
  readonly t: Translate
  readonly actor: Actor
  readonly params: Params
  readonly query: Query
  /** Reads the database in the name of the municipality whose window this is. */
  read<Found>(work: (db: Queries) => Promise<Found>): Promise<Found>
}

interface Definition<Params extends TProperties, Query extends TProperties, Answer extends TSchema> {
  /** Under `/api/v1`, with parameters as `{id}`. */
  readonly path: string
  readonly tag: Tag
  readonly summary: string
  readonly description: string
  readonly audience: Audience
  readonly params: Params
  readonly query: Query
  /** Its `$id` is its name in the document; `FILE` where the answer is a file. */
  readonly answer: Answer
  /** `undefined` for what is not there or is not theirs: nobody learns which. */
  answers(visit: Visit<Static<TObject<Params>>, Static<TObject<Query>>>): Promise<Static<Answer> | undefined>
}

/** Something that can be read; the routes, the document and the tests that loop over all of them see it so. */
export type Reading = Definition<TProperties, TProperties, TSchema>

export function reading<Params extends TProperties, Query extends TProperties, Answer extends TSchema>(
  definition: Definition<Params, Query, Answer>,
): Reading {
  // Whoever loops over all readings forgets the types of each; the route checks the request by the schemas.
  return definition as unknown as Reading
}

/** A file as an answer. */
export interface FileAnswer {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
}

/** Stands where the schema of an answer does, of a reading that gives a file. */
export const FILE = Type.Unsafe<FileAnswer>({ description: 'The file itself.' })

/** Makes the route of a reading. */
export function readingRoute(api: FastifyInstance, platform: Platform, one: Reading): void {
  if (one.answer !== FILE) api.addSchema(one.answer)
  api.get(
    `/v1${one.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    { onRequest: admit(one.audience), schema: schemaOf(one) },
    async (request, reply) => {
      const answer = await one.answers(visitOf(platform, request))
      if (answer === undefined) return answerProblem(request, reply, { status: 404, code: 'not-found' })
      // The one place where the schema tells a file from what is written as JSON.
      if (one.answer === FILE) return sendFile(reply, answer as FileAnswer)
      return reply.header('content-language', request.lang).type('application/json; charset=utf-8').send(answer)
    },
  )
}

/** What somebody uploaded never acts as a page of ours: it is saved, and where it is shown all the same, it may do nothing. */
function sendFile(reply: FastifyReply, { name, mediaType, content }: FileAnswer): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type(mediaType)
    .send(content)
}

type AnyVisit = Parameters<Reading['answers']>[0]

function visitOf(platform: Platform, request: FastifyRequest): AnyVisit {
  const { municipality, lang, t } = request
  // Both were checked against the schemas of the reading.
  const { params, query } = request as Pick<AnyVisit, 'params' | 'query'>
  return {
    ...{ platform, municipality, lang, t, params, query, actor: actorOf(request.visitor) },
    read: (work) => platform.db.within(municipality.municipalityId, work, { readOnly: true }),
  }
}

/** The language can be asked for in each address, as everywhere at this window. */
const LANGUAGE = {
  lang: Type.Optional(Type.Enum([...languages], { description: 'Language of the texts; else by Accept-Language.' })),
}

function schemaOf({ path, tag, summary, description, audience, params, query, answer }: Reading) {
  const isPublic = audience === 'anybody'
  return {
    ...{ summary, description, tags: [tag], operationId: operationOf(path) },
    security: isPublic ? NOBODY_NEEDED : SESSION,
    params: Type.Object(params),
    querystring: Type.Object({ ...query, ...LANGUAGE }, { additionalProperties: false }),
    response: {
      200: {
        description: answer === FILE ? 'The file.' : 'What was asked for.',
        content:
          answer === FILE
            ? { '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } }
            : { 'application/json': { schema: { $ref: `${(answer as { $id?: string }).$id}#` } } },
      },
      ...problems([400, ...(isPublic ? [] : [401, 403]), ...(path.includes('{') ? [404] : [])]),
    },
  }
}

/** `/cases/{id}/history` is `readCasesHistory`. */
function operationOf(path: string): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{'))
  const isOne = path.endsWith('}')
  return `read${words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('')}${isOne ? 'One' : ''}`
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'

const Place = Type.Object({
  in: Type.Enum(['body', 'query', 'path', 'header', 'answers']),
  pointer: Type.String({ description: 'Where: a JSON pointer into that part (RFC 6901), or the name of an answer.' }),
  code: Type.String({ description: 'For programs: a keyword of JSON Schema, or the code of a problem of a form.' }),
  detail: Type.String({ description: 'For people, in the language of the request.' }),
})

/** Something in what was sent that cannot be accepted, and where it stands. */
export type Place = Static<typeof Place>

/** What went wrong, for programs and for people (RFC 9457). */
export const Problem = Type.Object(
  {
    type: Type.String({ format: 'uri-reference', examples: ['urn:finestra:problem:task-claimed'] }),
    title: Type.String(),
    status: Type.Integer({ examples: [409] }),
    detail: Type.String({ description: 'What happened and what was kept, in the language of the request.' }),
    code: Type.Optional(Type.String({ description: 'Never translated.', examples: ['task-claimed'] })),
    remedy: Type.Optional(Type.String({ description: 'What to do now.' })),
    errors: Type.Optional(
      Type.Array(Place, { description: 'Each thing that cannot be accepted, and where it stands.' }),
    ),
  },
  { $id: 'Problem', description: 'What went wrong and what to do now (RFC 9457).' },
)

/** What a problem is about; its words are looked up. */
export interface Trouble {
  readonly status: number
  readonly code: string
  /** What happened in words, where there are better ones than the usual ones of the code. */
  readonly detail?: string
  readonly errors?: readonly Place[]
}

/** Answers with a problem in the language of the request. */
export function answerProblem(request: FastifyRequest, reply: FastifyReply, trouble: Trouble): FastifyReply {
  const { status, code, detail, errors } = trouble
  const { t } = request
  const problem: Static<typeof Problem> = {
    type: `urn:finestra:problem:${code}`,
    title: t(`api.title.${titled(status)}`),
    status,
    detail: detail ?? t(`api.refusal.${code}`),
    code,
    remedy: t(`api.remedy.${titled(status)}`),
    ...(errors && { errors: [...errors] }),
  }
  // Without its scheme, a 401 would not tell how to come in (RFC 9110, section 15.5.2).
  if (status === 401) reply.header('www-authenticate', 'Session')
  return reply.code(status).header('content-language', request.lang).type('application/problem+json').send(problem)
}

/** The statuses that have words of their own; any other is told as a bad request. */
const TITLED = new Set([400, 401, 403, 404, 409, 413, 415, 422])

function titled(status: number): number {
  return TITLED.has(status) ? status : 400
}

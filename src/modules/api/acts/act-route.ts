import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { actorName, runAct } from '../../../platform/acts/index.ts'
import { actorOf } from '../../../platform/identity/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { admit } from '../access.ts'
import { problems, SESSION } from '../document.ts'
import { answerProblem } from '../problem.ts'
import type { OfferedAct } from './offered.ts'
import { troubleOf } from './refusal.ts'

const KEY_HEADER = 'idempotency-key'

const Headers = Type.Object({
  [KEY_HEADER]: Type.String({
    minLength: 8,
    maxLength: 80,
    pattern: '^[A-Za-z0-9_:-]+$',
    description: 'Chosen by the sender, another for each act. Sent again, it acts once and answers the same.',
    examples: ['3f0c1b5e-7a54-4a57-9c39-9b1c0e6d2f10'],
  }),
})

/** Makes the route of an act. */
export function actRoute(api: FastifyInstance, platform: Platform, offered: OfferedAct): void {
  const { act } = offered
  api.post(
    `/v1/acts/${act.name}`,
    { onRequest: admit({ permission: act.permission }), schema: schemaOf(offered) },
    async (request, reply) => {
      const { municipality } = request
      const actor = actorOf(request.visitor)
      // A key of this door is never one of another door, of a worker, or of somebody else.
      const key = `api:${actorName(actor)}:${keyIn(request)}`
      const outcome = await runAct(platform, act, { municipality, actor, channel: 'api', key, input: request.body })
      if (!outcome.ok) return answerProblem(request, reply, troubleOf(platform, request, act.name, outcome.refused))
      return reply.type('application/json; charset=utf-8').send({ result: outcome.result, replayed: outcome.replayed })
    },
  )
}

function keyIn(request: FastifyRequest): string {
  // The schema of the headers has been checked: there is one, and it is a text.
  return request.headers[KEY_HEADER] as string
}

function schemaOf({ act, body, tag, summary, example, result }: OfferedAct) {
  const answer = Type.Object({
    result: result ? Type.Object(result) : Type.Unknown({ description: 'What the act gave.' }),
    replayed: Type.Boolean({ description: 'Whether the same key came before, and this is the answer given then.' }),
  })
  return {
    ...{ summary, tags: [tag], operationId: act.name, security: SESSION },
    description: `Asks for the permission \`${act.permission}\`.`,
    headers: Headers,
    body: { ...body, ...(example !== undefined && { examples: [example] }) },
    response: {
      200: { description: 'It is done, and in the journal.', content: { 'application/json': { schema: answer } } },
      ...problems([400, 401, 403, 404, 409, 413, 415, 422]),
    },
  }
}

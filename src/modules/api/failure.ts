import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { answerProblem } from './problem.ts'
import { Misfit } from './validation.ts'

/** The codes of what Fastify itself refuses to read, by status. */
const UNREADABLE: Readonly<Record<number, string>> = { 413: 'too-big', 415: 'not-json' }

/** What could not even be understood. Faults of ours go on to the server's own handler, which writes them down. */
export function answerFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500
  if (error instanceof Misfit) {
    return answerProblem(request, reply, { status: 400, code: 'bad-input', errors: error.places(request.t) })
  }
  if (status >= 500) throw error
  return answerProblem(request, reply, { status, code: UNREADABLE[status] ?? 'unreadable' })
}

export function answerNowhere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answerProblem(request, reply, { status: 404, code: 'no-such-address' })
}

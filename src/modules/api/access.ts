import type { onRequestAsyncHookHandler } from 'fastify'
import { permissionsOf, type Visitor } from '../../platform/identity/index.ts'
import { answerProblem } from './problem.ts'

/** Who may ask at all; whether a thing is theirs is asked of the thing. */
export type Audience = 'anybody' | 'signed-in' | 'person' | { readonly permission: string }

/** Lets the audience pass before anything is read; others get 401 when they have not signed in, 403 when they have. */
export function admit(audience: Audience): onRequestAsyncHookHandler {
  return async function admitAudience(request, reply) {
    if (isAmong(audience, request.visitor)) return undefined
    return request.visitor.kind === 'anonymous'
      ? answerProblem(request, reply, { status: 401, code: 'sign-in-first' })
      : answerProblem(request, reply, { status: 403, code: 'not-allowed' })
  }
}

function isAmong(audience: Audience, visitor: Visitor): boolean {
  if (audience === 'anybody') return true
  if (audience === 'signed-in') return visitor.kind !== 'anonymous'
  if (audience === 'person') return visitor.kind === 'person'
  return permissionsOf(visitor).has(audience.permission)
}

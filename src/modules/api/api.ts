import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import { actRoute } from './acts/act-route.ts'
import { offeredActs } from './acts/offered.ts'
import { DOCUMENT } from './document.ts'
import { answerFailure, answerNowhere } from './failure.ts'
import { Problem } from './problem.ts'
import { readingRoute } from './reading.ts'
import { READINGS } from './readings/index.ts'
import { asIs, validatorOf } from './validation.ts'

/**
 * Puts `/api/v1` and `/api/openapi.json` into the server: every act that people and officers may do, and what they may read.
 * To be called after the other departments, whose acts it offers. Only what is registered here stands in the document.
 */
export function registerApi(server: FastifyInstance, platform: Platform): void {
  server.register(
    async (api) => {
      onlyJson(api)
      api.setValidatorCompiler(validatorOf)
      api.setSerializerCompiler(() => asIs)
      api.setErrorHandler(answerFailure)
      api.setNotFoundHandler(answerNowhere)
      await api.register(swagger, DOCUMENT)
      api.addSchema(Problem)
      for (const reading of READINGS) readingRoute(api, platform, reading)
      for (const act of offeredActs()) actRoute(api, platform, act)
      api.get('/openapi.json', { schema: { hide: true } }, (_, reply) =>
        reply.header('access-control-allow-origin', '*').send(api.swagger()),
      )
    },
    { prefix: '/api' },
  )
}

/** Forms are the business of pages: a body that is not JSON is answered with 415. */
function onlyJson(api: FastifyInstance): void {
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('application/json', { parseAs: 'string' }, api.getDefaultJsonParser('error', 'error'))
}

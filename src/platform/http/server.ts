import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import type { Municipality } from '../acts/index.ts'
import { chooseLang, isLang, type Lang, type Translate } from '../i18n/index.ts'
import type { Platform } from '../platform.ts'
import { readFormKey } from './form.ts'
import { keepPages } from './kept-pages.ts'
import { municipalityOf, SLUG_COOKIE } from './municipality.ts'
import { MAX_UPLOAD_BYTES } from './posted.ts'
import { refuseUnstorableAddress, refuseUnstorableBody } from './storable.ts'

declare module 'fastify' {
  interface FastifyRequest {
    municipality: Municipality
    lang: Lang
    t: Translate
    /** The key of the form that was sent, so that it acts once; a fresh one where the form brought none. */
    formKey(): string
  }
  interface FastifyReply {
    /** Answers with a page. */
    page(page: VNode, status?: number): FastifyReply
  }
}

/** Pages for what goes wrong, given by the composition because they belong to the design system. */
export interface ErrorPages {
  notFound(request: FastifyRequest): VNode
  failed(request: FastifyRequest, incident: string): VNode
  badRequest(request: FastifyRequest, reason: string): VNode
}

/** The server with what every route relies on: municipality, language, form keys, pages, headers, errors. */
export async function buildServer(platform: Platform, pages: ErrorPages): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: httpLog(platform),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: platform.config.trustedProxies,
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
  })
  keepPages(server, platform)
  await server.register(cookie)
  await server.register(formbody)
  await server.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 20, fields: 500 } })
  decorate(server)
  server.addHook('onRequest', (request, reply) => arrive(platform, request, reply))
  server.addHook('onRequest', refuseUnstorableAddress)
  server.addHook('preValidation', refuseUnstorableBody)
  server.addHook('onSend', async (_, reply) => {
    const headers = Object.entries(securityHeaders(platform.config.baseUrl.startsWith('https:')))
    // A file that somebody handed in is given with a stricter policy of its own.
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value)
  })
  letGoWhenClosing(server)
  answerErrors(server, platform, pages)
  server.get('/municipality/:slug', async (request, reply) => {
    const { slug } = request.params as { slug: string }
    const chosen = await platform.municipalities.bySlug(slug)
    if (!chosen) return reply.callNotFound()
    return reply.setCookie(SLUG_COOKIE, slug, { path: '/', sameSite: 'lax', httpOnly: true }).redirect('/')
  })
  return server
}

/** A connection whose last answer was under way when the server was told to stop would be kept open for another minute. */
function letGoWhenClosing(server: FastifyInstance): void {
  server.addHook('preClose', async () => {
    const timer = setInterval(() => server.server.closeIdleConnections(), 50)
    server.server.once('close', () => clearInterval(timer))
  })
}

/** Requests are counted by the metrics; the log keeps what went wrong. Typed as Fastify's own kind of logger, which pino fulfils. */
function httpLog(platform: Platform): FastifyBaseLogger {
  return platform.log.child({ part: 'http' }, { level: platform.config.logLevel === 'debug' ? 'debug' : 'warn' })
}

function decorate(server: FastifyInstance): void {
  server.decorateRequest('municipality')
  server.decorateRequest('lang')
  server.decorateRequest('t')
  server.decorateRequest('formKey', function formKey(this: FastifyRequest) {
    return readFormKey(this.body) ?? randomUUID()
  })
  server.decorateReply('page', function page(this: FastifyReply, vnode: VNode, status = 200) {
    return this.code(status)
      .type('text/html; charset=utf-8')
      .send(`<!doctype html>${render(vnode)}`)
  })
}

async function arrive(platform: Platform, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.municipality = await municipalityOf(platform.municipalities, request)
  const asked = (request.query as { lang?: unknown }).lang
  if (isLang(asked)) reply.setCookie(LANG_COOKIE, asked, { path: '/', sameSite: 'lax', maxAge: 365 * 86_400 })
  const candidates = isLang(asked) ? [asked] : [request.cookies[LANG_COOKIE], request.headers['accept-language']]
  const fallback = request.municipality.defaultLanguage
  // Every municipality speaks the four languages of the interface; its own come first in the chooser.
  request.lang = chooseLang(candidates, isLang(fallback) ? fallback : 'en')
  request.t = platform.texts.translator(request.lang)
}

const LANG_COOKIE = 'finestra_lang'

function securityHeaders(https: boolean): Record<string, string> {
  return {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), payment=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(https && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

function answerErrors(server: FastifyInstance, platform: Platform, pages: ErrorPages): void {
  server.setNotFoundHandler((request, reply) => {
    if (wantsJson(request)) return problem(reply, 404, 'Not found', `There is nothing at ${request.url}.`)
    return reply.page(pages.notFound(request), 404)
  })
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) {
      if (wantsJson(request)) return problem(reply, status, 'The request cannot be understood', error.message)
      return reply.page(pages.badRequest(request, error.message), status)
    }
    // The person gets the number under which the log holds the reason.
    platform.log.error({ error, incident: request.id, path: request.url }, 'a request failed')
    if (wantsJson(request))
      return problem(reply, 500, 'Something failed here', `Incident ${request.id}. Nothing was kept; try again.`)
    return reply.page(pages.failed(request, request.id), 500)
  })
}

function wantsJson(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/') || (request.headers.accept ?? '').startsWith('application/json')
}

/** An error for programs, RFC 9457. */
export function problem(
  reply: FastifyReply,
  status: number,
  title: string,
  detail: string,
  more: object = {},
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title, status, detail, ...more })
}

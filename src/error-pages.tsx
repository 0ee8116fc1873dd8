import type { FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { menuFor } from './modules/desk/index.ts'
import type { ErrorPages } from './platform/http/index.ts'
import { ANONYMOUS, actorOf } from './platform/identity/index.ts'
import { type Flash, type PageContext, PortalPage, Problem, ProblemPage } from './ui/index.ts'

/** What the layouts and the components know of a request. */
export function pageContext(request: FastifyRequest): PageContext {
  const { lang, t, municipality } = request
  const query = textsIn(request.query)
  const visitor = request.visitor ?? ANONYMOUS
  return {
    ...{ lang, t, municipality, query, visitor },
    // An officer's menu is the same on whatever page of the desk they are, whoever made the page.
    ...(visitor.kind === 'officer' && { menu: menuFor(actorOf(visitor).permissions) }),
    path: request.url.split('?')[0] ?? '/',
    flash: flashOf(query.done, t),
  }
}

/** The pages for what goes wrong, in the layout of the part where it happened. */
export const ERROR_PAGES: ErrorPages = {
  notFound: (request) => orBare(request, (ctx) => ProblemPage({ ctx, kind: 'not-found' })),
  failed: (request, incident) => orBare(request, (ctx) => ProblemPage({ ctx, kind: 'failed', reference: incident })),
  badRequest: (request, reason) => orBare(request, (ctx) => BadRequest({ ctx, reason })),
}

function BadRequest({ ctx, reason }: { ctx: PageContext; reason: string }) {
  const { t } = ctx
  return (
    <PortalPage ctx={ctx} title={t('portal.bad-request.title')}>
      <Problem
        ctx={ctx}
        title={t('portal.bad-request.title')}
        happened={t('portal.bad-request.happened', { reason })}
        kept={t('portal.bad-request.kept')}
        now={t('portal.bad-request.now')}
        action={{ href: '/', text: t('portal.bad-request.action') }}
      />
    </PortalPage>
  )
}

/** A request may fail before it is known whose window and which language it is: then the page says the least, in English. */
function orBare(request: FastifyRequest, page: (ctx: PageContext) => VNode): VNode {
  return request.t === undefined || !request.municipality ? <Bare /> : page(pageContext(request))
}

function Bare() {
  return (
    <html lang="en">
      <head>
        <title>Not available</title>
      </head>
      <body>
        <h1>This service is not available now</h1>
        <p>What you sent before is safe; the last thing was not done. Try again in a few minutes.</p>
      </body>
    </html>
  )
}

function textsIn(query: unknown): Record<string, string> {
  const pairs = Object.entries((query ?? {}) as Record<string, unknown>)
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
}

/** `?done=portal.draft-kept` tells what was just done: a text of that module under `done`; anything else tells nothing. */
function flashOf(done: string | undefined, t: PageContext['t']): Flash | undefined {
  const [, module, code] = /^([a-z]+)\.([a-z-]+)$/.exec(done ?? '') ?? []
  if (module === undefined || code === undefined) return undefined
  const text = t(`${module}.done.${code}`)
  return text.startsWith('⟦') ? undefined : { kind: 'success', text }
}

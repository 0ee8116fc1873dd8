import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import type { PageContext } from '../../../ui/index.ts'
import type { IdentityHouse } from '../house.ts'
import { acrOf, DEMO_PASSWORD, type DemoAccount } from './accounts.ts'
import { DEMO_CLIENTS, DEMO_PATH } from './address.ts'
import { DemoErrorPage, DemoLogoutPage, DemoSignInPage } from './views.tsx'

/** The demonstration identity service, under `/demo-id`: the protocol by `oidc-provider`, the pages by us. */
export function demoProvider(house: IdentityHouse): FastifyPluginAsync {
  let opened: Promise<Service> | undefined
  // The protocol's own code is read when the first person signs in.
  const service: () => Promise<Service> = () => {
    opened ??= openService(house)
    return opened
  }
  return async (server) => {
    server.get(`${DEMO_PATH}/interaction/:uid`, async (request, reply) =>
      askWho(house, (await service()).provider, request, reply),
    )
    server.post(`${DEMO_PATH}/interaction/:uid`, async (request, reply) =>
      answerWho(house, (await service()).provider, request, reply),
    )
    await server.register(async (protocol) => handOver(protocol, service))
  }
}

interface Service {
  readonly provider: Provider
  /** The request behind the one that the protocol's own code sees, for the language of its pages. */
  readonly requests: WeakMap<IncomingMessage, FastifyRequest>
  readonly answer: ReturnType<Provider['callback']>
}

async function openService(house: IdentityHouse): Promise<Service> {
  const { createProvider } = await import('./provider.ts')
  const requests: Service['requests'] = new WeakMap()
  const page = (context: KoaContextWithOIDC, pageFor: (ctx: PageContext) => VNode) => {
    const request = requests.get(context.req)
    if (!request) throw new Error('the request did not come through this server')
    return `<!doctype html>${render(pageFor(house.context(request)))}`
  }
  const provider = createProvider({
    baseUrl: house.platform.config.baseUrl,
    secrets: house.secrets,
    accounts: () => house.ports.accounts(),
    logoutPage: (context, form) => page(context, (ctx) => DemoLogoutPage({ ctx, ...hiddenForm(form) })),
    errorPage: (context, code) => page(context, (ctx) => DemoErrorPage({ ctx, code })),
  })
  provider.on('server_error', (_, error) =>
    house.platform.log.error({ error }, 'the demonstration identity service failed'),
  )
  return { provider, requests, answer: provider.callback() }
}

/** Gives the raw request to the protocol's own code, body unread, as if the service stood alone at its mount path. */
function handOver(server: FastifyInstance, service: () => Promise<Service>): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, _payload, done) => done(null))
  server.all(`${DEMO_PATH}/*`, async (request, reply) => {
    const { requests, answer } = await service()
    const raw: IncomingMessage & { originalUrl?: string } = request.raw
    requests.set(raw, request)
    raw.originalUrl = request.url
    raw.url = request.url.slice(DEMO_PATH.length)
    reply.hijack()
    reply.raw.setHeader('content-security-policy', PROTOCOL_POLICY)
    reply.raw.setHeader('x-content-type-options', 'nosniff')
    await answer(raw, reply.raw)
  })
}

/** What a hijacked answer says for itself, since the server's own headers are not added to it. */
const PROTOCOL_POLICY =
  "default-src 'self'; script-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'"

/** The page with the accounts of this kind, the town of the visitor first. */
async function askWho(house: IdentityHouse, provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  const interaction = await currentInteraction(provider, request, reply)
  if (!interaction) return expired(house, request, reply)
  return await signInPage(house, interaction.kind, request, reply)
}

async function answerWho(house: IdentityHouse, provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  const interaction = await currentInteraction(provider, request, reply)
  if (!interaction) return expired(house, request, reply)
  const form = (request.body ?? {}) as Record<string, unknown>
  const goOn = (result: Parameters<Provider['interactionResult']>[2]) =>
    provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false })
  if (form.cancel !== undefined) {
    const cancelled = { error: 'access_denied', error_description: 'the person cancelled' }
    return reply.redirect(await goOn(cancelled), 303)
  }
  const account = await accountIn(house, interaction.kind, form)
  if (typeof account === 'string') return await signInPage(house, interaction.kind, request, reply, account)
  const next = await goOn({ login: { accountId: account.id, acr: acrOf(account), remember: false } })
  await forgetOther(provider, interaction.sessionUid, account.id)
  return reply.redirect(next, 303)
}

/** The account that was picked, or proved with its password; else why there is none. */
async function accountIn(house: IdentityHouse, kind: DemoAccount['kind'], form: Readonly<Record<string, unknown>>) {
  const accounts = await accountsOf(house, kind)
  const picked = accounts.find(({ id }) => id === form.account)
  if (picked) return picked
  const code = typeof form.code === 'string' ? form.code.trim().toUpperCase() : ''
  const counted = `demonstration ${kind} ${code}`
  if (house.failuresOfAccount.waitFor(counted) > 0) return 'wait'
  const account = proven(accounts, code, form.password)
  if (!account) house.failuresOfAccount.add(counted)
  else house.failuresOfAccount.forget(counted)
  return account ?? 'wrong'
}

async function currentInteraction(provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  const { uid } = request.params as { uid: string }
  const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
  if (details?.uid !== uid) return undefined
  const kind = details.params.client_id === DEMO_CLIENTS.officer ? ('officer' as const) : ('person' as const)
  return { kind, sessionUid: details.session?.uid }
}

/** Somebody else was signed in at the service from this browser: without this, it would ask to sign them out first, by a script. */
async function forgetOther(provider: Provider, sessionUid: string | undefined, accountId: string): Promise<void> {
  const session = sessionUid === undefined ? undefined : await provider.Session.findByUid(sessionUid)
  if (session?.accountId === undefined || session.accountId === accountId) return
  session.accountId = undefined
  session.authorizations = {}
  await session.persist()
}

async function signInPage(
  house: IdentityHouse,
  kind: DemoAccount['kind'],
  request: FastifyRequest,
  reply: FastifyReply,
  problem?: 'wrong' | 'wait',
) {
  const here = request.municipality.slug
  const accounts = await accountsOf(house, kind)
  const towns = [...new Set([here, ...accounts.map(({ municipality }) => municipality)])]
  const groups = towns.map((town) => ({ town, accounts: accounts.filter(({ municipality }) => municipality === town) }))
  const page = DemoSignInPage({
    ctx: house.context(request),
    kind,
    problem,
    groups: groups.filter((group) => group.accounts.length > 0),
    password: DEMO_PASSWORD,
  })
  const status = problem === 'wait' ? 429 : problem === 'wrong' ? 403 : 200
  return reply.header('cache-control', 'no-store').page(page, status)
}

function expired(house: IdentityHouse, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.page(DemoErrorPage({ ctx: house.context(request), code: 'expired' }), 400)
}

async function accountsOf(house: IdentityHouse, kind: DemoAccount['kind']): Promise<readonly DemoAccount[]> {
  return (await house.ports.accounts()).filter((account) => account.kind === kind)
}

function proven(accounts: readonly DemoAccount[], code: string, password: unknown): DemoAccount | undefined {
  const account = accounts.find(({ id, fiscalNumber }) => code !== '' && (fiscalNumber ?? id).toUpperCase() === code)
  return account && password === (account.password ?? DEMO_PASSWORD) ? account : undefined
}

/** The address and the token in the provider's hidden form, to be put into a form of ours. */
function hiddenForm(form: string): { action: string; xsrf: string } {
  const action = form.match(/action="([^"]+)"/)?.[1]
  const xsrf = form.match(/value="([^"]+)"/)?.[1]
  if (!action || !xsrf) throw new Error('oidc-provider changed the form of its sign-out page')
  return { action: new URL(action).pathname, xsrf }
}

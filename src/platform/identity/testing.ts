import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { h } from 'preact'
import { assets, themeAsset } from '../../ui/index.ts'
import { type TestDatabase, TOWNS, testDatabase } from '../database/testing.ts'
import { freePort } from '../free-port.ts'
import { buildServer } from '../http/index.ts'
import { loadTexts } from '../i18n/index.ts'
import { openMunicipalities } from '../municipalities.ts'
import type { Platform } from '../platform.ts'
import { resource } from '../root.ts'
import type { ProvenIdentity } from './claims.ts'
import type { DemoAccount } from './demo-provider/accounts.ts'
import type { IdentityOptions, IdentityPorts } from './house.ts'
import { identity } from './identity.ts'
import { CAST } from './testing-cast.ts'
import type { Mandate } from './visitor.ts'

/** A town hall with its door only: the real server, database and identity service, and a clock that the test holds. */
export interface IdentityScene {
  readonly server: FastifyInstance
  readonly port: number
  readonly test: TestDatabase
  readonly clock: { now: string }
  /** The mandates in force, by who holds them. */
  readonly mandates: Map<string, Mandate[]>
  /** Officers who left, by id. */
  readonly gone: Set<string>
  /** A browser with no cookies yet, at a host of this server. */
  browser(host?: string): Browser
  close(): Promise<void>
}

const ROLES: Readonly<Record<string, readonly string[]>> = { pere: ['counter'], toni: ['secretary'], ugo: ['counter'] }

/** Opens the scene; `prepare` adds routes before the server listens. */
export async function identityScene(
  prepare: (server: FastifyInstance) => void = () => {},
  options: IdentityOptions = {},
): Promise<IdentityScene> {
  const test = await testDatabase()
  await test.owner(TOWNS)
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'finestra-identity-'))
  const clock = { now: new Date().toISOString() }
  const platform = platformFor(test, port, folder, clock)
  const blank = () => h('html', {}, 'error')
  const server = await buildServer(platform, { notFound: blank, failed: blank, badRequest: blank })
  const [mandates, gone]: [Map<string, Mandate[]>, Set<string>] = [new Map(), new Set()]
  await identity(server, platform, portsFor({ mandates, gone }), {
    env: {},
    homes: { person: '/me', officer: '/desk' },
    ...options,
  })
  serveAssets(server)
  prepare(server)
  await server.listen({ port, host: '127.0.0.1' })
  return {
    server,
    port,
    test,
    clock,
    mandates,
    gone,
    browser: (host = `vilamar.localhost:${port}`) => browserAt(port, host),
    close: async () => {
      await server.close()
      await test.drop()
      await rm(folder, { recursive: true })
    },
  }
}

function serveAssets(server: FastifyInstance): void {
  server.get('/assets/*', (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const theme = path.match(/^\/assets\/theme\/([a-z]+)\.css$/)?.[1]
    const asset = theme ? themeAsset(theme) : assets.get(path)
    return asset ? reply.type(asset.type).send(asset.body) : reply.callNotFound()
  })
}

function platformFor(test: TestDatabase, port: number, dataFolder: string, clock: { now: string }): Platform {
  const platform: Pick<Platform, 'db' | 'texts' | 'log' | 'municipalities' | 'now'> & {
    config: Partial<Platform['config']>
  } = {
    config: { baseUrl: `http://localhost:${port}`, dataFolder, logLevel: 'info' },
    db: test.db,
    texts: loadTexts(resource('src')),
    log: pino({ level: 'silent' }),
    municipalities: openMunicipalities(test.db),
    now: () => clock.now,
  }
  // The server and the identity part read nothing else of the platform.
  return platform as Platform
}

function portsFor(scene: Pick<IdentityScene, 'mandates' | 'gone'>): IdentityPorts {
  const home = { vilamar: 1, castelverde: 2 } as Record<string, number>
  const inTown = (municipalityId: number, kind: DemoAccount['kind'], test: (account: DemoAccount) => boolean) =>
    CAST.find((account) => account.kind === kind && home[account.municipality] === municipalityId && test(account))
  const proven = (identity: ProvenIdentity) => (account: DemoAccount) =>
    account.fiscalNumber ? account.fiscalNumber === identity.fiscalNumber : account.id === identity.subject
  return {
    accounts: async () => CAST,
    findPerson: async (municipalityId, identity) => inTown(municipalityId, 'person', proven(identity))?.id,
    findOfficer: async (municipalityId, identity) => inTown(municipalityId, 'officer', proven(identity))?.id,
    person: async (municipalityId, personId) => {
      const account = inTown(municipalityId, 'person', ({ id }) => id === personId)
      return account && { personId, name: `${account.givenName} ${account.familyName}` }
    },
    officer: async (municipalityId, officerId) => {
      const account = inTown(municipalityId, 'officer', ({ id }) => id === officerId)
      if (!account || scene.gone.has(officerId)) return undefined
      return { officerId, name: account.givenName, roles: ROLES[officerId] ?? [], offices: ['citizen-service'] }
    },
    mandatesOf: async (_, personId) => scene.mandates.get(personId) ?? [],
  }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** Path and query at this host, or the whole address elsewhere; empty when the answer does not lead anywhere. */
  readonly location: string
  /** Path that was asked. */
  readonly path: string
}

/** What a browser does that matters here: it keeps cookies by path, says where a request comes from, and follows redirects. */
export interface Browser {
  readonly host: string
  readonly cookies: Map<string, { value: string; path: string; attributes: string }>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, form?: Record<string, string>, headers?: Record<string, string | undefined>): Promise<Answer>
  /** Follows redirects until a page. */
  follow(answer: Answer): Promise<Answer>
  /** Signs in through the identity service by choosing an account; gives the page where that ends. */
  signIn(account: string, path?: string): Promise<Answer>
}

export function browserAt(port: number, host: string): Browser {
  const cookies: Browser['cookies'] = new Map()
  const send = async (
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string | undefined>,
  ) => {
    const said = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
    const answer = await ask(port, method, path, body, { host, ...cookieHeader(cookies, path), ...said })
    for (const line of answer.headers['set-cookie'] ?? []) keepCookie(cookies, line)
    const url = answer.headers.location && new URL(answer.headers.location, `http://${host}`)
    const location = !url ? '' : url.host === host ? url.pathname + url.search : url.href
    return { ...answer, location, path }
  }
  const browser: Browser = {
    host,
    cookies,
    get: (path, headers = {}) => send('GET', path, undefined, headers),
    post: (path, form = {}, headers = {}) =>
      send('POST', path, new URLSearchParams(form).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      }),
    async follow(answer) {
      let current = answer
      for (let hop = 0; current.location.startsWith('/') && hop < 10; hop += 1)
        current = await browser.get(current.location)
      return current
    },
    async signIn(account, path = '/sign-in/person') {
      const page = await browser.follow(await browser.get(path))
      return await browser.follow(await browser.post(page.path, { account }))
    },
  }
  return browser
}

function ask(
  port: number,
  method: string,
  path: string,
  body: string | undefined,
  headers: Record<string, string | undefined>,
) {
  return new Promise<Omit<Answer, 'location' | 'path'>>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

function cookieHeader(cookies: Browser['cookies'], path: string): Record<string, string> {
  const matching = [...cookies].filter(([, cookie]) => path.startsWith(cookie.path))
  return matching.length === 0 ? {} : { cookie: matching.map(([name, { value }]) => `${name}=${value}`).join('; ') }
}

function keepCookie(cookies: Browser['cookies'], line: string): void {
  const [pair = '', ...attributes] = line.split('; ')
  const [name = '', ...value] = pair.split('=')
  const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/'
  const isOver = attributes.some((attribute) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute))
  if (isOver) cookies.delete(name)
  else cookies.set(name, { value: value.join('='), path, attributes: attributes.join('; ') })
}

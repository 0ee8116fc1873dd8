import type { FastifyInstance } from 'fastify'
import { registerAssets } from '../../assets-routes.ts'
import { ERROR_PAGES, pageContext } from '../../error-pages.tsx'
import { buildServer } from '../../platform/http/index.ts'
import { type IdentityPorts, identity, SESSION_COOKIE } from '../../platform/identity/index.ts'
import { type TownHall, townHall } from '../cases/testing.ts'
import { findPerson, mandatesOf } from '../people/index.ts'
import { PEOPLE } from '../people/testing.ts'
import { portalRoutes } from './routes.ts'

/** What came back from the portal. */
export interface Page {
  readonly status: number
  readonly text: string
  readonly location: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
}

/** Somebody at the portal, signed in or not. */
export interface Guest {
  readonly cookie: string
  get(path: string): Promise<Page>
  post(path: string, fields?: Record<string, string | string[]>): Promise<Page>
  /** Sends a form with files, as browsers do. */
  send(path: string, fields: Record<string, string>, files: readonly SentFile[]): Promise<Page>
}

export interface SentFile {
  readonly field: string
  readonly name: string
  readonly content: Buffer
}

/** The portal of a whole town hall, with its workers. */
export interface PortalScene {
  readonly hall: TownHall
  readonly server: FastifyInstance
  guest(person?: keyof typeof PEOPLE): Promise<Guest>
  close(): Promise<void>
}

export async function portalScene(options: Parameters<typeof townHall>[0] = {}): Promise<PortalScene> {
  const hall = await townHall(options)
  const server = await buildServer(hall.platform, ERROR_PAGES)
  registerAssets(server, hall.platform)
  await identity(server, hall.platform, portsOf(hall), { context: pageContext, env: {} })
  portalRoutes(server, hall.platform)
  await server.ready()
  return {
    hall,
    server,
    guest: (person) => guestOf(server, hall, person),
    close: async () => {
      await server.close()
      await hall.close()
    },
  }
}

async function guestOf(server: FastifyInstance, hall: TownHall, person?: keyof typeof PEOPLE): Promise<Guest> {
  const signedIn = { kind: 'person', level: 'high', method: 'oidc', userAgent: 'test' } as const
  const token = person && (await server.identity.sessions.open(hall.town, { ...signedIn, id: PEOPLE[person] }))
  const cookie = [`finestra_municipality=${hall.town.slug}`, ...(token ? [`${SESSION_COOKIE}=${token}`] : [])].join(
    '; ',
  )
  const headers = { cookie, 'accept-language': 'en', 'sec-fetch-site': 'same-origin' }
  const ask = async (request: object): Promise<Page> => {
    const answer = await server.inject({
      ...request,
      headers: { ...headers, ...(request as { headers?: object }).headers },
    })
    const { statusCode: status, body: text, rawPayload: bytes } = answer
    return { status, text, bytes, headers: answer.headers, location: String(answer.headers.location ?? '') }
  }
  return {
    cookie,
    get: (url) => ask({ method: 'GET', url }),
    post: (url, fields = {}) => {
      const pairs = Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as [string, string]),
      )
      const payload = new URLSearchParams(pairs).toString()
      return ask({ method: 'POST', url, payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    },
    send: (url, fields, files) => {
      const boundary = 'portal-test-boundary'
      const payload = multipart(boundary, fields, files)
      return ask({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      })
    },
  }
}

function multipart(boundary: string, fields: Record<string, string>, files: readonly SentFile[]): Buffer {
  const parts = [
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...files.map(({ field, name, content }) =>
      Buffer.concat([
        Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n`),
        Buffer.from('content-type: application/octet-stream\r\n\r\n'),
        content,
        Buffer.from('\r\n'),
      ]),
    ),
  ]
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

/** The hidden fields of the main form of a page, as a browser would send them back. */
export function hiddenFields(text: string): Record<string, string> {
  const form = /<form[^>]*data-act-form[^>]*>([\s\S]*?)<\/form>/.exec(text)?.[1] ?? ''
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(inputs.map(([, name, value]) => [name ?? '', value ?? '']))
}

function portsOf(hall: TownHall): IdentityPorts {
  const within = <T>(municipalityId: number, work: Parameters<typeof hall.platform.db.within<T>>[1]) =>
    hall.platform.db.within(municipalityId, work, { readOnly: true })
  return {
    accounts: async () => [],
    findPerson: async () => undefined,
    findOfficer: async () => undefined,
    person: (municipalityId, personId) => within(municipalityId, (db) => findPerson(db, personId)),
    officer: async () => undefined,
    mandatesOf: async (municipalityId, personId) => {
      const held = await within(municipalityId, (db) => mandatesOf(db, personId, hall.platform.now().slice(0, 10)))
      return held.map(({ grantorId, grantorName }) => ({ personId: grantorId, name: grantorName }))
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { ERROR_PAGES, pageContext } from '../../error-pages.tsx'
import { buildServer } from '../../platform/http/index.ts'
import { type IdentityPorts, identity, SESSION_COOKIE } from '../../platform/identity/index.ts'
import { type CaseFile, caseFile, confirmPayment, requestCorrection } from '../cases/index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, officer, type TownHall, townHall } from '../cases/testing.ts'
import { findOfficer, findPerson, mandatesOf } from '../people/index.ts'
import { PEOPLE } from '../people/testing.ts'
import { registerApi } from './index.ts'

/** The officers of the scene: of the office that has the case, of another office, and of another municipality. */
export const OFFICERS = {
  mireia: {
    id: '00000000-0000-4000-8000-000000000201',
    town: 'vilamar',
    roles: '{technician}',
    offices: '{town-planning}',
  },
  montse: { id: '00000000-0000-4000-8000-000000000202', town: 'vilamar', roles: '{technician}', offices: '{sports}' },
  ugo: {
    id: '00000000-0000-4000-8000-000000000203',
    town: 'castelverde',
    roles: '{technician}',
    offices: '{town-planning}',
  },
} as const

export type Somebody = keyof typeof PEOPLE | keyof typeof OFFICERS | 'nobody'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** The body, parsed; untyped, as it came over the wire. */
  readonly json: Record<string, unknown>
}

/** A program that somebody uses. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  act(name: string, body: unknown, headers?: Record<string, string | undefined>): Promise<Answer>
}

/** The API of a whole town hall. */
export interface ApiScene {
  readonly hall: TownHall
  readonly server: FastifyInstance
  /** The program of somebody, at the window of their own municipality unless another is named. */
  client(who: Somebody, town?: string): Promise<Client>
  /** The token of a session of theirs, for the cookie. */
  token(who: Exclude<Somebody, 'nobody'>): Promise<string>
  fileOf(caseId: string): Promise<CaseFile>
  close(): Promise<void>
}

export async function apiScene(options: Parameters<typeof townHall>[0] = {}): Promise<ApiScene> {
  const hall = await townHall(options)
  await hall.test.owner('update finestra.officer set roles = $1', [OFFICERS.mireia.roles])
  await hall.test.owner(`
    insert into finestra.officer (municipality_id, officer_id, name, email, roles, offices) values
      (1, '${OFFICERS.montse.id}', 'Montse', 'montse@vilamar.example', '${OFFICERS.montse.roles}', '${OFFICERS.montse.offices}'),
      (2, '${OFFICERS.ugo.id}', 'Ugo', 'ugo@castelverde.example', '${OFFICERS.ugo.roles}', '${OFFICERS.ugo.offices}')`)
  const server = await buildServer(hall.platform, ERROR_PAGES)
  await identity(server, hall.platform, portsOf(hall), { context: pageContext, env: {} })
  registerApi(server, hall.platform)
  await server.ready()
  return {
    hall,
    server,
    client: (who, town) => clientOf(server, hall, who, town),
    token: (who) => tokenOf(server, hall, who),
    fileOf: async (caseId) => (await hall.platform.db.within(1, (db) => caseFile(db, hall.town, caseId)))!,
    async close() {
      await server.close()
      await hall.close()
    },
  }
}

async function clientOf(server: FastifyInstance, hall: TownHall, who: Somebody, town?: string): Promise<Client> {
  const staff = who in OFFICERS ? OFFICERS[who as keyof typeof OFFICERS] : undefined
  const slug = town ?? staff?.town ?? 'vilamar'
  const token = who === 'nobody' ? undefined : await tokenOf(server, hall, who)
  const base = {
    host: `${slug}.localhost`,
    'accept-language': 'en',
    ...(token && { cookie: `${SESSION_COOKIE}=${token}` }),
  }
  const ask = async (request: object, headers: Record<string, string | undefined>): Promise<Answer> => {
    const said = Object.entries({ ...base, ...headers }).filter(([, value]) => value !== undefined)
    const answer = await server.inject({ ...request, headers: Object.fromEntries(said) })
    const isJson = /json/.test(String(answer.headers['content-type']))
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, json: isJson ? answer.json() : {} }
  }
  return {
    get: (path, headers = {}) => ask({ method: 'GET', url: `/api/v1${path}` }, headers),
    act: (name, body, headers = {}) =>
      ask(
        {
          method: 'POST',
          url: `/api/v1/acts/${name}`,
          payload: typeof body === 'string' ? body : JSON.stringify(body),
        },
        {
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
          'idempotency-key': randomUUID(),
          ...headers,
        },
      ),
  }
}

/** Sessions are opened in the municipality of who holds them. */
async function tokenOf(server: FastifyInstance, hall: TownHall, who: Exclude<Somebody, 'nobody'>): Promise<string> {
  const staff = who in OFFICERS ? OFFICERS[who as keyof typeof OFFICERS] : undefined
  const town = staff && (await hall.platform.municipalities.bySlug(staff.town))
  const id = staff?.id ?? PEOPLE[who as keyof typeof PEOPLE]
  const signedIn = { level: 'high', method: 'oidc', userAgent: 'test' } as const
  return await server.identity.sessions.open(town ?? hall.town, { ...signedIn, kind: staff ? 'officer' : 'person', id })
}

function portsOf(hall: TownHall): IdentityPorts {
  const within = <T>(municipalityId: number, work: Parameters<typeof hall.platform.db.within<T>>[1]) =>
    hall.platform.db.within(municipalityId, work, { readOnly: true })
  return {
    accounts: async () => [],
    findPerson: async () => undefined,
    findOfficer: async () => undefined,
    person: (municipalityId, personId) => within(municipalityId, (db) => findPerson(db, personId)),
    officer: (municipalityId, officerId) => within(municipalityId, (db) => findOfficer(db, officerId)),
    mandatesOf: async (municipalityId, personId) => {
      const held = await within(municipalityId, (db) => mandatesOf(db, personId, hall.platform.now().slice(0, 10)))
      return held.map(({ grantorId, grantorName }) => ({ personId: grantorId, name: grantorName }))
    },
  }
}

/** What Aina has in the scene of these tests. */
export interface AinasThings {
  /** A kitchen that was paid and must be corrected: its request waits to be opened. */
  readonly caseId: string
  /** Of the office: the technical report. */
  readonly taskId: string
  /** Received: a photograph. */
  readonly documentId: string
  /** Issued and not yet notified. */
  readonly hiddenDocumentId: string
  readonly notificationId: string
  /** Of an issued document that she may see. */
  readonly code: string
}

/** Lets Aina file a kitchen, pay for it, and be asked to correct it. */
export async function ainasThings({ hall, fileOf }: ApiScene): Promise<AinasThings> {
  const { caseId } = await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP)
  await hall.settled()
  const { payments } = await fileOf(caseId)
  const paid = { paymentId: payments[0]!.paymentId, provider: 'sandbox', reference: randomUUID() }
  await hall.run(confirmPayment, paid, citizen('aina'))
  await hall.settled()
  await hall.run(
    requestCorrection,
    { caseId, defects: 'A drawing of the kitchen is missing.' },
    officer(['technician'], ['town-planning']),
  )
  await hall.settled()
  const file = await fileOf(caseId)
  const task = file.tasks.find(({ element }) => element === 'technical-report')!
  return {
    ...{ caseId, taskId: task.taskId },
    documentId: file.documents.find(({ origin }) => origin === 'received')!.documentId,
    hiddenDocumentId: file.documents.find(({ shown }) => !shown)!.documentId,
    notificationId: file.notifications[0]!.notificationId,
    code: file.documents.find(({ code, shown }) => shown && code !== null)!.code!,
  }
}

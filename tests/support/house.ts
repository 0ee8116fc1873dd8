import diagnostics from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { compose } from '../../src/main.ts'
import { type CaseFile, caseFile } from '../../src/modules/cases/index.ts'
import { citizen, fileApplication, type TownHall, townHall } from '../../src/modules/cases/testing.ts'
import { PEOPLE } from '../../src/modules/people/testing.ts'
import type { Municipality } from '../../src/platform/acts/index.ts'
import { SESSION_COOKIE } from '../../src/platform/identity/index.ts'
import type { OpenPlatform } from '../../src/platform/open.ts'

/** One address that the server answers. */
export interface Route {
  readonly method: string
  readonly url: string
}

/** The whole program on a town hall of its own: every act, every route, both municipalities, and a call that has ended. */
export interface House {
  readonly hall: TownHall
  readonly server: FastifyInstance
  readonly routes: readonly Route[]
  readonly castelverde: Municipality
  /** Aina's application to the call of the year, which has ended and whose list is not published. */
  readonly callCase: string
  file(caseId: string): Promise<CaseFile>
  /** The cookies of a browser at the town, signed in or not. */
  cookies(town: Municipality, as?: { kind: 'person' | 'officer'; id: string }): Promise<string>
  close(): Promise<void>
}

/** Officers in the database, for those who sign in. */
export const STAFF = {
  /** Of the house, without any role. */
  temp: { id: '00000000-0000-4000-8000-000000000211', town: 1, roles: [], offices: ['town-planning'] },
  /** With the roles that work on cases, in another office. */
  laia: {
    id: '00000000-0000-4000-8000-000000000212',
    town: 1,
    roles: ['technician', 'lawyer', 'head', 'councillor'],
    offices: ['treasury'],
  },
  /** With every role, in the other town. */
  ugo: {
    id: '00000000-0000-4000-8000-000000000213',
    town: 2,
    roles: ['counter', 'technician', 'lawyer', 'head', 'secretary', 'treasurer', 'councillor'],
    offices: ['town-planning', 'secretary'],
  },
} as const

/** Of Castelverde; nobody of Vilamar bears this identifier. */
export const LUCIA = '00000000-0000-4000-8000-000000000008'

const MEALS = {
  pupils: [PEOPLE.pau, PEOPLE.bruna],
  school: 'Escola del Port',
  days: 5,
  ownPapers: false,
  circumstances: ['single-parent'],
  violence: false,
  socialReport: false,
  account: 'ES9121000418450200051332',
  truth: true,
  photographs: [],
}

/** Opens the house on 1 July 2026, the day after the call for school meals ended. */
export async function openHouse(): Promise<House> {
  const hall = await townHall({ now: '2026-06-10T09:00:00Z', prepare: keepPlacesUntold })
  const callCase = (await fileApplication(hall, 'school-meals', MEALS, citizen('aina'))).caseId
  await hall.settled()
  await hall.moveTo('2026-07-01T08:00:00Z')
  await addStrangers(hall)
  const { server, routes } = await composed(hall.platform)
  const castelverde = (await hall.platform.municipalities.byId(2))!
  return {
    ...{ hall, server, routes, castelverde, callCase },
    file: async (caseId) => (await hall.platform.db.within(1, (db) => caseFile(db, hall.town, caseId)))!,
    async cookies(town, as) {
      const signedIn = { level: 'high', method: 'oidc', userAgent: 'test' } as const
      const token = as && (await server.identity.sessions.open(town, { ...signedIn, ...as }))
      return [`finestra_municipality=${town.slug}`, ...(token ? [`${SESSION_COOKIE}=${token}`] : [])].join('; ')
    },
    async close() {
      await server.close()
      await hall.close()
    },
  }
}

/** The list of a call is told to each case by an act of its own, which is tried by itself. */
function keepPlacesUntold(platform: OpenPlatform): void {
  platform.handlers.set('case.call-place', async () => {})
}

async function addStrangers({ test }: TownHall): Promise<void> {
  for (const { id, town, roles, offices } of Object.values(STAFF)) {
    await test.owner(
      `insert into finestra.officer (municipality_id, officer_id, name, email, roles, offices) values ($1, $2, 'Stranger', 's@example.org', $3, $4)`,
      [town, id, roles, offices],
    )
  }
  await test.owner(
    `insert into finestra.person (municipality_id, person_id, kind, identity_number, given_name, family_name, language, must_be_digital, notification, created_at)
     values (2, $1, 'natural', 'BSSLCU84H41Z999X', 'Lucia', 'Bassi', 'it', false, 'electronic', now())`,
    [LUCIA],
  )
}

/** The program's own composition, with the list of every route that it registers. */
export async function composed(platform: OpenPlatform): Promise<{ server: FastifyInstance; routes: Route[] }> {
  const routes: Route[] = []
  const watch = (message: unknown) => {
    // What Fastify publishes on this channel when an instance is made.
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ method: one, url })
    })
  }
  diagnostics.subscribe('fastify.initialization', watch)
  const server = await compose(platform).finally(() => diagnostics.unsubscribe('fastify.initialization', watch))
  await server.ready()
  return { server, routes }
}

import Fastify from 'fastify'
import { compose } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'
import { SESSION_COOKIE } from '../../src/platform/identity/index.ts'
import { openPlatform } from '../../src/platform/open.ts'

/** What this process is asked to serve, in its environment; it tells its port and the cookies of those who are signed in. */
export interface WindowOpened {
  readonly port: number
  readonly officer: string
  readonly person: string
}

const { BENCH_PAGE, BENCH_OFFICER, BENCH_PERSON } = process.env

process.send?.(BENCH_PAGE === undefined ? await openWindow() : await openBare(BENCH_PAGE))

/** The real server, on a database that is there already. */
async function openWindow(): Promise<WindowOpened> {
  const platform = await openPlatform({ config: { ...readConfig(), logLevel: 'error' } })
  const server = await compose(platform)
  await platform.jobs.start()
  await server.listen({ port: 0, host: '127.0.0.1' })
  const [town] = await platform.municipalities.all()
  if (!town) throw new Error('the database of the bench holds no municipality')
  const signIn = async (kind: 'officer' | 'person', id = '') => {
    const token = await server.identity.sessions.open(town, {
      kind,
      id,
      level: 'high',
      method: 'oidc',
      userAgent: 'bench',
    })
    return `finestra_municipality=${town.slug}; ${SESSION_COOKIE}=${token}`
  }
  const port = (server.server.address() as { port: number }).port // listening on a port, not on a pipe
  return { port, officer: await signIn('officer', BENCH_OFFICER), person: await signIn('person', BENCH_PERSON) }
}

/** A page of so many bytes from Fastify alone. */
async function openBare(bytes: string): Promise<WindowOpened> {
  const server = Fastify()
  const page = `<!doctype html><title>Bare</title>${'<p>Hello.</p>\n'.repeat(Math.ceil(Number(bytes) / 14))}`
  server.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(page))
  await server.listen({ port: 0, host: '127.0.0.1' })
  return { port: (server.server.address() as { port: number }).port, officer: '', person: '' } // listening on a port
}

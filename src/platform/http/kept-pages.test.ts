import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { h } from 'preact'
import { ActForm, type PageContext } from '../../ui/index.ts'
import { type EmbeddedPostgres, sql, startEmbeddedPostgres } from '../database/index.ts'
import { type TestDatabase, TOWNS, testDatabase } from '../database/testing.ts'
import { loadTexts } from '../i18n/index.ts'
import { openMunicipalities } from '../municipalities.ts'
import type { Platform } from '../platform.ts'
import { resource } from '../root.ts'
import { buildServer } from './server.ts'

describe('A page that may be kept', () => {
  let postgres: EmbeddedPostgres
  let test: TestDatabase
  let server: FastifyInstance
  let folder: string
  let clock: number
  /** How often a page was made. */
  let made: number
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'finestra-kept-'))
    // A server that nobody else commits on: not another test, and not its own housekeeping.
    postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { settings: ['fsync=off', 'autovacuum=off'] })
    process.env.FINESTRA_TEST_DATABASE = postgres.url
    test = await testDatabase()
    await test.owner(TOWNS)
    await test.owner('create table finestra.shown (number int not null)')
    await test.owner('grant select on finestra.shown to finestra_app')
    server = await serverWithPages()
  })
  beforeEach(async () => {
    // Something is committed, so that nothing is left from the test before.
    await test.owner('delete from finestra.shown')
    await test.owner('insert into finestra.shown values (0)')
    clock = Date.parse('2026-03-02T09:00:00Z')
    made = 0
  })
  after(async () => {
    await server.close()
    await test.drop()
    await postgres.stop()
    await rm(folder, { recursive: true })
  })

  it('is made once while nothing is committed, and comes out the same, with its headers', async () => {
    const [first, second] = [await get('/number'), await get('/number')]
    assert.equal(made, 1)
    assert.equal(second.body, first.body)
    for (const name of ['content-type', 'cache-control', 'content-security-policy'])
      assert.equal(second.headers[name], first.headers[name], name)
    assert.equal(second.headers['cache-control'], 'private, no-store', 'also where a later hook says so')
  })

  it('is made anew as soon as somebody has committed something, from whatever connection', async () => {
    assert.equal((await get('/number')).body, '0')
    await test.owner('update finestra.shown set number = 7')
    assert.equal((await get('/number')).body, '7')
  })

  it('shows everybody what was acknowledged before they asked, however many ask meanwhile', async () => {
    for (let number = 1; number <= 60; number += 1) {
      const crowd = Array.from({ length: 8 }, () => get('/number'))
      await test.owner('update finestra.shown set number = $1', [number])
      const shown = (await Promise.all(Array.from({ length: 8 }, () => get('/number')))).map(({ body }) => body)
      assert.deepEqual(new Set(shown), new Set([String(number)]))
      await Promise.all(crowd)
    }
  })

  it('is made once for all who ask while it is being made', async () => {
    await Promise.all(Array.from({ length: 20 }, () => get('/number')))
    assert.equal(made, 1)
  })

  it('is not given to who has another cookie, language or address', async () => {
    const asked = [
      {},
      { cookie: 'a=1' },
      { cookie: 'a=2' },
      { 'accept-language': 'it' },
      { host: 'castelverde.localhost' },
    ]
    const bodies = []
    for (const headers of asked) bodies.push((await get('/who', headers)).body)
    assert.deepEqual(bodies, ['vilamar ca ', 'vilamar ca a=1', 'vilamar ca a=2', 'vilamar it ', 'castelverde it '])
    await get('/who?x=1')
    assert.equal(made, 6)
  })

  it('is made anew after five seconds, since terms run and sessions end by themselves', async () => {
    await get('/number')
    clock += 4_000
    await get('/number')
    assert.equal(made, 1)
    clock += 2_000
    await get('/number')
    assert.equal(made, 2)
  })

  it('gives each who looks at it a form that acts by itself', async () => {
    const keys = []
    for (let time = 0; time < 3; time += 1) {
      const { body } = await get('/form')
      keys.push(/name="_key" value="([0-9a-f-]{36})"/.exec(body)?.[1])
      assert.match(body, /name="_key" value="read:9"/, 'a key that stands for something stays')
      assert.match(body, /<\/html>$/)
    }
    assert.equal(made, 1)
    assert.equal(new Set(keys).size, 3)
    assert.equal(keys.includes(undefined), false)
  })

  for (const [what, path, headers] of [
    ['a page that was not found', '/missing', {}],
    ['a page that leads elsewhere', '/elsewhere', {}],
    ['a page that failed', '/failing', {}],
    ['a page that sets a cookie', '/number?lang=it', {}],
    ['a piece of a page', '/number', { 'hx-request': 'true' }],
    ['a page whose route does not say so', '/other', {}],
  ] as const) {
    it(`is not ${what}`, async () => {
      await get(path, headers)
      await get(path, headers)
      assert.equal(made, 2)
    })
  }

  it('is not kept beside more than fits: who asks for ever other addresses does not fill the memory', async () => {
    await get('/big?n=0')
    for (let n = 1; n <= 9; n += 1) await get(`/big?n=${n}`)
    made = 0
    await get('/big?n=9')
    assert.equal(made, 0)
    await get('/big?n=0')
    assert.equal(made, 1, 'of ten pages of a megabyte, the first ones went')
  })

  it('is made by each who waited for one that failed', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => get('/failing')))
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [500, 500, 500, 500, 500],
    )
    assert.equal(made, 5)
  })

  async function get(url: string, headers: Record<string, string> = {}) {
    return await server.inject({ url, headers: { host: 'vilamar.localhost', ...headers } })
  }

  async function serverWithPages(): Promise<FastifyInstance> {
    const opened: Pick<Platform, 'db' | 'texts' | 'log' | 'municipalities' | 'now'> & { config: object } = {
      config: { baseUrl: 'http://localhost', dataFolder: folder, logLevel: 'silent' },
      db: test.db,
      texts: loadTexts(resource('src')),
      log: pino({ level: 'silent' }),
      municipalities: openMunicipalities(test.db),
      now: () => new Date(clock).toISOString(),
    }
    // The server reads nothing else of the platform.
    const platform = opened as Platform
    const blank = () => h('html', {}, 'error')
    const built = await buildServer(platform, { notFound: blank, failed: blank, badRequest: blank })
    const kept = { config: { kept: true } }
    const count = () => {
      made += 1
    }
    const number = async () => {
      count()
      const { number } = await platform.db.within(1, (db) => db.one<{ number: number }>(sql`select number from shown`))
      return String(number)
    }
    built.get('/number', kept, async (_, reply) =>
      reply.header('cache-control', 'private, no-store').send(await number()),
    )
    built.get('/other', number)
    built.get('/who', kept, async ({ municipality, lang, headers }) => {
      count()
      return `${municipality.slug} ${lang} ${headers.cookie ?? ''}`
    })
    built.get('/form', kept, async (request, reply) => {
      count()
      const ctx = { t: request.t } as PageContext // all that the form reads
      const forms = ['read:9', undefined].map((actKey) =>
        ActForm({ ctx, action: '/', children: [], ...(actKey && { actKey }) }),
      )
      return reply.page(h('html', {}, ...forms))
    })
    built.get('/big', kept, async () => {
      count()
      return 'x'.repeat(1024 * 1024)
    })
    built.get('/missing', kept, async (_, reply) => {
      count()
      return reply.code(404).send('nothing')
    })
    built.get('/elsewhere', kept, async (_, reply) => {
      count()
      return reply.redirect('/number')
    })
    built.get('/failing', kept, async () => {
      count()
      throw new Error('a fault')
    })
    return built
  }
})

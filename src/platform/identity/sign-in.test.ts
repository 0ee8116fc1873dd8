import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { requireOfficer, requirePerson } from './index.ts'
import { SESSION_COOKIE, tokenHash } from './sessions.ts'
import { type Browser, type IdentityScene, identityScene } from './testing.ts'

describe('signing in', () => {
  let scene: IdentityScene
  before(async () => {
    scene = await identityScene((server) => {
      server.get('/me', { preHandler: requirePerson }, async (request) => request.visitor)
      server.get('/desk', { preHandler: requireOfficer() }, async (request) => request.visitor)
      server.get('/desk/annul', { preHandler: requireOfficer('register.annul') }, async () => ({ mayAnnul: true }))
      server.get('/api/v1/desk', { preHandler: requireOfficer('register.annul') }, async () => ({ mayAnnul: true }))
      server.get('/who', async (request) => request.visitor)
    })
  })
  after(() => scene.close())

  const who = async (browser: Browser) => JSON.parse((await browser.get('/who')).text)

  it('brings a citizen through the identity service to their folder, and out again', async () => {
    const aina = scene.browser()
    const page = await aina.signIn('aina')
    assert.equal(page.path, '/me')
    assert.deepEqual(JSON.parse(page.text), {
      kind: 'person',
      personId: 'aina',
      name: 'Aina Soler',
      level: 'substantial',
    })
    const out = await aina.follow(await aina.post('/sign-out'))
    assert.equal(out.path, '/sign-out')
    assert.deepEqual(await who(aina), { kind: 'anonymous' })
  })

  it('brings an officer to the desk with their roles and offices', async () => {
    const pere = scene.browser()
    const page = await pere.signIn('pere', '/sign-in/staff')
    assert.equal(page.path, '/desk')
    assert.deepEqual(JSON.parse(page.text), {
      kind: 'officer',
      officerId: 'pere',
      name: 'Pere',
      roles: ['counter'],
      offices: ['citizen-service'],
      level: 'substantial',
    })
  })

  it('works under the name of each town, under the plain name and under the address of the machine', async () => {
    for (const [host, account] of [
      [`vilamar.localhost:${scene.port}`, 'aina'],
      [`castelverde.localhost:${scene.port}`, 'lucia'],
      [`localhost:${scene.port}`, 'aina'],
      [`127.0.0.1:${scene.port}`, 'aina'],
    ] as const) {
      const page = await scene.browser(host).signIn(account)
      assert.equal(JSON.parse(page.text).personId, account, host)
    }
  })

  it('reads an Italian identity in the shape of SPID, with its level', async () => {
    const lucia = scene.browser(`castelverde.localhost:${scene.port}`)
    assert.equal(JSON.parse((await lucia.signIn('lucia')).text).level, 'high')
  })

  it('leads whoever opens a page that needs a person through the sign-in and back to that page', async () => {
    const aina = scene.browser()
    const chooser = await aina.follow(await aina.get('/me?tab=notices', { accept: 'text/html' }))
    assert.match(chooser.path, /^\/sign-in\?as=person&next=%2Fme%3Ftab%3Dnotices$/)
    const link = chooser.text.match(/href="(\/sign-in\/person[^"]*)"/)?.[1]?.replaceAll('&amp;', '&')
    assert.equal((await aina.signIn('aina', link)).path, '/me?tab=notices')
  })

  it('tells a program 401 when nobody is signed in and 403 when the permission is missing, as problem details', async () => {
    const anonymous = await scene.browser().get('/api/v1/desk')
    assert.deepEqual(
      [anonymous.status, anonymous.headers['content-type']?.split(';')[0]],
      [401, 'application/problem+json'],
    )
    const pere = scene.browser()
    await pere.signIn('pere', '/sign-in/staff')
    const refused = await pere.get('/api/v1/desk')
    assert.deepEqual([refused.status, JSON.parse(refused.text).reason], [403, 'permission'])
  })

  it('lets only those officers pass whose roles have the permission, and no citizen', async () => {
    const [toni, pere, aina] = [scene.browser(), scene.browser(), scene.browser()]
    await toni.signIn('toni', '/sign-in/staff')
    await pere.signIn('pere', '/sign-in/staff')
    await aina.signIn('aina')
    const answers = await Promise.all([toni, pere, aina].map((browser) => browser.get('/desk/annul')))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 403, 403],
    )
    assert.match(answers[2]?.text ?? '', /personal de l&#39;ajuntament|personal de l'ajuntament/)
  })

  it('keeps the token only in the browser: the database has its hash', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    const cookie = aina.cookies.get(SESSION_COOKIE)
    assert.ok(cookie)
    assert.equal(Buffer.from(cookie.value, 'base64url').length, 32)
    assert.match(cookie.attributes, /HttpOnly/)
    assert.match(cookie.attributes, /SameSite=Lax/)
    const rows = await scene.test.owner('select * from finestra.session where token_hash = $1', [
      tokenHash(cookie.value),
    ])
    assert.equal(rows.length, 1)
    const everything = JSON.stringify(await scene.test.owner('select * from finestra.session'))
    assert.ok(!everything.includes(cookie.value))
  })

  it('says the four languages, and that it is a demonstration', async () => {
    const aina = scene.browser()
    for (const [lang, words] of [
      ['ca', 'Demostració'],
      ['it', 'Dimostrazione'],
      ['es', 'Demostración'],
      ['en', 'Demonstration'],
    ] as const) {
      await aina.get(`/sign-in?lang=${lang}`)
      const page = await aina.follow(await aina.get('/sign-in/person'))
      assert.match(page.text, new RegExp(`<html lang="${lang}">`))
      assert.ok(page.text.includes(words), lang)
      assert.ok(!page.text.includes('⟦'), page.text)
    }
  })

  it('accepts a number with its password, and a wrong one never', async () => {
    const aina = scene.browser()
    const page = await aina.follow(await aina.get('/sign-in/person'))
    const wrong = await aina.post(page.path, { code: '99999001S', password: 'guess' })
    assert.equal(wrong.status, 403)
    const right = await aina.follow(await aina.post(page.path, { code: '99999001s', password: 'demo' }))
    assert.equal(right.path, '/me')
  })

  it('lets another person, or the same one as staff, sign in next from the same browser', async () => {
    const shared = scene.browser()
    await shared.signIn('aina')
    assert.equal(JSON.parse((await shared.signIn('nuria')).text).personId, 'nuria')
    assert.equal(JSON.parse((await shared.signIn('pere', '/sign-in/staff')).text).officerId, 'pere')
    assert.equal(JSON.parse((await shared.signIn('aina')).text).personId, 'aina')
  })

  it('says that nothing happened when the person cancels', async () => {
    const aina = scene.browser()
    const page = await aina.follow(await aina.get('/sign-in/person'))
    const cancelled = await aina.follow(await aina.post(page.path, { cancel: 'yes' }))
    assert.equal(cancelled.status, 403)
    assert.deepEqual(await who(aina), { kind: 'anonymous' })
  })

  it('offers to sign out of the identity service too, which then comes back', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    const out = await aina.follow(await aina.post('/sign-out'))
    const end = out.text.match(/href="([^"]*\/demo-id\/session\/end[^"]*)"/)?.[1]?.replaceAll('&amp;', '&')
    assert.ok(end)
    const question = await aina.get(new URL(end).pathname + new URL(end).search)
    const [action, xsrf] = [
      question.text.match(/action="([^"]+)"/)?.[1],
      question.text.match(/name="xsrf" value="([^"]+)"/)?.[1],
    ]
    assert.ok(action && xsrf)
    const back = await aina.post(action, { xsrf, logout: 'yes' })
    assert.equal(back.location, '/')
  })

  it('leaves each sign-in and sign-out in the journal, in the same transaction', async () => {
    const nuria = scene.browser()
    await nuria.signIn('nuria')
    const token = nuria.cookies.get(SESSION_COOKIE)?.value ?? ''
    await nuria.post('/sign-out')
    const events = await scene.test.owner(
      `select kind, actor, channel, data from finestra.event where objects @> array['person:nuria'] order by seq desc limit 2`,
    )
    assert.deepEqual(events, [
      { kind: 'identity.signed-out', actor: 'person:nuria', channel: 'web', data: {} },
      {
        kind: 'identity.signed-in',
        actor: 'person:nuria',
        channel: 'web',
        data: { level: 'substantial', method: 'oidc' },
      },
    ])
    const journal = JSON.stringify(await scene.test.owner('select * from finestra.event, finestra.request_key'))
    assert.ok(token.length === 43 && !journal.includes(token))
  })

  it('lets a representative act for who gave a mandate, and for nobody once it is revoked', async () => {
    const nuria = scene.browser()
    await nuria.signIn('nuria')
    scene.mandates.set('nuria', [
      { personId: 'forn-ribas', name: 'Forn Ribas SL', scope: 'general', until: '2027-01-31' },
    ])
    assert.match((await nuria.get('/me/acting-for')).text, /Forn Ribas SL/)
    assert.equal((await nuria.post('/me/acting-for', { person: 'joan' })).status, 403)
    const chosen = await nuria.post('/me/acting-for', { person: 'forn-ribas', next: '/who' })
    assert.equal(chosen.location, '/who')
    assert.equal((await who(nuria)).actsFor.name, 'Forn Ribas SL')
    scene.mandates.delete('nuria')
    later(scene, 6)
    assert.equal((await who(nuria)).actsFor, undefined)
  })

  it('ends the access of an officer who leaves, within seconds', async () => {
    const toni = scene.browser()
    await toni.signIn('toni', '/sign-in/staff')
    scene.gone.add('toni')
    later(scene, 6)
    assert.deepEqual(await who(toni), { kind: 'anonymous' })
    scene.gone.delete('toni')
  })

  it('ends a session after an hour without a request for people, half an hour for staff, and twelve hours for both', async () => {
    const [aina, pere] = [scene.browser(), scene.browser()]
    await aina.signIn('aina')
    await pere.signIn('pere', '/sign-in/staff')
    const kinds = async () => [(await who(aina)).kind, (await who(pere)).kind]
    later(scene, 29 * 60)
    assert.deepEqual(await kinds(), ['person', 'officer'])
    later(scene, 31 * 60)
    assert.deepEqual(await kinds(), ['person', 'anonymous'])
    for (let hour = 1; hour <= 11; hour += 1) {
      later(scene, 59 * 60)
      assert.equal((await who(aina)).kind, hour < 12 ? 'person' : 'anonymous')
    }
    later(scene, 30 * 60)
    assert.equal((await who(aina)).kind, 'anonymous')
  })
})

function later(scene: IdentityScene, seconds: number): void {
  scene.clock.now = new Date(Date.parse(scene.clock.now) + seconds * 1000).toISOString()
}

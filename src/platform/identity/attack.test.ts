import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { requirePerson } from './index.ts'
import { SESSION_COOKIE } from './sessions.ts'
import { type Browser, browserAt, type IdentityScene, identityScene } from './testing.ts'

describe('an attacker', () => {
  let scene: IdentityScene
  before(async () => {
    scene = await identityScene((server) => {
      server.get('/me', { preHandler: requirePerson }, async (request) => request.visitor)
      server.get('/who', async (request) => request.visitor)
      server.post('/change', async (request) => ({ changedBy: request.visitor }))
      server.post('/open-door', { config: { crossSite: true } }, async (request) => ({ changedBy: request.visitor }))
    })
  })
  after(() => scene.close())
  // Each attack begins with a clean count of failures.
  afterEach(() => {
    scene.clock.now = new Date(Date.parse(scene.clock.now) + 11 * 60_000).toISOString()
  })

  const who = async (browser: Browser) => JSON.parse((await browser.get('/who')).text).kind

  /** The browser as far as the address with the code that comes back from the identity service, not yet opened. */
  async function untilCallback(browser: Browser, account: string): Promise<string> {
    const page = await browser.follow(await browser.get('/sign-in/person'))
    const resume = await browser.post(page.path, { account })
    return (await browser.get(resume.location)).location
  }

  it('cannot sign a victim in as somebody else with a callback of their own (forged state)', async () => {
    const attackers = await untilCallback(scene.browser(), 'nuria')
    const victim = scene.browser()
    assert.equal((await victim.get(attackers)).status, 400)
    assert.equal(await who(victim), 'anonymous')
    const invented = await victim.get('/sign-in/callback?code=x&state=invented')
    assert.equal(invented.status, 400)
  })

  it('cannot sign a victim in with a code of theirs inside the victim’s own attempt (code injection)', async () => {
    const victim = scene.browser()
    const victims = new URL(await untilCallback(victim, 'aina'), 'http://x')
    const attackers = new URL(await untilCallback(scene.browser(), 'nuria'), 'http://x')
    victims.searchParams.set('code', attackers.searchParams.get('code') ?? '')
    const answer = await victim.get(victims.pathname + victims.search)
    assert.equal(answer.status, 502)
    assert.equal(await who(victim), 'anonymous')
  })

  it('cannot use a callback a second time, even with the victim’s cookie of the attempt (replay)', async () => {
    const victim = scene.browser()
    const callback = await untilCallback(victim, 'aina')
    const thief = scene.browser()
    for (const [name, cookie] of victim.cookies) thief.cookies.set(name, cookie)
    assert.equal((await victim.get(callback)).location, '/me')
    assert.equal((await thief.get(callback)).status, 400)
    assert.equal(await who(thief), 'anonymous')
  })

  it('cannot change the attempt in the browser’s cookie', async () => {
    const browser = scene.browser()
    const callback = await untilCallback(browser, 'aina')
    const [name, cookie] = [...browser.cookies].find(([cookieName]) => cookieName.startsWith('finestra_sign_in_')) ?? []
    assert.ok(name && cookie)
    const [text = '', signature] = cookie.value.split('.')
    const attempt = JSON.parse(Buffer.from(text, 'base64url').toString())
    const changed = Buffer.from(JSON.stringify({ ...attempt, kind: 'officer' })).toString('base64url')
    browser.cookies.set(name, { ...cookie, value: `${changed}.${signature}` })
    assert.equal((await browser.get(callback)).status, 400)
  })

  it('cannot come back after a quarter of an hour', async () => {
    const browser = scene.browser()
    const callback = await untilCallback(browser, 'aina')
    scene.clock.now = new Date(Date.parse(scene.clock.now) + 15 * 60_000).toISOString()
    assert.equal((await browser.get(callback)).status, 400)
  })

  it('cannot have the visitor sent to another site after signing in (open redirect)', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/%09/evil.example',
      'javascript:alert(1)',
    ]) {
      const page = await scene
        .browser()
        .signIn('aina', `/sign-in/person?next=${next.startsWith('/%') ? next : encodeURIComponent(next)}`)
      assert.ok(['/me', '/%09/evil.example'].includes(page.path), `${next} led to ${page.path}`)
    }
  })

  it('cannot have the code sent to another site by a forged Host header', async () => {
    const browser = browserAt(scene.port, 'evil.example')
    const answer = await browser.get('/sign-in/person')
    assert.equal(answer.location, `http://localhost:${scene.port}/sign-in/person`)
  })

  it('cannot have the identity service send the code to another address', async () => {
    const browser = scene.browser()
    const departure = new URL((await browser.get('/sign-in/person')).location, 'http://x')
    for (const address of [
      'https://evil.example/sign-in/callback',
      `http://localhost:${scene.port}/elsewhere`,
      'http://vilamar.localhost.evil.example/sign-in/callback',
    ]) {
      departure.searchParams.set('redirect_uri', address)
      const answer = await browser.get(departure.pathname + departure.search)
      assert.deepEqual([answer.status, answer.location], [400, ''])
    }
  })

  it('cannot plant a session that the victim then signs in to (session fixation)', async () => {
    const planted = 'A'.repeat(43)
    const victim = scene.browser()
    victim.cookies.set(SESSION_COOKIE, { value: planted, path: '/', attributes: '' })
    await victim.signIn('aina')
    assert.notEqual(victim.cookies.get(SESSION_COOKIE)?.value, planted)
    const attacker = scene.browser()
    attacker.cookies.set(SESSION_COOKIE, { value: planted, path: '/', attributes: '' })
    assert.equal(await who(attacker), 'anonymous')
  })

  it('cannot use the session that a new sign-in replaced (rotation)', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    const thief = scene.browser()
    thief.cookies.set(SESSION_COOKIE, { ...aina.cookies.get(SESSION_COOKIE)! })
    assert.equal(await who(thief), 'person')
    await aina.signIn('aina')
    assert.deepEqual([await who(thief), await who(aina)], ['anonymous', 'person'])
  })

  it('cannot use a copied cookie after the person has signed out', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    const copy = { ...aina.cookies.get(SESSION_COOKIE)! }
    await aina.post('/sign-out')
    const thief = scene.browser()
    thief.cookies.set(SESSION_COOKIE, copy)
    assert.equal(await who(thief), 'anonymous')
  })

  it('gets nothing with a changed, cut or invented cookie', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    const { value } = aina.cookies.get(SESSION_COOKIE)!
    const other = value.startsWith('A') ? 'B' : 'A'
    for (const forged of [other + value.slice(1), value.slice(0, -1), `${value}A`, '', "' or 1=1 --", '%00']) {
      const thief = scene.browser()
      thief.cookies.set(SESSION_COOKIE, { value: forged, path: '/', attributes: '' })
      assert.equal(await who(thief), 'anonymous', forged)
    }
  })

  it('gets nothing with a session of one town in another', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    const elsewhere = scene.browser(`castelverde.localhost:${scene.port}`)
    elsewhere.cookies.set(SESSION_COOKIE, { ...aina.cookies.get(SESSION_COOKIE)! })
    assert.equal(await who(elsewhere), 'anonymous')
  })

  it('cannot finish in one town a sign-in begun in another', async () => {
    const aina = scene.browser()
    const callback = await untilCallback(aina, 'aina')
    const elsewhere = scene.browser(`castelverde.localhost:${scene.port}`)
    for (const [name, cookie] of aina.cookies) elsewhere.cookies.set(name, cookie)
    assert.equal((await elsewhere.get(callback)).status, 400)
  })

  it('cannot change anything with a form on another site', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    const statuses: Record<string, number> = {}
    for (const [name, headers] of Object.entries({
      'cross-site': { 'sec-fetch-site': 'cross-site' },
      'another town under the same name': { 'sec-fetch-site': 'same-site' },
      'old browser, other origin': { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
      'old browser, hidden origin': { 'sec-fetch-site': undefined, origin: 'null' },
      'no word of where from': { 'sec-fetch-site': undefined },
      'old browser, same origin': { 'sec-fetch-site': undefined, origin: `http://${aina.host}` },
      'same origin': {},
      'typed by the user': { 'sec-fetch-site': 'none' },
    })) {
      statuses[name] = (await aina.post('/change', {}, headers)).status
    }
    assert.deepEqual(statuses, {
      'cross-site': 403,
      'another town under the same name': 403,
      'old browser, other origin': 403,
      'old browser, hidden origin': 403,
      'no word of where from': 403,
      'old browser, same origin': 200,
      'same origin': 200,
      'typed by the user': 200,
    })
  })

  it('learns nothing and breaks nothing at an address that does not exist', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', accept: 'application/json' }
    assert.equal((await scene.browser().post('/nowhere', {}, headers)).status, 403)
    assert.equal((await scene.browser().get('/nowhere', headers)).status, 404)
    assert.equal((await scene.browser().get('/%ff', headers)).status, 400)
  })

  it('finds nothing in the browser of who used it before: what was seen signed in is not kept there', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    assert.equal((await aina.get('/who')).headers['cache-control'], 'private, no-store')
    assert.equal((await scene.browser().get('/who')).headers['cache-control'], undefined)
  })

  it('finds nobody signed in at the doors that are open to other sites', async () => {
    const aina = scene.browser()
    await aina.signIn('aina')
    const answer = await aina.post('/open-door', {}, { 'sec-fetch-site': 'cross-site' })
    assert.deepEqual(JSON.parse(answer.text), { changedBy: { kind: 'anonymous' } })
  })

  it('has to wait after too many failures, and the wait ends', async () => {
    const attacker = scene.browser()
    let last = await attacker.get('/sign-in/callback?code=x&state=1')
    for (let attempt = 2; attempt <= 31; attempt += 1)
      last = await attacker.get(`/sign-in/callback?code=x&state=${attempt}`)
    assert.equal(last.status, 429)
    assert.ok(Number(last.headers['retry-after']) <= 600)
    scene.clock.now = new Date(Date.parse(scene.clock.now) + 10 * 60_000).toISOString()
    assert.equal((await attacker.get('/sign-in/callback?code=x&state=y')).status, 400)
  })

  it('cannot guess the password of a number for long', async () => {
    const attacker = scene.browser()
    const page = await attacker.follow(await attacker.get('/sign-in/person'))
    const statuses: number[] = []
    for (let guess = 1; guess <= 9; guess += 1) {
      statuses.push((await attacker.post(page.path, { code: '99999001S', password: `guess ${guess}` })).status)
    }
    assert.deepEqual(statuses, [...Array(8).fill(403), 429])
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { issuersFrom } from './issuers.ts'
import { browserAt, type IdentityScene, identityScene } from './testing.ts'

describe('an identity service of one’s own', () => {
  let service: IdentityScene
  let town: IdentityScene
  let down: IdentityScene
  before(async () => {
    // Another installation's service, at another address, stands for the national one.
    service = await identityScene()
    const { clientId, clientSecret } = service.server.identity.issuers.person
    const people = { OIDC_ISSUER: `http://localhost:${service.port}/demo-id`, OIDC_CLIENT_ID: clientId }
    town = await identityScene((server) => server.get('/me', async (request) => request.visitor), {
      env: { ...people, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: 'Cl@ve', OIDC_SCOPE: 'openid profile' },
    })
    down = await identityScene(() => {}, { env: { OIDC_ISSUER: 'http://localhost:1/', OIDC_CLIENT_ID: 'town' } })
  })
  after(async () => {
    for (const scene of [service, town, down]) await scene.close()
  })

  it('signs people in when it is configured, under the name by which they know it', async () => {
    const aina = town.browser()
    assert.match((await aina.get('/sign-in?lang=en')).text, /Sign in with Cl@ve/)
    const departure = await aina.get('/sign-in/person')
    assert.ok(departure.location.startsWith(`http://localhost:${service.port}/demo-id/auth?`), departure.location)
    const there = browserAt(service.port, `localhost:${service.port}`)
    const page = await there.follow(await there.get(departure.location.slice(departure.location.indexOf('/demo-id'))))
    const back = await there.follow(await there.post(page.path, { account: 'aina' }))
    assert.ok(back.location.startsWith(`http://${aina.host}/sign-in/callback?`), back.location)
    const folder = await aina.follow(await aina.get(back.location.slice(back.location.indexOf('/sign-in'))))
    assert.equal(JSON.parse(folder.text).personId, 'aina')
  })

  it('leaves staff with the demonstration’s when none is configured for them', async () => {
    const pere = town.browser()
    const page = await pere.follow(await pere.get('/sign-in/staff'))
    assert.match(page.path, /^\/demo-id\/interaction\//)
  })

  it('that does not answer is an error that says what to do, and is asked again at the next attempt', async () => {
    const aina = down.browser()
    for (const _ of [1, 2]) assert.equal((await aina.get('/sign-in/person')).status, 502)
    assert.match((await aina.get('/sign-out')).text, /Has sortit/)
  })

  it('needs a client: half a configuration is refused at the start', () => {
    const demonstration = { baseUrl: 'http://localhost:3000', clientSecret: 'x' }
    assert.throws(
      () => issuersFrom({ OIDC_STAFF_ISSUER: 'https://id.example' }, demonstration),
      /OIDC_STAFF_CLIENT_ID is not/,
    )
  })

  it('must be named where others can see the site, unless a demonstration is asked for', () => {
    const demonstration = { baseUrl: 'https://seu.example.org', clientSecret: 'x' }
    const people = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'town' }
    assert.throws(() => issuersFrom({}, demonstration), /OIDC_ISSUER is not set/)
    assert.throws(() => issuersFrom(people, demonstration), /OIDC_STAFF_ISSUER is not set/)
    const asked = issuersFrom({ FINESTRA_DEMONSTRATION: 'yes' }, demonstration)
    assert.deepEqual([asked.person.isDemonstration, asked.officer.isDemonstration], [true, true])
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { requireOfficer, requirePerson } from './index.ts'
import { type Browser, type IdentityScene, identityScene } from './testing.ts'

describe('signing in', () => {
  let scene: IdentityScene
  before(async () => {
    scene = await identityScene((server) => {
      server.get('/me', { preHandler: requirePerson }, async (request) => request.visitor)
      server.get('/desk', { preHandler: requireOfficer() }, async (request) => request.visitor)
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
})

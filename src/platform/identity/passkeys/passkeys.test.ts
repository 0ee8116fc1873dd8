import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchBrowser } from '../../../../tests/browser.ts'
import { requireOfficer } from '../index.ts'
import { SESSION_COOKIE } from '../sessions.ts'
import { type IdentityScene, identityScene } from '../testing.ts'

describe('a passkey, in a real browser with a virtual authenticator', () => {
  let scene: IdentityScene
  let browser: Browser
  before(async () => {
    scene = await identityScene((server) => {
      server.get('/desk', { preHandler: requireOfficer() }, async (request) => request.visitor)
      server.get('/who', async (request) => request.visitor)
    })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await scene.close()
  })

  const address = (path: string, town = 'vilamar') => `http://${town}.localhost:${scene.port}${path}`

  async function signInWithAccount(page: Page, account: string): Promise<void> {
    await page.goto(address('/sign-in?as=staff&next=/desk/me/passkeys'))
    await page.locator('a[href^="/sign-in/staff"]').click()
    await page.locator(`button[name=account][value=${account}]`).click()
    await arrival(page, '/desk/me/passkeys')
  }

  async function addPasskey(page: Page, label: string): Promise<void> {
    await page.locator('#passkey-label').fill(label)
    await page.locator('[data-passkey=register]').click()
    await page.getByText(label, { exact: true }).waitFor()
  }

  const arrival = (page: Page, path: string) => page.waitForURL((url) => url.pathname === path)

  const who = async (page: Page) => JSON.parse((await page.locator('body').textContent()) ?? '')

  it('is added by an officer, signs them in without a password, and is removed again', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const { session, authenticatorId } = await virtualAuthenticator(page)
    await signInWithAccount(page, 'pere')
    await addPasskey(page, 'Portàtil del taulell')
    const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
    assert.deepEqual(
      credentials.map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential]),
      [['vilamar.localhost', true]],
    )

    await context.clearCookies()
    await page.goto(address('/sign-in?as=staff&next=/desk'))
    await page.locator('[data-passkey=sign-in]').click()
    await arrival(page, '/desk')
    assert.deepEqual(await who(page), {
      kind: 'officer',
      officerId: 'pere',
      name: 'Pere',
      roles: ['counter'],
      offices: ['citizen-service'],
      level: 'substantial',
    })
    const [row] = await scene.test.owner('select counter, last_used_at from finestra.passkey where officer_id = $1', [
      'pere',
    ])
    assert.ok(Number(row?.counter) >= 1 && row?.last_used_at)

    await page.goto(address('/desk/me/passkeys'))
    await page.locator('form[action$="/remove"] button').click()
    await arrival(page, '/desk/me/passkeys')
    assert.equal(await page.getByText('Portàtil del taulell').count(), 0)
    await context.clearCookies()
    await page.goto(address('/sign-in?as=staff'))
    await page.locator('[data-passkey=sign-in]').click()
    await page.locator('[role=alert]:visible').waitFor()
    await page.goto(address('/who'))
    assert.deepEqual(await who(page), { kind: 'anonymous' })
    await context.close()
  })

  it('opens nothing in another town, nor for an officer who has left', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await virtualAuthenticator(page)
    await signInWithAccount(page, 'toni')
    await addPasskey(page, 'Mòbil')
    await context.clearCookies()
    scene.gone.add('toni')
    await page.goto(address('/sign-in?as=staff'))
    await page.locator('[data-passkey=sign-in]').click()
    await page.locator('[role=alert]:visible').waitFor()
    scene.gone.delete('toni')
    await page.goto(address('/sign-in?as=staff', 'castelverde'))
    await page.locator('[data-passkey=sign-in]').click()
    await page.locator('[role=alert]:visible').waitFor()
    assert.ok(!(await context.cookies()).some(({ name }) => name === SESSION_COOKIE))
    await context.close()
  })

  it('signs once: the same answer of the authenticator sent again is refused', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await virtualAuthenticator(page)
    await signInWithAccount(page, 'pere')
    await addPasskey(page, 'Clau')
    await context.clearCookies()
    await page.goto(address('/sign-in?as=staff&next=/who'))
    const sent = page.waitForRequest('**/sign-in/passkey')
    await page.locator('[data-passkey=sign-in]').click()
    const request = await sent
    const challenge = (await request.allHeaders()).cookie?.match(/finestra_passkey=([^;]+)/)?.[1] ?? ''
    await arrival(page, '/who')
    // As a passkey that several devices share, whose counter tells nothing.
    await scene.test.owner('update finestra.passkey set counter = 0')
    const again = async () => {
      await context.clearCookies()
      await context.addCookies([{ name: 'finestra_passkey', value: challenge, url: address('/') }])
      return await page.evaluate(sendAgain, request.postData() ?? '')
    }
    assert.equal(await again(), 403)
    assert.ok(!(await context.cookies()).some(({ name }) => name === SESSION_COOKIE))
    // Only the memory of what was spent stood in the way: without it the same answer would pass.
    await scene.test.owner('delete from finestra.spent_challenge')
    assert.equal(await again(), 200)
    await context.close()
  })
})

/** Runs in the page. */
async function sendAgain(body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch('/sign-in/passkey', { method: 'POST', headers, body })).status
}

/** A device that holds passkeys and recognises its owner, inside the browser (WebAuthn level 3, section 11). */
async function virtualAuthenticator(page: Page): Promise<{ session: CDPSession; authenticatorId: string }> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { session, authenticatorId }
}

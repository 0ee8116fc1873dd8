import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../tests/browser.ts'
import { requireOfficer } from './index.ts'
import { type IdentityScene, identityScene } from './testing.ts'

describe('the pages of signing in, in a real browser', () => {
  let scene: IdentityScene
  let browser: Browser
  before(async () => {
    scene = await identityScene((server) => {
      server.get('/me', async (request) => request.visitor)
      server.get('/desk', { preHandler: requireOfficer('journal.read') }, async (request) => request.visitor)
    })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await scene.close()
  })

  const address = (path: string) => `http://vilamar.localhost:${scene.port}${path}`

  /** Opens each page in turn, as somebody who is signed in where the page needs it. */
  async function* pages(page: Page): AsyncGenerator<string> {
    await page.goto(address('/sign-in'))
    yield 'sign-in'
    await page.goto(address('/sign-in/person'))
    yield 'accounts of people'
    await page.locator('summary').last().click()
    await page.locator('#demo-code').fill('99999001S')
    await page.locator('#demo-password').fill('wrong')
    await page.locator('#demo-password').press('Enter')
    yield 'wrong password'
    await page.goto(address('/sign-in/callback?code=x&state=y'))
    yield 'failed'
    await signIn(page, '/sign-in/person', 'nuria')
    scene.mandates.set('nuria', [{ personId: 'forn-ribas', name: 'Forn Ribas SL', until: '2027-01-31' }])
    await page.goto(address('/me/acting-for'))
    yield 'acting for'
    await page.goto(address('/desk'))
    yield 'staff only'
    await signIn(page, '/sign-in/staff?next=/desk/me/passkeys', 'pere')
    yield 'passkeys'
    await page.goto(address('/desk'))
    yield 'no permission'
    await page.goto(address('/sign-out'))
    yield 'signed out'
    await page.locator('a[href*="/demo-id/session/end"]').click()
    yield 'sign out of the service'
    await page.goto(address('/demo-id/auth?client_id=nobody'))
    yield 'wrong request'
  }

  async function signIn(page: Page, path: string, account: string): Promise<void> {
    await page.goto(address(path))
    await page.locator(`button[value=${account}]`).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/demo-id'))
  }

  it('have nothing that axe finds, fit 360 px, and break no rule of the content policy', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ca' })
    const page = await context.newPage()
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(`${page.url()}: ${message.text()}`)
    })
    let seen = 0
    for await (const name of pages(page)) {
      seen += 1
      if (process.env.SCREENSHOTS)
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true })
      assert.equal((await page.content()).includes('⟦'), false, `${name}: a text is missing`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        [],
        name,
      )
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(width <= 360, `${name} is ${width} px wide`)
    }
    assert.equal(seen, 11)
    assert.deepEqual(refused, [])
    await context.close()
  })

  it('can be gone through with the keyboard alone, and without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(address('/sign-in/person'))
    for (let tabs = 0; tabs < 30; tabs += 1) {
      await page.keyboard.press('Tab')
      if ((await page.locator('button[value=aina]:focus').count()) === 1) break
    }
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/me')
    await context.close()
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { OpenPlatform } from '../src/platform/open.ts'
import { type Demonstration, inDays, openDemonstration } from './support/demonstration.ts'

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(50_000, 7)])
const TELEPHONE = { width: 360, height: 740 }

describe('without JavaScript, on a telephone', () => {
  let demonstration: Demonstration
  let platform: OpenPlatform
  let browser: Browser
  let address: string
  /** What pages asked for and did not get. */
  const missing: string[] = []
  before(async () => {
    demonstration = await openDemonstration()
    ;({ platform, browser, address } = demonstration)
  })
  after(() => demonstration?.close())

  it('a permit is applied for with a photograph, paid, corrected, decided, signed, notified and appealed', async () => {
    const aina = await signIn('aina', 'person', '/services/minor-works/apply')
    const caseUrl = await applyForKitchen(aina)
    await pay(aina, caseUrl)
    const quim = await signIn('quim', 'staff', `/desk/cases/${caseUrl.split('/').pop()}`)
    await quim.locator('main form[action$="/claim"] button').first().click()
    await fits(quim, /done=desk\.claimed/)
    await askForCorrection(quim, caseUrl)
    await correct(aina, caseUrl)
    await keepAndFinish(quim, caseUrl)
    const mireia = await signIn('mireia', 'staff', '/desk')
    await doTask(mireia, caseUrl, { proposed: 'grant' }, 'Compleix, amb la condició de la vorera.')
    const carme = await signIn('carme', 'staff', '/desk')
    await doTask(carme, caseUrl, { outcome: 'granted' })
    await readDecision(aina, caseUrl)
    await aina.goto(`${caseUrl}/do/appeal`)
    await aina.locator('main textarea').fill('La taxa no és la que toca.')
    await press(aina)
    await fits(aina, /done=portal\.appeal/)
    assert.deepEqual(missing, [])
  })

  it('an application for school meals is prepared page by page, and a page that asks more comes back with it', async () => {
    const page = await signIn('aina', 'person', '/services/school-meals/apply')
    await press(page)
    await fits(page, /\/pupils$/)
    await page.locator('[name=pupils]').first().check()
    await page.locator('[name=school]').fill('Escola del Port')
    await page.locator('[name=days]').fill('5')
    await press(page)
    await fits(page, /\/family$/)
    assert.equal(await page.locator('input[type=file]').count(), 0)
    await page.locator('[name=ownPapers][value=yes]').check()
    await press(page)
    await fits(page, /\/family/)
    await page.locator('input[type=file]').setInputFiles({ name: 'renda.jpg', mimeType: 'image/jpeg', buffer: JPEG })
    await press(page)
    await fits(page, /\/account$/)
    await page.locator('[name=account]').fill('ES91 2100 0418 4502 0005 1332')
    await page.locator('[name=truth]').check()
    await press(page)
    await fits(page, /\/review$/)
    const answers = await page.locator('main').textContent()
    for (const told of ['Escola del Port', 'renda.jpg', 'ES91 2100 0418 4502 0005 1332']) {
      assert.ok(answers?.includes(told), told)
    }
    await page.context().close()
    assert.deepEqual(missing, [])
  })

  async function signIn(account: string, as: 'person' | 'staff', next: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'ca', viewport: TELEPHONE, javaScriptEnabled: false })
    const page = await context.newPage()
    page.on('response', (answer) => {
      const isPage = answer.request().resourceType() === 'document'
      if (!isPage && answer.status() >= 400) missing.push(`${page.url()}: ${answer.status()} ${answer.url()}`)
    })
    await page.goto(`${address}/municipality/vilamar`)
    await page.goto(`${address}/sign-in/${as}?lang=ca&next=${encodeURIComponent(next)}`)
    await fits(page)
    await page.locator(`button[name=account][value="${account}"]`).click()
    await page.waitForURL(`${address}${next}`)
    return page
  }

  async function applyForKitchen(page: Page): Promise<string> {
    await press(page)
    await page.locator('[name=role][value=owner]').check()
    await press(page)
    await press(page)
    await fits(page, /\/works$/)
    assert.ok(
      (await page.locator('.f-errors a').count()) >= 5,
      'what is missing is told on top, with links to the fields',
    )
    await page.locator('[name="place.address"]').fill('Carrer del Far 12')
    await page.locator('[name=kinds][value=kitchen-bath]').check()
    await page.locator('[name=description]').fill('Cuina nova.')
    await page.locator('[name=budget]').fill('9.000')
    await page.locator('[name=start]').fill(inDays(40))
    await page.locator('[name=weeks]').fill('3')
    await page.locator('[name=waste]').fill('2')
    await press(page)
    await page.locator('[name="place.addressId"]').first().check()
    await press(page)
    await page.locator('[name=streetUse][value=no]').check()
    await press(page)
    await fits(page, /\/papers$/)
    await page.locator('input[type=file]').setInputFiles({ name: 'abans.jpg', mimeType: 'image/jpeg', buffer: JPEG })
    await press(page)
    await page.locator('[name=truth]').check()
    await press(page)
    await fits(page, /\/review$/)
    await press(page)
    await fits(page, /\/receipt$/)
    return page.url().replace(/\/receipt$/, '')
  }

  async function pay(page: Page, caseUrl: string): Promise<void> {
    await platform.jobs.idle()
    await page.goto(caseUrl)
    await fits(page)
    await page.locator('main a[href^="/pay/"]').first().click()
    await press(page)
    await fits(page)
    await page.locator('button[name=choice][value=pay]').click()
    await fits(page, /done=portal\.paid/)
    await platform.jobs.idle()
  }

  async function askForCorrection(page: Page, caseUrl: string): Promise<void> {
    await page.goto(deskOf(caseUrl, '/correction'))
    await fits(page)
    await page.locator('main textarea').fill('Falta el dibuix de la cuina.')
    await press(page)
    await fits(page, /done=desk\.correction-asked/)
    await platform.jobs.idle()
  }

  /** Opens the request, which counts as notified, and sends what is missing. */
  async function correct(page: Page, caseUrl: string): Promise<void> {
    await openNotification(page, caseUrl)
    await page.locator('main a[href*="/tasks/"]').first().click()
    await fits(page)
    await page.locator('main textarea').first().fill('Ja hi és.')
    const file = { name: 'despres.jpg', mimeType: 'image/jpeg', buffer: JPEG }
    await page.locator('input[type=file]').first().setInputFiles(file)
    await press(page)
    await fits(page, /done=portal\.task-done/)
    await platform.jobs.idle()
  }

  async function openNotification(page: Page, caseUrl: string): Promise<void> {
    await page.goto(caseUrl)
    await page.locator('main a[href^="/folder/notifications/"]').first().click()
    await fits(page)
    await press(page)
    await fits(page, /done=portal\.notified/)
    await platform.jobs.idle()
    await page.goto(caseUrl)
    await fits(page)
  }

  /** A report that is kept for later, found again as it was, and ended. */
  async function keepAndFinish(page: Page, caseUrl: string): Promise<void> {
    await openTask(page, caseUrl)
    await page.locator('[name=technical][value=conditions]').check()
    await page.locator('[name=findings]').fill('Cal deixar lliure la vorera.')
    await page.locator('main button[formaction$="/keep"]').click()
    await fits(page, /done=desk\.task-kept/)
    await openTask(page, caseUrl)
    assert.equal(await page.locator('[name=findings]').inputValue(), 'Cal deixar lliure la vorera.')
    await finish(page)
  }

  async function doTask(page: Page, caseUrl: string, answers: Record<string, string>, grounds?: string): Promise<void> {
    await openTask(page, caseUrl)
    if (grounds) await page.locator('[name=grounds]').fill(grounds)
    for (const [name, value] of Object.entries(answers)) await page.locator(`[name=${name}][value=${value}]`).check()
    await finish(page)
    await page.context().close()
  }

  async function openTask(page: Page, caseUrl: string): Promise<void> {
    await page.goto(deskOf(caseUrl))
    await fits(page)
    await page.locator('main a[href^="/desk/tasks/"]').first().click()
    await fits(page, /\/desk\/tasks\//)
  }

  /** Ends the task; what is signed is asked once more. */
  async function finish(page: Page): Promise<void> {
    await press(page)
    await fits(page)
    if (!page.url().includes('done=')) await press(page)
    await fits(page, /done=desk\.task-done/)
    await platform.jobs.idle()
  }

  async function readDecision(page: Page, caseUrl: string): Promise<void> {
    await openNotification(page, caseUrl)
    const decision = page.locator('main a[href^="/folder/documents/"]').last()
    const answer = await page.request.get(`${address}${await decision.getAttribute('href')}`)
    assert.equal(answer.headers()['content-type'], 'application/pdf')
  }

  function deskOf(caseUrl: string, part = ''): string {
    return `${address}/desk/cases/${caseUrl.split('/').pop()}${part}`
  }
})

/** Presses the main button of the page's form. */
async function press(page: Page): Promise<void> {
  await page.locator('main form[data-act-form] button.f-btn-primary, main form button.f-btn-primary').first().click()
  await page.waitForLoadState()
}

/** The page is the one that is meant, has all its texts, and needs no scrolling sideways. */
async function fits(page: Page, at?: RegExp): Promise<void> {
  if (at) await page.waitForURL(at)
  assert.equal((await page.content()).includes('⟦'), false, `${page.url()}: a text is missing`)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= TELEPHONE.width, `${page.url()} is ${width} px wide`)
}

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '../../../tests/browser.ts'
import { fileApplication, KITCHEN_WITH_SKIP } from '../cases/testing.ts'
import { type Guest, hiddenFields, type PortalScene, portalScene } from './testing.ts'

/** Later than any clock of a machine that runs this. */
const NOW = '2031-03-03T09:00:00Z'
const WORKS = { ...KITCHEN_WITH_SKIP, place: { address: 'Carrer del Forn, 12' }, start: '2031-05-05' }

describe('The pages of the portal in a browser', () => {
  let scene: PortalScene
  let browser: Browser
  let address: string
  let aina: Guest
  before(async () => {
    scene = await portalScene({ now: NOW })
    const { port } = new URL(await scene.server.listen({ port: 0, host: '127.0.0.1' }))
    address = `http://localhost:${port}`
    aina = await scene.guest('aina')
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await scene.close()
  })

  it('have nothing that axe finds, fit 360 px, and break no rule of the content policy', async () => {
    const context = await signedIn({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(`${page.url()}: ${message.text()}`)
    })
    const paths = await everyPage(scene, aina)
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${address}${path}${path.includes('?') ? '&' : '?'}lang=it`)
      assert.equal((await page.content()).includes('⟦'), false, `${name}: a text is missing`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
      assert.deepEqual(found, [], name)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(width <= 360, `${name} is ${width} px wide`)
    }
    assert.ok(Object.keys(paths).length > 20)
    assert.deepEqual(refused, [])
    await context.close()
  })

  it('can be gone through by keyboard alone: past the menu, each stop seen, and to what is wrong', async () => {
    const context = await signedIn({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const begin = await aina.get('/services/minor-works/apply')
    const { location } = await aina.post('/services/minor-works/apply', hiddenFields(begin.text))
    const works = `${location.split('/').slice(0, 3).join('/')}/works`
    for (const path of ['/', '/services/minor-works', works, '/folder', '/profile', '/verify']) {
      await page.goto(`${address}${path}`)
      const stops = await keyboardStops(page)
      assert.equal(stops[0]?.name, 'f-skip', `${path}: the first stop leads past the menu`)
      assert.deepEqual(
        stops.filter(({ isMarked }) => !isMarked),
        [],
        `${path}: where the focus is must be seen`,
      )
      assert.ok(stops.length > 8, `${path}: only ${stops.length} stops`)
    }
    await page.goto(`${address}${works}`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => !!document.activeElement?.closest('main')), true, 'past the menu')
    await page.locator('[name=budget]').press('Enter')
    await page.locator('.f-errors:focus').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'place.address')
    await context.close()
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`carry an application from the search to the payment ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const context = await signedIn({ javaScriptEnabled })
      const page = await context.newPage()
      const go = () => page.getByRole('button', { name: 'Desa i continua' }).click()
      await page.goto(`${address}/?lang=ca`)
      await page.locator('#home-search').fill('cuina')
      await page.locator('#home-search').press('Enter')
      await page.getByRole('link', { name: "Permís d'obres menors" }).click()
      await page.getByRole('link', { name: 'Comença' }).first().click()
      await page.locator('form[action$="/apply"] button').click()
      await page.getByLabel('El propietari o la propietària').check()
      await go()
      await page.locator('[name="place.address"]').fill('forn 12')
      await page.getByLabel('Reformar la cuina o el bany').check()
      await page.locator('[name=description]').fill('Cuina nova')
      await page.locator('[name=budget]').fill('9.000')
      await page.locator('[name=start]').fill('2031-05-05')
      await page.locator('[name=weeks]').fill('3')
      await go()
      await page.getByLabel('Carrer del Forn, 12').check()
      await go()
      await page.getByLabel('No', { exact: true }).check()
      await go()
      const buffer = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300_000, 7)])
      await page.locator('input[type=file]').setInputFiles({ name: 'abans.jpg', mimeType: 'image/jpeg', buffer })
      if (javaScriptEnabled) await page.locator('.f-file input[name=photographs]').waitFor({ state: 'attached' })
      await go()
      await page.locator('[name=truth]').check()
      await go()
      await page.getByRole('button', { name: 'Envia la sol·licitud' }).click()
      await page.waitForURL(/\/receipt$/)
      await scene.hall.settled()
      await page.reload()
      assert.match(await page.content(), /2031\/0000\d\d/)
      await page.getByRole('link', { name: 'Paga', exact: true }).click()
      await page.getByRole('button', { name: /^Paga/ }).click()
      await page.getByRole('button', { name: /^Paga/ }).click()
      await page.waitForURL(/done=portal\.paid/)
      assert.match(await page.content(), /Hem rebut el pagament/)
      await context.close()
    })
  }

  async function signedIn(options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
    const context = await browser.newContext(options)
    const cookies = aina.cookie.split('; ').map((pair) => pair.split('=') as [string, string])
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, domain: 'localhost', path: '/' })))
    return context
  }
})

interface Stop {
  readonly name: string
  /** Something of it, or beside it where the control itself is not drawn, has the ring. */
  readonly isMarked: boolean
}

/** Where the key Tab leads, one after the other, until it comes to the end of the page. */
async function keyboardStops(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const here = document.activeElement
      if (!here || here === document.body) return undefined
      // A ring without blur; the shadow under a card is none.
      const ringed = ({ boxShadow }: CSSStyleDeclaration) => /0px 0px 0px [3-5]px/.test(boxShadow)
      const drawn = [here, here.parentElement, here.nextElementSibling].filter((one) => one !== null)
      const styles = drawn.flatMap((one) =>
        [undefined, '::before', '::after'].map((part) => getComputedStyle(one, part)),
      )
      // The button of a date's calendar is the browser's own, with the browser's own mark.
      const isDate = here.getAttribute('type') === 'date'
      return {
        name: here.className || here.getAttribute('name') || here.tagName,
        isMarked: isDate || styles.some(ringed),
      }
    })
    if (!stop) return stops
    stops.push(stop)
  }
  return stops
}

/** Each page once, with something in it: a case under way, a draft, a payment, a notification to open, a document. */
async function everyPage({ hall }: PortalScene, aina: Guest): Promise<Record<string, string>> {
  const { caseId } = await fileApplication(hall, 'minor-works', WORKS)
  const withdrawn = await fileApplication(hall, 'minor-works', WORKS)
  await hall.settled()
  await aina.post(`/folder/cases/${withdrawn.caseId}/do/withdraw`, { text: '' })
  await hall.settled()
  const begin = await aina.get('/services/minor-works/apply')
  const { location } = await aina.post('/services/minor-works/apply', hiddenFields(begin.text))
  const draft = location.split('/').slice(0, 3).join('/')
  const one = `/folder/cases/${caseId}`
  const found = async (path: string, link: RegExp) => link.exec((await aina.get(path)).text)?.[1] ?? '/nowhere'
  const pay = await found(one, /href="(\/pay\/[0-9a-f-]{36})"/)
  return {
    ...{
      home: '/',
      services: '/services',
      found: '/services?q=obres',
      nothing: '/services?q=xyzzyx',
      begin: '/services/minor-works/apply',
    },
    ...{
      service: '/services/minor-works',
      call: '/services/school-meals',
      who: `${draft}/who`,
      works: `${draft}/works`,
    },
    ...{
      papers: `${draft}/papers`,
      declaration: `${draft}/declaration`,
      review: `${draft}/review`,
      discard: `${draft}/discard`,
    },
    ...{
      receipt: `${one}/receipt`,
      case: one,
      withdraw: `${one}/do/withdraw`,
      folder: '/folder',
      mail: '/folder/mail',
    },
    ...{ documents: '/folder/documents', payments: '/folder/payments', appointments: '/folder/appointments' },
    ...{ profile: '/profile', mandate: '/profile/mandates/new', pay, bank: (await aina.post(pay)).location },
    notification: await found('/folder', /href="(\/folder\/notifications\/[0-9a-f-]{36})"/),
    verified: await found(one, /href="(\/verify\/[0-9A-Z-]{19})"/),
    ...{
      verify: '/verify',
      unknown: '/verify/AAAA-BBBB-CCCC-DDDD',
      accessibility: '/accessibility',
      privacy: '/privacy',
    },
    ...{ legal: '/legal', opendata: '/opendata', help: '/help', missing: '/nowhere' },
  }
}

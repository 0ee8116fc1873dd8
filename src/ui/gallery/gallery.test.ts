import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../tests/browser.ts'
import { type Lang, loadTexts } from '../../platform/i18n/index.ts'
import { resource } from '../../platform/root.ts'
import { assets, themeAsset } from '../assets.ts'
import type { PageContext } from '../page-context.ts'
import { renderPage } from '../render-page.ts'
import { allFixtures, galleryPage } from './gallery-page.tsx'
import { samplePages } from './sample-pages.tsx'

const policy = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'"
const texts = loadTexts(resource('src'))
const towns = {
  vilamar: { slug: 'vilamar', name: 'Vilamar', law: 'es', zone: 'Europe/Madrid', languages: ['ca', 'es', 'en'] },
  castelverde: { slug: 'castelverde', name: 'Castelverde', law: 'it', zone: 'Europe/Rome', languages: ['it', 'en'] },
} as const

function contextOf(town: keyof typeof towns, lang: Lang, query: Record<string, string>): PageContext {
  const t = texts.translator(lang)
  return { lang, t, municipality: towns[town], visitor: { kind: 'anonymous' }, path: '/gallery', query, csrf: 'token' }
}

function galleryServer(): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const theme = /^\/assets\/theme\/(\w+)\.css$/.exec(url.pathname)
    const asset = theme ? themeAsset(theme[1] as string) : assets.get(url.pathname)
    if (asset) return response.setHeader('content-type', asset.type).end(asset.body)
    if (request.method === 'POST') return receiveFile(request, response)
    if (url.pathname !== '/gallery') return response.writeHead(404).end()
    const { town = 'vilamar', lang = 'ca', ...query } = Object.fromEntries(url.searchParams)
    response.setHeader('content-security-policy', policy).setHeader('content-type', 'text/html; charset=utf-8')
    response.end(renderPage(galleryPage(contextOf(town as keyof typeof towns, lang as Lang, query))))
  })
}

/** Keeps every file under the same id, but one that is called "broken". */
function receiveFile(request: IncomingMessage, response: ServerResponse): void {
  let body = ''
  request.setEncoding('latin1').on('data', (piece: string) => {
    body += piece
  })
  request.on('end', () => {
    const isBroken = body.includes('filename="broken.pdf"')
    const hasToken = body.includes('name="csrf"\r\n\r\ntoken')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(isBroken ? { error: 'No és un PDF.' } : { id: hasToken ? 'kept-7' : undefined }))
  })
}

describe('the gallery in a real browser', () => {
  const server = galleryServer()
  let browser: Browser
  let origin: string

  before(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    server.close()
  })

  async function visit(query: string, width: number, check: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    try {
      await page.goto(`${origin}/gallery?${query}`)
      await check(page)
    } finally {
      await context.close()
    }
    assert.deepEqual(complaints, [], `the browser complained on ${query}`)
  }

  async function isAccessible(page: Page): Promise<void> {
    const { violations, passes } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    assert.ok(passes.length > 10, 'axe looked at nothing')
    const found = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(' | ')}`,
    )
    assert.deepEqual(found, [])
  }

  async function fits(page: Page): Promise<void> {
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    assert.equal(beyond, 0, 'the page scrolls sideways')
  }

  const places = ['town=vilamar&lang=ca', 'town=castelverde&lang=it']
  for (const width of [1280, 360]) {
    for (const place of places) {
      it(`shows every state of every component with nothing for axe to find, ${width} px wide (${place})`, async () => {
        await visit(place, width, async (page) => {
          const expected = allFixtures.reduce((sum, { examples }) => sum + examples.length, 0)
          assert.equal(await page.locator('.f-example').count(), expected)
          await fits(page)
          await isAccessible(page)
        })
      })
    }

    for (const [index, { key, name }] of samplePages.entries()) {
      const place = places[index % places.length]
      it(`shows the sample page "${name}" with nothing for axe to find, ${width} px wide`, async () => {
        await visit(`${place}&page=${key}`, width, async (page) => {
          await fits(page)
          await isAccessible(page)
        })
      })
    }
  }

  it('opens the rest of the desk’s menu on a telephone without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    await page.goto(`${origin}/gallery?page=desk`)
    const system = page.locator('.f-desk-bar a', { hasText: 'Sistema' })
    assert.equal(await system.isVisible(), false)
    await page.locator('.f-desk-more > summary').click()
    assert.equal(await system.isVisible(), true)
    await context.close()
  })

  it('moves along the desk’s list by j and k, searches by / and shows the keys by ?', async () => {
    await visit('page=desk', 1280, async (page) => {
      const focused = () => page.evaluate(() => document.activeElement?.textContent)
      await page.keyboard.press('j')
      assert.equal(await focused(), 'Obres menors')
      await page.keyboard.press('j')
      assert.equal(await focused(), 'Ajut de menjador')
      await page.keyboard.press('k')
      assert.equal(await focused(), 'Obres menors')
      await page.keyboard.press('?')
      assert.equal(await page.locator('#desk-keys').isVisible(), true)
      await page.keyboard.press('Escape')
      await page.keyboard.press('/')
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'desk-search')
    })
  })

  it('puts the focus on the summary of errors, whose lines lead to the fields', async () => {
    await visit('page=application', 1280, async (page) => {
      assert.equal(await page.evaluate(() => document.activeElement?.className), 'f-errors')
      await page.locator('.f-errors a').click()
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-email')
    })
  })

  it('sends a chosen file at once and keeps its id in the form, or says what was wrong with it', async () => {
    await visit('page=application', 1280, async (page) => {
      const pdf = { mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }
      const files = page.locator('[data-files=plans]')
      await files.locator('input[type=file]').setInputFiles({ name: 'section.pdf', ...pdf })
      await files.locator('input[type=hidden][value=kept-7]').waitFor({ state: 'attached' })
      assert.equal(await files.locator('input[value=kept-7]').getAttribute('name'), 'plans')
      await files.getByRole('button', { name: 'Treu section.pdf' }).click()
      assert.equal(await files.locator('input[value=kept-7]').count(), 0)
      await files.locator('input[type=file]').setInputFiles({ name: 'broken.pdf', ...pdf })
      await files.locator('.f-file-failed', { hasText: 'No és un PDF.' }).waitFor()
    })
  })

  it('refuses a file that is too big before sending it', async () => {
    await visit('page=application', 1280, async (page) => {
      const buffer = Buffer.alloc(15_000_001)
      const files = page.locator('[data-files=plans]')
      await files.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer })
      await files.locator('.f-file-failed', { hasText: 'Aquest fitxer és massa gran: 15 MB com a màxim.' }).waitFor()
    })
  })

  it('draws the procedure with the place where the case is when somebody opens it', async () => {
    await visit('page=case', 1280, async (page) => {
      await page.locator('.f-map-drawing summary').click()
      await page.locator('.f-mark-here[data-element-id=report]').waitFor()
      assert.equal(await page.locator('.f-mark-done').count(), 2)
    })
  })
})

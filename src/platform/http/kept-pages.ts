import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../platform.ts'
import { KEY_FIELD } from './form.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The page may be kept and given again while the database stands still. Only for a page that writes nothing when it is looked at, and is
     * made of the database, the address, the cookies and the language alone.
     */
    kept?: boolean
  }
}

/** A page as it was sent, cut where a form had its key: each who looks at it gets forms of their own, which act by themselves. */
interface Answer {
  readonly pieces: readonly Buffer[]
  readonly headers: Readonly<Record<string, string>>
}

/** A page that is kept, or that somebody is having made. */
interface Page {
  readonly key: string
  /** When its making began, in milliseconds. */
  readonly madeAt: number
  isSettled: boolean
  /** `undefined` when what came of it cannot be kept: an error, a redirection, a page that sets a cookie. */
  readonly answer: Promise<Answer | undefined>
  readonly give: (answer: Answer | undefined) => void
}

/** However still the database, time goes on: terms, the ends of sessions, and what is remembered for some seconds elsewhere. */
const KEEP_MS = 5_000
const MOST_BYTES = 8 * 1024 * 1024
/** Of the headers, only these belong to the page; the others are put on every answer. */
const OWN_HEADERS = ['content-type', 'cache-control', 'vary']

/**
 * Gives a page again that was made a moment ago, if nothing was committed since: then it would come out the same. One question to the
 * database (its pulse), shared by all who ask at the time, stands for the session, the names, the lists and the making. Those who ask for a
 * page that is being made wait for it. A page is kept per address, cookies and language, so nobody is given another's; and since whatever
 * would change it, also a session that ends, is a commit, nobody is given what is no longer so.
 *
 * To be called before anything else that looks at requests.
 */
export function keepPages(server: FastifyInstance, platform: Pick<Platform, 'db' | 'now'>): void {
  const pages = new PagesOfAPulse()
  const making = new WeakMap<FastifyRequest, Page>()

  server.addHook('onRequest', async (request, reply) => {
    if (!canBeKept(request)) return undefined
    // A database that does not answer is not one that stands still.
    const beat = await platform.db.pulse.beat().catch(() => undefined)
    if (beat === undefined) return undefined
    pages.moveTo(beat)
    const key = keyOf(request)
    const now = Date.parse(platform.now())
    const answer = await pages.find(key, now)?.answer
    if (answer) return reply.headers(answer.headers).send(bodyOf(answer))
    const page = newPage(key, now)
    pages.add(page)
    making.set(request, page)
    // Whatever becomes of the request, nobody waits for ever.
    reply.raw.once('close', () => pages.settle(page, undefined))
    return undefined
  })

  server.addHook('onSend', async (request, reply, payload) => {
    const page = making.get(request)
    if (!page || typeof payload !== 'string') return payload
    const body = Buffer.from(payload)
    // Other hooks still add headers: what is kept is looked at when all has been sent.
    reply.raw.once('finish', () => pages.settle(page, answerOf(reply, body)))
    return body
  })
}

/** The pages that were made since the database last moved. */
class PagesOfAPulse {
  #pulse = ''
  #bytes = 0
  readonly #pages = new Map<string, Page>()

  /** Every page of another pulse is over for good. */
  moveTo(pulse: string): void {
    if (pulse !== this.#pulse) this.#clear()
    this.#pulse = pulse
  }

  /** A page that is kept or being made, and was begun a moment ago at most. */
  find(key: string, now: number): Page | undefined {
    const page = this.#pages.get(key)
    return page && page.madeAt <= now && now - page.madeAt < KEEP_MS ? page : undefined
  }

  add(page: Page): void {
    this.#count(page.key.length)
    this.#pages.set(page.key, page)
  }

  /** Gives those who wait what came of a page; what cannot be kept is not. The first that is said of a page holds. */
  settle(page: Page, answer: Answer | undefined): void {
    page.give(answer)
    if (this.#pages.get(page.key) !== page || page.isSettled) return
    page.isSettled = true
    if (answer) this.#count(answer.pieces.reduce((sum, { length }) => sum + length, 0))
    else this.#pages.delete(page.key)
  }

  /** However many addresses are asked for while nothing happens, there is an end to what is kept. */
  #count(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > MOST_BYTES) this.#clear()
  }

  #clear(): void {
    this.#pages.clear()
    this.#bytes = 0
  }
}

function canBeKept({ method, headers, routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.kept === true && method === 'GET' && headers['hx-request'] === undefined
}

/** All of a request that a page may depend on. */
function keyOf({ host, url, headers }: FastifyRequest): string {
  return [host, url, headers.cookie, headers['accept-language'], headers.accept].join('\n')
}

function newPage(key: string, madeAt: number): Page {
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>()
  return { key, madeAt, isSettled: false, answer: promise, give: resolve }
}

function answerOf(reply: FastifyReply, body: Buffer): Answer | undefined {
  if (reply.statusCode !== 200 || reply.hasHeader('set-cookie')) return undefined
  const headers = OWN_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name)
    return value === undefined ? [] : [[name, String(value)]]
  })
  return { pieces: cutAtKeys(body), headers: Object.fromEntries(headers) }
}

const BEFORE_KEY = `name="${KEY_FIELD}" value="`
/** A key that was made for a form of this page; one that stands for something (`read:…`) stays. */
const FORM_KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/
const KEY_LENGTH = 36

/** What stands before, between and after the keys of a page's forms. */
function cutAtKeys(body: Buffer): Buffer[] {
  const pieces: Buffer[] = []
  let from = 0
  for (let at = body.indexOf(BEFORE_KEY); at >= 0; at = body.indexOf(BEFORE_KEY, at + 1)) {
    const start = at + BEFORE_KEY.length
    if (!FORM_KEY.test(body.toString('latin1', start, start + KEY_LENGTH + 1))) continue
    pieces.push(body.subarray(from, start))
    from = start + KEY_LENGTH
  }
  return [...pieces, body.subarray(from)]
}

function bodyOf({ pieces }: Answer): Buffer {
  const [first, ...others] = pieces
  return Buffer.concat([first!, ...others.flatMap((piece) => [Buffer.from(randomUUID()), piece])])
}

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { PEOPLE } from '../src/modules/people/testing.ts'
import { clerk } from './support/act-inputs.ts'
import { addressOf, ainasThings, fieldsFor, type Things, WORDS } from './support/addresses.ts'
import { type House, openHouse, type Route } from './support/house.ts'

/** What people, broken programs and attackers write where a word is expected. */
const NASTY_WORDS = [
  'a\u0000b',
  '\u0000',
  '\ud800',
  '😀\u202e',
  "'; drop table cases; --",
  'x'.repeat(20_000),
  ' ',
  '\r\nx: y',
]
const NASTY_PARTS = [
  '%00',
  '00000000-0000-4000-8000-000000000001%00',
  '%FF%FE',
  '%E0%A4%A',
  '..%2f..%2f..%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  '%27%20or%201=1',
  'x'.repeat(3000),
  '%0d%0aset-cookie:a=b',
  '9'.repeat(30),
  '-1',
]
const NASTY_QUERIES = [
  'q=%00',
  'q=%FF',
  'q=a%00b&lang=%00&page=-1',
  'q[]=1&q[]=2&q=3',
  'q=1&q=2',
  '__proto__[x]=1&constructor=1&toString=2',
  'lang=xx&page=99999999999999999999&after=%00&before=x&sort=%00&order=x&status=%00&year=x&cursor=%7B',
  `q=${'a'.repeat(10_000)}`,
  `q=${'%20a'.repeat(2000)}`,
  'done=%00&how=%00&part=%00&code=%00&as=%00&next=%2F%2Feve.example&data=%00&signature=%00&state=%00&error=%00',
  'done=__proto__&how=constructor&part=__proto__&filter=toString',
  'from=2026-99-99&until=x&office=%00&officer=%00&procedure=%00&text=%00&number=%00&day=%00&entry=%00&label=%00&table=%00',
  '=&&&=%',
]

describe('a request that nobody meant', () => {
  let house: House
  let things: Things
  let routes: readonly Route[]
  let visitors: readonly string[]
  const failures: string[] = []
  before(async () => {
    house = await openHouse()
    things = await ainasThings(house)
    // Whoever signs out is a stranger to every address that follows.
    routes = house.routes.filter(({ method, url }) => ['GET', 'POST'].includes(method) && url !== '/sign-out')
    await house.hall.test.owner('update finestra.officer set roles = $1, offices = $2 where officer_id = $3', [
      clerk.roles.filter((role) => role !== 'signed-in'),
      clerk.offices,
      clerk.id,
    ])
    visitors = [
      await house.cookies(house.hall.town),
      await house.cookies(house.hall.town, { kind: 'person', id: PEOPLE.aina }),
      await house.cookies(house.hall.town, { kind: 'officer', id: clerk.id }),
    ]
  })
  after(() => house?.close())

  /** Sends it; what is answered with a fault of ours is kept for the end, so that all are seen at once. */
  async function send(request: { method: string; url: string; headers?: object; payload?: string | Buffer }) {
    const answer = await house.server.inject({
      ...request,
      method: request.method as 'GET',
      headers: { cookie: visitors[0], 'sec-fetch-site': 'same-origin', 'accept-language': 'en', ...request.headers },
    })
    if (answer.statusCode >= 500) {
      const body = request.payload?.toString('utf8').slice(0, 120) ?? ''
      failures.push(`${answer.statusCode} ${request.method} ${request.url.slice(0, 160)} ${JSON.stringify(body)}`)
    }
    return answer.statusCode
  }

  function noneFailed(least: number, sent: number) {
    assert.ok(sent >= least, `only ${sent} requests were sent`)
    assert.deepEqual([...new Set(failures.splice(0))].slice(0, 40), [])
  }

  /** Who is worth asking: the person for the portal, the officer for the desk, both for what is for everybody. */
  const visitorsOf = ({ url }: Route) => {
    if (url.startsWith('/desk')) return visitors.slice(2)
    return url.startsWith('/api') ? visitors.slice(1) : visitors.slice(1, 2)
  }

  it('never fails, whatever stands for a part of an address', async () => {
    let sent = 0
    for (const route of routes.filter(({ url }) => /[:*]/.test(url))) {
      const right = addressOf(route, things).path.split('/')
      const places = route.url.split('/').flatMap((part, index) => (/^[:*]/.test(part) ? [index] : []))
      for (const place of places)
        for (const nasty of NASTY_PARTS)
          for (const cookie of visitorsOf(route)) {
            sent += 1
            await send({
              method: route.method,
              url: right.map((part, index) => (index === place ? nasty : part)).join('/'),
              headers: { cookie },
            })
          }
    }
    noneFailed(700, sent)
  })

  it('never fails, whatever the query', async () => {
    let sent = 0
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const { path } = addressOf(route, things)
      for (const query of NASTY_QUERIES)
        for (const cookie of visitorsOf(route)) {
          sent += 1
          await send({ method: 'GET', url: `${path}?${query}`, headers: { cookie } })
        }
    }
    noneFailed(800, sent)
  })

  it('never fails, whatever is written in a field of a form', async () => {
    let sent = 0
    for (const route of routes.filter(({ method }) => method === 'POST')) {
      if (isOfPrograms(route)) continue
      const { path } = addressOf(route, things)
      for (const cookie of visitorsOf(route))
        for (const field of [...Object.keys(WORDS), 'caseId', '_key', 'page', '__proto__', 'constructor.prototype.x'])
          for (const word of NASTY_WORDS.slice(0, field in WORDS ? 3 : 2)) {
            sent += 1
            await send(form(path, cookie, new URLSearchParams({ ...fieldsFor(things), [field]: word }).toString()))
          }
    }
    noneFailed(3000, sent)
  })

  it('never fails when every field holds the same nonsense, or comes twice', async () => {
    let sent = 0
    for (const route of routes.filter(({ method }) => method === 'POST')) {
      const { path } = addressOf(route, things)
      for (const cookie of visitorsOf(route)) {
        for (const word of NASTY_WORDS) {
          sent += 1
          const all = Object.fromEntries(Object.keys(fieldsFor(things)).map((name) => [name, word]))
          await send(form(path, cookie, new URLSearchParams(all).toString()))
        }
        const twice = new URLSearchParams([...Object.entries(WORDS), ...Object.entries(WORDS)]).toString()
        await send(form(path, cookie, twice))
        await send(form(path, cookie, 'text=%FF%FE&reason=%E0%A4%A&a=%'))
        await send(form(path, cookie, Array.from({ length: 5000 }, (_, index) => `f${index}=1`).join('&')))
      }
    }
    noneFailed(500, sent)
  })

  it('never fails, whatever kind of body it says or has', async () => {
    let sent = 0
    const kinds: readonly (readonly [string | undefined, string | Buffer])[] = [
      ['application/json', '{'],
      ['application/json', '{"__proto__": {"x": 1}}'],
      ['application/json', '{"constructor": {"prototype": {"x": 1}}}'],
      ['application/json', 'null'],
      ['application/json', '[]'],
      ['application/json', '"text"'],
      ['application/json', '7'],
      ['application/json', ''],
      ['application/json', '{"caseId": "a\\u0000b", "text": "\\u0000", "draftId": {}, "answers": {"a": "\\u0000"}}'],
      [
        'application/json',
        `{"draftId": "${things.draftId}", "procedure": "minor-works", "page": "x", "answers": {"a\\u0000": 1}}`,
      ],
      [
        'application/json',
        `{"draftId": "${things.draftId}", "procedure": "minor-works", "page": "x", "answers": {"a": "\\ud800"}}`,
      ],
      ['application/json', `{"caseId": "${things.caseId}", "text": "a\\u0000b"}`],
      ['application/json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
      ['application/json; charset=utf-16', Buffer.from('{}', 'utf16le')],
      ['text/xml', '<a/>'],
      ['text/plain', 'text'],
      [undefined, 'text=1'],
      ['', 'text=1'],
      ['nonsense', 'text=1'],
      ['multipart/form-data', 'text=1'],
      ['multipart/form-data; boundary=', 'text=1'],
      ['multipart/form-data; boundary=b', ''],
      ['multipart/form-data; boundary=b', 'no boundary here'],
      ['multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="text"\r\n\r\ncut of'],
      ['multipart/form-data; boundary=b', part('name="__proto__"', 'x')],
      ['multipart/form-data; boundary=b', part('name="text"', 'a\u0000b')],
      ['multipart/form-data; boundary=b', part('filename="x.pdf"', 'x')],
      ['multipart/form-data; boundary=b', part('name="photographs"; filename=""', '')],
      ['multipart/form-data; boundary=b', part('name="photographs"; filename="a\u0000b.jpg"', '\xff\xd8\xff\xe0')],
      ['multipart/form-data; boundary=b', part(`name="photographs"; filename="${'a'.repeat(3000)}.jpg"`, 'x')],
      ['multipart/form-data; boundary=b', part('name="photographs"; filename="../../etc/passwd"', 'x')],
      ['multipart/form-data; boundary=b', part('name="file"; filename="x.pdf"', '%PDF-1.7\ntrailer <</Root 1 0 R>>')],
      [
        'multipart/form-data; boundary=b',
        Array.from({ length: 600 }, (_, i) => part(`name="f${i}"`, '1', '')).join(''),
      ],
      ['application/x-www-form-urlencoded', 'x'.repeat(2 * 1024 * 1024)],
    ]
    for (const route of routes.filter(({ method }) => method === 'POST')) {
      const { path } = addressOf(route, things)
      for (const cookie of visitorsOf(route))
        for (const [type, payload] of kinds) {
          sent += 1
          await send({
            method: 'POST',
            url: path,
            payload,
            headers: { cookie, ...(type !== undefined && { 'content-type': type }) },
          })
        }
    }
    noneFailed(1500, sent)
  })

  it('never fails, whatever the cookies and headers', async () => {
    let sent = 0
    const headers: readonly Record<string, string>[] = [
      { cookie: 'finestra_session=%00; finestra_municipality=%00; finestra_lang=%00' },
      { cookie: 'finestra_session=__proto__; finestra_municipality=__proto__; finestra_lang=constructor' },
      { cookie: `finestra_session=${'x'.repeat(5000)}` },
      { cookie: '=;;;=;%' },
      { host: 'a\u00ffb' },
      { host: 'nowhere.localhost:99999' },
      { host: '' },
      { 'accept-language': ','.repeat(5000) },
      { 'accept-language': 'xx;q=nonsense, *;q=99' },
      { accept: 'application/json' },
      { 'x-forwarded-host': 'eve.example', 'x-forwarded-for': 'not an address', 'x-forwarded-proto': 'gopher' },
      { 'idempotency-key': '\u00ff', range: 'bytes=9-1', 'if-none-match': '"', 'if-modified-since': 'x' },
      { 'hx-request': 'true', 'hx-current-url': 'http://[', referer: 'http://[' },
    ]
    for (const route of routes)
      for (const one of headers) {
        sent += 1
        await send({ method: route.method, url: addressOf(route, things).path, headers: one })
      }
    noneFailed(1500, sent)
  })

  it('left the house in order: the same pages are there', async () => {
    const own = visitors[1]
    for (const url of ['/', '/services', '/services/minor-works', '/folder', `/folder/cases/${things.caseId}`])
      assert.equal(await send({ method: 'GET', url, headers: { cookie: own } }), 200, url)
    noneFailed(0, 0)
  })
})

function form(url: string, cookie: string, payload: string) {
  return { method: 'POST', url, payload, headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' } }
}

function part(disposition: string, content: string, end = '--b--\r\n'): string {
  return `--b\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n${end}`
}

/** What takes JSON only says so to each form in the same way. */
function isOfPrograms({ url }: Route): boolean {
  return url.startsWith('/api/') || url.startsWith('/demo-id/')
}

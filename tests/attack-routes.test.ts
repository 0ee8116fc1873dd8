import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { PEOPLE } from '../src/modules/people/testing.ts'
import type { Municipality } from '../src/platform/acts/index.ts'
import { ACT_INPUTS, clerk } from './support/act-inputs.ts'
import { addressOf, ainasThings, fieldsFor, SECRET, type Things } from './support/addresses.ts'
import { type House, LUCIA, openHouse, type Route, STAFF } from './support/house.ts'
import { checksums } from './support/rows.ts'

/** Somebody at the window, with the cookies of one town, who is signed in to one. */
interface Visitor {
  readonly who: string
  readonly at: 'vilamar' | 'castelverde'
  readonly as?: { readonly kind: 'person' | 'officer'; readonly id: string; readonly of?: 'castelverde' }
  /** Whose role opens the register of the town to them, so that they may read names there. */
  readonly readsRegister?: boolean
}

const STRANGERS: readonly Visitor[] = [
  { who: 'somebody who is not signed in', at: 'vilamar' },
  { who: 'another citizen', at: 'vilamar', as: { kind: 'person', id: PEOPLE.joan } },
  { who: 'an officer without a role', at: 'vilamar', as: { kind: 'officer', id: STAFF.temp.id } },
  {
    who: 'an officer of another office',
    at: 'vilamar',
    as: { kind: 'officer', id: STAFF.laia.id },
    readsRegister: true,
  },
  { who: 'an officer of the other town', at: 'castelverde', as: { kind: 'officer', id: STAFF.ugo.id } },
  { who: 'a citizen of the other town', at: 'castelverde', as: { kind: 'person', id: LUCIA } },
  {
    who: 'an officer with the session of the other town',
    at: 'vilamar',
    as: { kind: 'officer', id: STAFF.ugo.id, of: 'castelverde' },
  },
]

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Written by visits of one's own: that somebody was here, and drafts and filters of theirs. */
const OF_THE_VISITOR = ['session', 'spent_challenge', 'request_key', 'event', 'draft', 'work_filter']

describe('an address that the server answers', () => {
  let house: House
  let things: Things
  let tried: readonly Route[]
  before(async () => {
    house = await openHouse()
    things = await ainasThings(house)
    // The gallery shows people that were made up, some with the names of the demonstration's.
    tried = house.routes.filter(({ method, url }) => METHODS.has(method) && url !== '/gallery')
    await house.hall.test.owner('update finestra.officer set roles = $1, offices = $2 where officer_id = $3', [
      clerk.roles.filter((role) => role !== 'signed-in'),
      clerk.offices,
      clerk.id,
    ])
  })
  after(() => house?.close())

  const townOf = (slug: string): Municipality => (slug === 'castelverde' ? house.castelverde : house.hall.town)
  const cookiesOf = async ({ at, as }: Visitor) => {
    const own = await house.cookies(townOf(as?.of ?? at), as)
    return own.replace(/finestra_municipality=\w+/, `finestra_municipality=${at}`)
  }

  async function send(route: Route, cookie: string) {
    const { path, isOfAThing } = addressOf(route, things)
    const { body, type } = await bodyFor(route)
    const answer = await house.server.inject({
      method: route.method as 'GET',
      url: path,
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        'accept-language': 'en',
        ...(body && { 'content-type': type }),
      },
      ...(body && { payload: body }),
    })
    return { path, isOfAThing, status: answer.statusCode, text: answer.body, location: answer.headers.location }
  }

  async function bodyFor({ method, url }: Route): Promise<{ body?: string; type: string }> {
    if (method === 'GET') return { type: '' }
    const act = /^\/api\/v1\/acts\/(.+)$/.exec(url)?.[1]
    if (act !== undefined) {
      const known = ACT_INPUTS[act]
      // What is open to everybody of a kind is not tried with an input that would be accepted.
      const input = known?.about === 'thing' ? (await known.ready(house)).input : {}
      return { body: JSON.stringify(input), type: 'application/json' }
    }
    return { body: new URLSearchParams(fieldsFor(things)).toString(), type: 'application/x-www-form-urlencoded' }
  }

  const untouched = async () => ({
    ...(await checksums(house.hall.test, { without: OF_THE_VISITOR })),
    drafts: await house.hall.test.owner(`select * from finestra.draft where draft_id = $1`, [things.draftId]),
  })

  it('opens Aina’s things to her, and to officers of their office: otherwise nothing would be proved', async () => {
    const own = await cookiesOf({ who: 'Aina', at: 'vilamar', as: { kind: 'person', id: PEOPLE.aina } })
    const office = await cookiesOf({ who: 'Mireia', at: 'vilamar', as: { kind: 'officer', id: clerk.id } })
    const opened: string[] = []
    for (const route of tried.filter(({ method }) => method === 'GET')) {
      if (!addressOf(route, things).isOfAThing) continue
      const answers = [await send(route, own), await send(route, office)]
      if (answers.some(({ status }) => status === 200)) opened.push(route.url)
    }
    assert.ok(opened.length >= 25, `only these were opened: ${opened.join(' ')}`)
  })

  for (const visitor of STRANGERS) {
    it(`tells nothing of Aina’s to ${visitor.who}, changes nothing, and never fails`, async () => {
      const cookie = await cookiesOf(visitor)
      await house.hall.settled()
      const markers = visitor.readsRegister ? [SECRET] : [SECRET, 'Soler', things.number]
      for (const route of tried) {
        const before = route.url.startsWith('/api/v1/acts/') ? undefined : await untouched()
        const { path, isOfAThing, status, text } = await send(route, cookie)
        const place = `${route.method} ${path} for ${visitor.who}: ${status}`
        assert.ok(status < 500, `${place} ${text.slice(0, 300)}`)
        if (isOfAThing) assert.ok([301, 302, 303, 400, 401, 403, 404].includes(status), place)
        if (/^\/api\/v1\/acts\//.test(route.url)) assert.ok([400, 401, 403, 404].includes(status), place)
        for (const marker of markers) assert.ok(!text.includes(marker), `${place} tells ${marker}`)
        if (before && route.method !== 'GET') assert.deepEqual(await untouched(), before, place)
      }
      assert.ok(tried.length >= 130, `only ${tried.length} addresses were tried`)
    })
  }

  it('takes no form that another site sends in the name of who is signed in', async () => {
    const cookie = await cookiesOf({ who: 'Aina', at: 'vilamar', as: { kind: 'person', id: PEOPLE.aina } })
    const office = await cookiesOf({ who: 'Mireia', at: 'vilamar', as: { kind: 'officer', id: clerk.id } })
    const open = new Set(['/payments/sandbox/confirmation', '/demo-id/*'])
    const posts = tried.filter(({ method, url }) => method === 'POST' && !open.has(url))
    for (const route of posts) {
      const { path } = addressOf(route, things)
      for (const cookies of [cookie, office]) {
        const before = await untouched()
        const { statusCode } = await house.server.inject({
          method: 'POST',
          url: path,
          headers: {
            ...{ cookie: cookies, 'sec-fetch-site': 'cross-site', origin: 'https://eve.example' },
            'content-type': 'application/x-www-form-urlencoded',
          },
          payload: new URLSearchParams(fieldsFor(things)).toString(),
        })
        assert.ok(statusCode >= 400 && statusCode < 500, `POST ${path}: ${statusCode}`)
        assert.deepEqual(await untouched(), before, path)
      }
    }
    assert.ok(posts.length >= 60, String(posts.length))
  })
})

import type { FastifyInstance } from 'fastify'
import type { Platform } from '../../../platform/platform.ts'
import { renderFragment, Suggestions } from '../../../ui/index.ts'
import { publishedCalls } from '../../cases/index.ts'
import { officeIn, procedureOf, publishedVersion } from '../../catalogue/index.ts'
import { offices } from '../../people/index.ts'
import { today } from '../today.ts'
import { usualTimeOf } from '../usual-times.ts'
import { nothingHere, param, reading, type Visit, visited } from '../visit.ts'
import { callWindow } from './call-window.ts'
import { listPage, thisYear } from './lists.ts'
import { offeredServices } from './offered.ts'
import { findServices } from './search.ts'
import { SearchPage } from './search-view.tsx'
import { ServicePage } from './service-view.tsx'

export function serviceRoutes(server: FastifyInstance, platform: Platform): void {
  const kept = { config: { kept: true } }
  server.get('/services', kept, visited(platform, search))
  // The search of the header asks at the shorter address.
  for (const path of ['/services/suggest', '/services/suggestions']) server.get(path, visited(platform, suggest))
  server.get('/services/:id', kept, visited(platform, service))
  server.get('/services/:id/lists/:year', kept, visited(platform, listPage))
}

async function search(visit: Visit) {
  const asked = askedIn(visit)
  const { all, found } = await reading(visit, async (db) => ({
    all: await offeredServices(db, visit),
    found: await findServices(db, asked, visit.request.lang, 20),
  }))
  const byId = new Map(all.map((one) => [one.id, one]))
  const results = found.flatMap(({ procedure }) => byId.get(procedure) ?? [])
  return visit.reply.page(SearchPage({ ctx: visit.ctx, asked, all, results }))
}

/** What is suggested while typing. */
async function suggest(visit: Visit) {
  const asked = askedIn(visit)
  visit.reply.type('text/html; charset=utf-8')
  if (asked.length < 2) return visit.reply.send('')
  const found = await reading(visit, (db) => findServices(db, asked, visit.request.lang, 6))
  const items = found.map(({ procedure, title, summary }) => ({
    href: `/services/${procedure}`,
    text: title,
    note: summary,
  }))
  return visit.reply.send(renderFragment(Suggestions({ ctx: visit.ctx, items })))
}

async function service(visit: Visit) {
  const { municipality, lang } = visit.request
  const id = param(visit, 'id')
  const found = await reading(visit, async (db) => {
    const version = await publishedVersion(db, id)
    if (version === undefined) return undefined
    const procedure = await procedureOf(db, municipality, id, version)
    const office = officeIn(procedure, municipality.slug, procedure.service.competentOffice)
    const [all, measured, lists] = await Promise.all([
      offices(db),
      usualTimeOf(db, municipality, id, visit.platform.now()),
      publishedCalls(db, id, thisYear(visit)),
    ])
    const named = all.find(({ officeId }) => officeId === office)
    const window = callWindow(procedure.service, today(visit))
    return { sheet: procedure.service, measured, office: named?.name[lang], window, lists }
  })
  if (!found) return nothingHere(visit)
  return visit.reply.page(ServicePage({ ctx: visit.ctx, ...found }))
}

function askedIn(visit: Visit): string {
  return (visit.ctx.query.q ?? '').trim().slice(0, 100)
}

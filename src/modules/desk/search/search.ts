import type { Queries } from '../../../platform/database/index.ts'
import { renderFragment, Suggestions } from '../../../ui/index.ts'
import { type FoundCase, mayRead, searchCases, tasksOf } from '../../cases/index.ts'
import { readNames } from '../names.ts'
import { can, reading, today, type Visit } from '../visit.ts'
import { SearchPage } from './search-view.tsx'

const SHOWN = 30

export async function searchPage(visit: Visit) {
  const asked = (visit.ctx.query.q ?? '').slice(0, 200)
  const { found, names } = await reading(visit, async (db) => ({
    found: await casesFor(db, visit, asked, SHOWN + 1),
    names: await readNames(db, visit),
  }))
  return visit.reply.page(
    SearchPage({
      ctx: visit.ctx,
      asked,
      found: found.slice(0, SHOWN),
      isCut: found.length > SHOWN,
      names,
      today: today(visit),
    }),
  )
}

/** What is found while the words are typed; a piece of the page. */
export async function searchSuggestions(visit: Visit) {
  const asked = (visit.ctx.query.q ?? '').slice(0, 200)
  visit.reply.type('text/html; charset=utf-8')
  if (asked.trim().length < 3) return visit.reply.send('')
  const items = await reading(visit, async (db) => {
    const [found, names] = [await casesFor(db, visit, asked, 6), await readNames(db, visit)]
    return found.map((one) => ({
      href: `/desk/cases/${one.caseId}`,
      text: `${one.number} · ${one.applicantName}`,
      note: [names.procedure(one.procedure), one.title].filter(Boolean).join(' · '),
    }))
  })
  return visit.reply.send(renderFragment(Suggestions({ ctx: visit.ctx, items })))
}

/** The cases that these words find and that this officer may see: of their offices first, then those that they have a part in. */
async function casesFor(db: Queries, visit: Visit, asked: string, limit: number): Promise<FoundCase[]> {
  if (can(visit, 'case.read-all')) return await searchCases(db, asked, { limit })
  const { offices } = visit.actor
  const own = await searchCases(db, asked, { offices, limit })
  if (own.length >= limit) return own
  const others = (await searchCases(db, asked, { limit: 2 * limit })).filter((one) => !offices.includes(one.officeId))
  const shared: FoundCase[] = []
  for (const one of others) if (mayRead(visit.actor, one, await tasksOf(db, one.caseId))) shared.push(one)
  return [...own, ...shared].slice(0, limit)
}

import { savedFilters, saveFilter, workCounts, workList } from '../../cases/index.ts'
import { readNames } from '../names.ts'
import { can, nothingHere, perform, reading, refusalText, sent, today, type Visit } from '../visit.ts'
import { cursorText, readCursor } from './cursor.ts'
import { filterControls, filterQuery, officesToSee, readFilter } from './filter.ts'
import { NoListPage, WorkPage } from './work-view.tsx'

const PAGE = 25

/** What waits for the officer, in the order of legal risk, a page at a time. */
export async function workPage(visit: Visit) {
  // Who keeps the machine running reads nobody's file, and so has no list.
  if (!can(visit, 'case.read')) return visit.reply.page(NoListPage({ ctx: visit.ctx }))
  const view = await reading(visit, async (db) => {
    const names = await readNames(db, visit)
    const filter = readFilter(visit, names)
    if (!filter) return undefined
    const after = readCursor(visit.ctx.query.after)
    const [lines, counts, saved] = await Promise.all([
      workList(db, filter, { ...(after && { after }), limit: PAGE + 1 }),
      workCounts(db, visit.actor.offices, today(visit)),
      savedFilters(db, visit.actor.id),
    ])
    const shown = lines.slice(0, PAGE)
    const last = shown.at(-1)
    return {
      ...{ names, counts, saved, lines: shown, filters: filterControls(visit, names) },
      manyOffices: filter.offices.length > 1,
      next: lines.length > PAGE && last ? cursorText(last) : undefined,
      isFirst: after === undefined,
      query: filterQuery(visit.ctx.query),
      offices: officesToSee(visit, names),
    }
  })
  if (!view) return nothingHere(visit)
  return visit.reply.page(WorkPage({ ctx: visit.ctx, view, today: today(visit), me: visit.actor }))
}

/** Keeps the filter that is in use under a name. */
export async function saveFilterForm(visit: Visit) {
  const query = filterQuery(Object.fromEntries(new URLSearchParams(sent(visit, 'query'))))
  const name = sent(visit, 'name').trim().slice(0, 60)
  if (name === '' || query === '') return visit.reply.redirect(`/desk?${query}`, 303)
  const outcome = await perform(visit, saveFilter, { name, query })
  if (!outcome.ok) throw Object.assign(new Error(refusalText(visit, outcome.refused)), { statusCode: 409 })
  return visit.reply.redirect(`/desk?${query}&done=desk.filter-saved`, 303)
}

/** Forgets a filter. */
export async function forgetFilterForm(visit: Visit) {
  const name = sent(visit, 'name').slice(0, 60)
  if (name !== '') await perform(visit, saveFilter, { name, query: '' })
  return visit.reply.redirect('/desk/me?done=desk.filter-forgotten', 303)
}

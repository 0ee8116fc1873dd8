import { startOfDayAfter } from '../../../core/deadlines/index.ts'
import { type EntryFilter, listEntries } from '../../register/index.ts'
import { readNames } from '../names.ts'
import { can, reading, type Visit } from '../visit.ts'
import { RegisterPage } from './register-view.tsx'

const PAGE = 25

/** The register of entries and exits, the newest first, a page at a time. */
export async function registerPage(visit: Visit) {
  const after = cursorIn(visit.ctx.query.after)
  const { page, names } = await reading(visit, async (db) => ({
    page: await listEntries(db, filterOf(visit), { limit: PAGE, ...(after && { after }) }),
    names: await readNames(db, visit),
  }))
  const next = page.next && `${page.next.at}~${page.next.label}`
  const mayWrite = can(visit, 'register.write')
  return visit.reply.page(RegisterPage({ ctx: visit.ctx, entries: page.entries, next, names, mayWrite }))
}

/** The filter of the address; days are those of the seat. */
function filterOf({ ctx: { query }, request: { municipality } }: Visit): EntryFilter {
  const { q, kind, office, state } = query
  const [from, until] = [dayIn(query.from), dayIn(query.until)]
  return {
    ...(q && { text: q.slice(0, 100) }),
    ...((kind === 'entry' || kind === 'exit') && { register: kind }),
    ...(office && { officeId: office.slice(0, 60) }),
    ...((state === 'annulled' || state === 'valid') && { annulled: state === 'annulled' }),
    ...(from && { from: startOfDayAfter(dayBefore(from), municipality.zone) }),
    ...(until && { until: startOfDayAfter(until, municipality.zone) }),
  }
}

function dayIn(text: string | undefined): string | undefined {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}

function cursorIn(text: string | undefined): { at: string; label: string } | undefined {
  const [at = '', label = ''] = (text ?? '').split('~')
  return label === '' || Number.isNaN(Date.parse(at)) ? undefined : { at, label: label.slice(0, 40) }
}

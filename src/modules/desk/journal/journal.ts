import { startOfDayAfter } from '../../../core/deadlines/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { verifyJournal } from '../../../platform/journal/index.ts'
import { caseIdByNumber } from '../../cases/index.ts'
import { findPerson } from '../../people/index.ts'
import { findEntry, printedHeads } from '../../register/index.ts'
import { readNames } from '../names.ts'
import { reading, type Visit } from '../visit.ts'
import { JournalPage, VerifyPage } from './journal-view.tsx'
import { type JournalFilter, journalEvents, sealsOver } from './store.ts'

const PAGE = 25

/** The journal, the newest first: what happened, to what, by whom, and under which seal. */
export async function journalPage(visit: Visit) {
  const { query } = visit.ctx
  const before = /^\d{1,15}$/.test(query.after ?? '') ? Number(query.after) : undefined
  const view = await reading(visit, async (db) => {
    const names = await readNames(db, visit)
    const filter = await filterOf(db, visit)
    const found = filter ? await journalEvents(db, filter, { before, limit: PAGE + 1 }) : []
    const events = found.slice(0, PAGE)
    const seals = await sealsOver(db, events.at(-1)?.seq ?? 0, events[0]?.seq ?? 0)
    const actors = await namesOfPeople(
      db,
      events.map(({ actor }) => actor),
    )
    return { names, events, seals, actors, next: found.length > PAGE ? events.at(-1)?.seq : undefined }
  })
  const { ctx, platform } = visit
  const kindInWords = (kind: string) => {
    const key = `desk.fact.${kind.replaceAll('.', '-')}`
    return platform.texts.has(key) ? ctx.t(key) : kind
  }
  return visit.reply.page(JournalPage({ ctx, kindInWords, ...view }))
}

/** Reads the sealed journal again and compares it with its seals and with the heads printed in the daily registers. */
export async function verifyPage(visit: Visit) {
  const verified = await reading(visit, async (db) => verifyJournal(db, await printedHeads(db)))
  return visit.reply.page(VerifyPage({ ctx: visit.ctx, verified }))
}

/** The filter of the address; `undefined` when it names a thing that is not there. */
async function filterOf(db: Queries, { ctx: { query }, request: { municipality } }: Visit) {
  const { q = '', kind, actor, until } = query
  const object = q.trim() === '' ? undefined : await objectNamed(db, q.trim().slice(0, 120))
  if (q.trim() !== '' && object === undefined) return undefined
  const filter: JournalFilter = {
    ...(object !== undefined && { object }),
    ...(kind && { kind: kind.trim().slice(0, 80) }),
    ...(actor && { actor: actor.trim().slice(0, 120) }),
    ...(until && /^\d{4}-\d{2}-\d{2}$/.test(until) && { until: startOfDayAfter(until, municipality.zone) }),
  }
  return filter
}

/** What was written as the journal names things: a case by its number, an entry by its label, anything else as `type:id`. */
async function objectNamed(db: Queries, text: string): Promise<string | undefined> {
  if (/^[a-z-]+:\S+$/.test(text)) return text
  const caseId = await caseIdByNumber(db, text)
  if (caseId !== undefined) return `case:${caseId}`
  const entry = await findEntry(db, text)
  return entry && `register:${entry.series}/${entry.year}/${entry.number}`
}

async function namesOfPeople(db: Queries, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(actors.filter((actor) => actor.startsWith('person:')).map((actor) => actor.slice(7)))
  const found: [string, string][] = []
  for (const id of ids) {
    const person = await findPerson(db, id)
    if (person) found.push([`person:${id}`, person.name])
  }
  return new Map(found)
}

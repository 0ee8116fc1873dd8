import Type from 'typebox'
import { type CaseFile, caseFile, isTheirs, mayRead, notesOf } from '../../cases/index.ts'
import { cursorOf, PAGING, pageOf, USUAL_LIMIT } from '../page.ts'
import { reading, type Visit } from '../reading.ts'
import { uuid } from '../shapes.ts'
import { Event, historyForOfficer, historyForPerson } from './case-history.ts'
import { CaseShape, caseForOfficer, caseForPerson } from './case-view.ts'

const one = reading({
  path: '/cases/{id}',
  tag: 'Cases',
  summary: 'A case',
  description:
    'For its applicant and who represents them; for officers whose office has or had it, or who see every case.',
  audience: 'signed-in',
  params: { id: uuid },
  query: {},
  answer: CaseShape,
  async answers(visit) {
    const found = await fileFor(visit)
    if (!found) return undefined
    if (found.own) return caseForPerson(found.file, visit.lang)
    const notes = await visit.read((db) => notesOf(db, visit.params.id))
    return caseForOfficer(found.file, visit.lang, notes)
  },
})

const cursor = cursorOf(Type.Object({ after: Type.Integer() }))

const history = reading({
  path: '/cases/{id}/history',
  tag: 'Cases',
  summary: 'What happened to a case',
  description: 'From the journal, the oldest first. The applicant is told what concerns them; officers see all of it.',
  audience: 'signed-in',
  params: { id: uuid },
  query: PAGING,
  answer: pageOf('EventPage', Event, 'A page of the history of a case.'),
  async answers(visit) {
    const { limit = USUAL_LIMIT, cursor: from } = visit.query
    const after = cursor.read(from)?.after ?? 0
    const found = await fileFor(visit)
    if (!found) return undefined
    const events = found.file.history
    const told = (found.own ? historyForPerson(events) : historyForOfficer(events)).filter(({ seq }) => seq > after)
    const items = told.slice(0, limit)
    const last = items.at(-1)
    return { items, next: told.length > limit && last ? cursor.write({ after: last.seq }) : null }
  },
})

/** The case, when who asks may see it; `own` when they are the applicant's side of it. */
async function fileFor(visit: Visit<{ id: string }>): Promise<{ file: CaseFile; own: boolean } | undefined> {
  const { read, municipality, actor, params } = visit
  const file = await read((db) => caseFile(db, municipality, params.id))
  if (!file) return undefined
  if (isTheirs(actor, file.case)) return { file, own: true }
  return mayRead(actor, file.case, file.tasks) ? { file, own: false } : undefined
}

export const CASE_READINGS = [one, history]

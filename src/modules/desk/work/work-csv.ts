import { formatDate } from '../../../platform/i18n/index.ts'
import { type WorkCursor, type WorkLine, workList } from '../../cases/index.ts'
import { csvOf } from '../csv.ts'
import { readNames } from '../names.ts'
import { can, nothingHere, reading, type Visit } from '../visit.ts'
import { readFilter } from './filter.ts'

const BATCH = 1000
/** More lines than anybody reads in a spreadsheet. */
const MOST = 50_000

/** The whole list, as it is filtered, for a spreadsheet. */
export async function workCsv(visit: Visit) {
  const { ctx } = visit
  if (!can(visit, 'case.read')) return nothingHere(visit)
  const rows = await reading(visit, async (db) => {
    const names = await readNames(db, visit)
    const filter = readFilter(visit, names)
    if (!filter) return undefined
    const lines: WorkLine[] = []
    for (let after: WorkCursor | undefined; lines.length < MOST; ) {
      const batch = await workList(db, filter, { ...(after && { after }), limit: BATCH })
      lines.push(...batch)
      after = batch.at(-1)
      if (batch.length < BATCH) break
    }
    return lines.map((line) => [
      line.number,
      names.procedure(line.procedure),
      line.applicantName,
      line.title,
      names.step(line.procedure, line.element),
      names.office(line.officeId),
      names.officer(line.officerId) ?? '',
      line.dueOn ?? '',
      line.suspended ? ctx.t('desk.term.suspended') : '',
      line.silence === null ? '' : ctx.t(`desk.silence.short.${line.silence}`),
      formatDate(ctx.lang, line.openedAt, 'medium', ctx.municipality.zone),
    ])
  })
  if (!rows) return nothingHere(visit)
  const heads = [
    'case',
    'procedure',
    'applicant',
    'place',
    'step',
    'office',
    'who',
    'term',
    'suspended',
    'silence',
    'since',
  ]
  return visit.reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="work.csv"')
    .send(csvOf([heads.map((head) => ctx.t(`desk.column.${head}`)), ...rows]))
}

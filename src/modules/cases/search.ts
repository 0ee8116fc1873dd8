import { type Queries, sql } from '../../platform/database/index.ts'

export interface FoundCase {
  readonly caseId: string
  readonly number: string
  readonly procedure: string
  readonly applicantName: string
  readonly title: string
  readonly status: string
  readonly outcome: string | null
  readonly officeId: string
  readonly openedAt: string
  readonly dueOn: string | null
}

/** Cases by number, register number, applicant or place: accents and capitals do not matter. The best twenty, or as many as asked. */
export function searchCases(
  db: Queries,
  text: string,
  options: { offices?: readonly string[]; limit?: number } = {},
): Promise<FoundCase[]> {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .slice(0, 6)
  if (words.length === 0) return Promise.resolve([])
  return db.many<FoundCase>(sql`
    select case_id, number, procedure, applicant_name, title, status, outcome, office_id, opened_at, due_on
    from cases
    where municipality_id = current_municipality()
      and ${sql.all(words.map((word) => sql`search like '%' || plain(${escaped(word)}) || '%'`))}
      ${options.offices ? sql`and office_id = any(${[...options.offices]})` : sql.nothing}
    limit ${options.limit ?? 20}`)
}

/** What LIKE would read as a pattern is searched for as it stands. */
function escaped(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}

import { type Queries, type Sql, sql } from '../../platform/database/index.ts'

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

interface SearchOptions {
  readonly offices?: readonly string[]
  readonly limit?: number
}

/**
 * Cases by number, register number, applicant or place: accents and capitals do not matter. The newest twenty, or as many as asked.
 * A number written in full finds its case; other words are looked for among the newest cases, and among all when those do not suffice.
 */
export async function searchCases(db: Queries, text: string, options: SearchOptions = {}): Promise<FoundCase[]> {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .slice(0, 6)
  if (words.length === 0) return []
  if (words.length === 1 && /\d/.test(text)) {
    const named = await found(db, cases(sql`number = ${words[0]} or register_label = ${words[0]}`, options))
    if (named.length > 0) return named
  }
  const limit = options.limit ?? 20
  const matches = sql.all(words.map((word) => sql`search like '%' || plain(${escaped(word)}) || '%'`))
  const recent = await found(db, cases(matches, options, NEWEST))
  return recent.length >= limit ? recent : await found(db, cases(matches, options))
}

/** So many are looked through one by one, in some milliseconds: what is frequent is found there, and what is rare by its index. */
const NEWEST = sql`(select * from cases where municipality_id = current_municipality() order by opened_at desc, case_id limit 2000) newest`

function cases(condition: Sql, { offices, limit = 20 }: SearchOptions, from = sql`cases`): Sql {
  return sql`
    select case_id, number, procedure, applicant_name, title, status, outcome, office_id, opened_at, due_on
    from ${from}
    where municipality_id = current_municipality() and (${condition})
      ${offices ? sql`and office_id = any(${[...offices]})` : sql.nothing}
    limit ${limit}`
}

function found(db: Queries, query: Sql): Promise<FoundCase[]> {
  return db.many<FoundCase>(query)
}

/** What LIKE would read as a pattern is searched for as it stands. */
function escaped(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}

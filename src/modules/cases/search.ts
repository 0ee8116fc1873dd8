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
 * Cases by number, register number, applicant or place: accents and capitals do not matter. Twenty, or as many as asked: open ones first.
 * A number written in full finds its case.
 */
export async function searchCases(db: Queries, text: string, options: SearchOptions = {}): Promise<FoundCase[]> {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .slice(0, 6)
  if (words.length === 0) return []
  if (words.length === 1 && /\d/.test(text)) {
    const named = await found(db, cases(sql`(number = ${words[0]} or register_label = ${words[0]})`, options))
    if (named.length > 0) return named
  }
  // Each pattern is a query of its own, so that it is made plain once and not for each row.
  const matches = sql.all(words.map((word) => sql`search like (select plain(${pattern(word)}))`))
  // Each state has an index of its own, and the open ones are few: what is frequent is found among them, however many are closed.
  const open = await found(db, cases(sql`status = 'open' and ${matches}`, options))
  const left = (options.limit ?? 20) - open.length
  if (left <= 0) return open
  return [...open, ...(await found(db, cases(sql`status = 'closed' and ${matches}`, { ...options, limit: left })))]
}

function cases(condition: Sql, { offices, limit = 20 }: SearchOptions): Sql {
  return sql`
    select case_id, number, procedure, applicant_name, title, status, outcome, office_id, opened_at, due_on
    from cases
    where municipality_id = current_municipality() and ${condition}
      ${offices ? sql`and office_id = any(${[...offices]})` : sql.nothing}
    limit ${limit}`
}

function found(db: Queries, query: Sql): Promise<FoundCase[]> {
  return db.many<FoundCase>(query)
}

/** A word is looked for anywhere, two letters or digits at the beginning of a word: inside of numbers they are everywhere. */
function pattern(word: string): string {
  // What LIKE would read as a pattern is searched for as it stands.
  const literal = word.replace(/[\\%_]/g, '\\$&')
  return word.length > 2 ? `%${literal}%` : `% ${literal}%`
}

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
 * A number written in full finds its case. A number beside a word is that of a house, a whole one: `forn 12` finds 12, 12 bis, 12B and
 * 12-14, and 120 never; `forn 12b` finds 12B alone. What begins with the words is enough; only where nothing does, they are looked for inside.
 */
export async function searchCases(db: Queries, text: string, options: SearchOptions = {}): Promise<FoundCase[]> {
  const words = wordsOf(text)
  if (!words.some((word) => word.length > 1)) return []
  if (words.length === 1 && /\d/.test(text)) {
    const named = await found(db, cases(sql`(number = ${words[0]} or register_label = ${words[0]})`, options))
    if (named.length > 0) return named
  }
  const atHouse = await casesAtHouse(db, words, options)
  if (atHouse.length > 0) return atHouse
  const matches = sql.all(words.map((word) => matching(word, words.length === 1)))
  // Each state has an index of its own, and the open ones are few: what is frequent is found among them, however many are closed.
  const open = await found(db, cases(sql`status = 'open' and ${matches}`, options))
  const limit = options.limit ?? 20
  if (open.length >= limit) return open
  return [...open, ...(await found(db, cases(sql`status = 'closed' and ${matches}`, options)))].slice(0, limit)
}

/** What was asked, without the signs around its words. A letter alone says nothing; a figure may be a house. */
function wordsOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^[("'.]+|[)"'.]+$/g, ''))
    .filter((word) => word.length > 1 || /\d/.test(word))
    .slice(0, 6)
}

/** `12`, `12b`, `12bis`, `12/a`, `12-14`: the number of a house with what distinguishes it from its neighbour. */
const HOUSE = /^(?<number>\d{1,4})(?:[-/]?(?<letters>\p{L}{1,3})|[-/](?<last>\d{1,4}))?$/u

/** The cases of houses with these numbers, where the words beside them tell which street or whose: found by street and number at once. */
async function casesAtHouse(db: Queries, words: readonly string[], options: SearchOptions): Promise<FoundCase[]> {
  const houses = words.map((word) => HOUSE.exec(word)?.groups).filter((house) => house !== undefined)
  const beside = words.filter((word) => !HOUSE.test(word) && /\p{L}{2}/u.test(word))
  if (houses.length === 0 || !beside.some((word) => /\p{L}{3}/u.test(word))) return []
  const numbers = houses.flatMap(({ number, last }) => [number, last ?? []].flat()).join(' ')
  const house = sql.all([
    // Said twice, so that the planner takes it for rare, which it is, in a plan that it keeps: otherwise it reads the table through.
    sql`house_keys @> (select keys from asked) and house_keys @> (select keys from asked)`,
    // Not `like`: the index of all words would be read as well.
    ...beside.map((word) => sql`strpos(search, (select plain(${word.length > 2 ? word : ` ${word}`}))) > 0`),
    ...houses
      .filter(({ letters }) => letters !== undefined)
      .map(
        ({ number, letters }) => sql`search ~ plain(${`(^|[^0-9])0*${number}[^[:alnum:]]*${letters}($|[^[:alnum:]])`})`,
      ),
  ])
  const limit = options.limit ?? 20
  return await found(
    db,
    sql`
    with asked as materialized (select house_keys(${numbers}, plain(${beside.join(' ')})) as keys),
    open as materialized (${cases(sql`status = 'open' and ${house}`, options)})
    select * from open
    union all (${cases(sql`status = 'closed' and ${house} and (select count(*) from open) < ${sql.whole(limit)}`, options)})
    order by status desc limit ${sql.whole(limit)}`,
  )
}

/** Each pattern is a query of its own, so that it is made plain once and not for each row. */
function matching(word: string, alone: boolean): Sql {
  const like = sql`search like (select plain(${pattern(word)}))`
  // Three figures alone may be a piece of the number of a case; beside a word, all of it but its noughts.
  const isWhole = /^\d+$/.test(word) && word.length <= (alone ? 2 : 4)
  return isWhole ? sql`${like} and search ~ ${`${word.length > 2 ? '(^|[^0-9])0*' : ' '}${word}($|[^0-9])`}` : like
}

function cases(condition: Sql, { offices, limit = 20 }: SearchOptions): Sql {
  return sql`
    select case_id, number, procedure, applicant_name, title, status, outcome, office_id, opened_at, due_on
    from cases
    where municipality_id = current_municipality() and ${condition}
      ${offices ? sql`and office_id = any(${[...offices]})` : sql.nothing}
    limit ${sql.whole(limit)}`
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

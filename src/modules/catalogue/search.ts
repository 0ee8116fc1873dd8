import { type Queries, sql } from '../../platform/database/index.ts'

export interface FoundService {
  readonly procedure: string
  readonly title: string
  readonly summary: string
}

/**
 * Services for what somebody typed, in any of the four languages, with or without accents, with some letters wrong. Title and
 * summary come in `lang`. Best first; nothing that is not at all alike.
 */
export function searchServices(db: Queries, text: string, lang: string, limit = 10): Promise<FoundService[]> {
  const asked = text.trim().slice(0, 100)
  if (asked === '') return Promise.resolve([])
  return db.many<FoundService>(sql`
    select own.procedure, own.title, own.summary
    from (
      select procedure, max(word_similarity(plain(${asked}), words) + case when lang = ${lang} then 0.05 else 0 end) as likeness
      from service_words where municipality_id = current_municipality() group by procedure
    ) found
    join service_words own on own.municipality_id = current_municipality() and own.procedure = found.procedure and own.lang = ${lang}
    where likeness >= ${ENOUGH_ALIKE}
    order by likeness desc, own.title
    limit ${limit}`)
}

/** Below this, two words share letters by chance. */
const ENOUGH_ALIKE = 0.45

/** Every published service, by its title in `lang`. */
export function listServices(db: Queries, lang: string): Promise<FoundService[]> {
  return db.many<FoundService>(sql`
    select procedure, title, summary from service_words
    where municipality_id = current_municipality() and lang = ${lang} order by title`)
}

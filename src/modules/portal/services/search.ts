import type { Queries } from '../../../platform/database/index.ts'
import { type FoundService, searchServices } from '../../catalogue/index.ts'

/**
 * Services for what somebody wrote, in any of the four languages, with letters wrong and without accents: first for all of it
 * together; when that is like nothing ("I want to mend my kitchen"), for its words one by one, the longest first.
 */
export async function findServices(db: Queries, asked: string, lang: string, limit: number): Promise<FoundService[]> {
  const together = await searchServices(db, asked, lang, limit)
  if (together.length > 0) return together
  const found = new Map<string, FoundService>()
  for (const word of wordsOf(asked)) {
    for (const one of await searchServices(db, word, lang, limit))
      if (!found.has(one.procedure)) found.set(one.procedure, one)
  }
  return [...found.values()].slice(0, limit)
}

/** Words long enough to mean something, the longest first; a handful, since each is a query. */
function wordsOf(asked: string): string[] {
  const words = asked.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4)
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 5)
}

import type { Municipality } from './acts/index.ts'
import { type Database, sql } from './database/index.ts'

export interface Municipalities {
  all(): Promise<readonly Municipality[]>
  byId(id: number): Promise<Municipality | undefined>
  bySlug(slug: string): Promise<Municipality | undefined>
  /** Forgets what it knows: after a municipality was added or changed. */
  refresh(): void
}

/** The municipalities of this installation, read once and kept for half a minute. */
export function openMunicipalities(db: Database): Municipalities {
  let known: Promise<readonly Municipality[]> | undefined
  let readAt = 0
  const all = () => {
    if (!known || Date.now() - readAt > KEPT_MS) {
      readAt = Date.now()
      known = db.across((q) => q.many<Municipality>(sql`select * from municipality order by municipality_id`))
      known.catch(() => {
        known = undefined
      })
    }
    return known
  }
  return {
    all,
    byId: async (id) => (await all()).find((one) => one.municipalityId === id),
    bySlug: async (slug) => (await all()).find((one) => one.slug === slug),
    refresh() {
      known = undefined
    },
  }
}

const KEPT_MS = 30_000

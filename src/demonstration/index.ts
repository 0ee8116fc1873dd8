/** The demonstration: two invented towns with their people and the history of their cases. Nothing else depends on it. */
import { sql } from '../platform/database/index.ts'
import type { OpenPlatform } from '../platform/open.ts'
import { type Seeded, type SeedOptions, seed } from './seed.ts'

export { accountLines } from './account-lines.ts'
export { type Cast, type CastOfficer, type CastPerson, cast, castAccounts } from './cast.ts'
export { type Seeded, type SeedOptions, seed, settleHistory } from './seed.ts'
export { type Town, towns } from './town.ts'

/** Loads the demonstration unless somebody works here already; gives what was loaded. */
export async function seedIfEmpty(
  platform: OpenPlatform,
  options: Partial<SeedOptions> & Pick<SeedOptions, 'tell'>,
): Promise<Seeded | undefined> {
  if (await isInUse(platform)) return undefined
  return await seed(platform, { cases: 20_000, seed: 1, ...options })
}

/** A load that was cut off leaves towns and packages, but nobody who works there: it is done again. */
export async function isInUse({ db }: Pick<OpenPlatform, 'db'>): Promise<boolean> {
  const municipalities = await db.across((q) =>
    q.many<{ id: number }>(sql`select municipality_id as id from municipality`),
  )
  for (const { id } of municipalities) {
    const { count } = await db.within(id, (q) => q.one<{ count: number }>(sql`select count(*) as count from officer`))
    if (count > 0) return true
  }
  return false
}

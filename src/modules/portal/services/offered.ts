import type { Queries } from '../../../platform/database/index.ts'
import { publishedServices } from '../../catalogue/index.ts'
import { usualTimeOf, usualTimeText } from '../usual-times.ts'
import type { Visit } from '../visit.ts'

/** A service as a card shows it. */
export interface OfferedService {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly lifeEvent: string
  /** "Usually 9 days": measured. */
  readonly usual: string | undefined
}

/** Everything that the town offers, in the language of the reader, by title. */
export async function offeredServices(db: Queries, { request, platform, ctx }: Visit): Promise<OfferedService[]> {
  const { municipality, lang } = request
  const procedures = await publishedServices(db, municipality)
  const offered = await Promise.all(
    procedures.map(async ({ id, service }) => ({
      id,
      title: service.title[lang] ?? id,
      summary: service.summary[lang] ?? '',
      lifeEvent: service.lifeEvent,
      usual: usualTimeText(ctx, await usualTimeOf(db, municipality, id, platform.now())),
    })),
  )
  return offered.sort((a, b) => a.title.localeCompare(b.title, lang))
}

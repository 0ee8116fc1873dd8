import type { Municipality } from '../../platform/acts/index.ts'
import type { Queries } from '../../platform/database/index.ts'
import type { PageContext } from '../../ui/index.ts'
import { type UsualTime, usualTime } from '../cases/index.ts'

interface Kept {
  readonly until: number
  readonly measured: Promise<UsualTime | undefined>
}

const kept = new Map<string, Kept>()

/** A measure of a year does not change in ten minutes; pages that many people open do not count it each time. */
const KEPT_MS = 10 * 60_000

/** The time that a procedure really took, measured at most every ten minutes. */
export function usualTimeOf(
  db: Queries,
  municipality: Pick<Municipality, 'municipalityId'>,
  procedure: string,
  now: string,
): Promise<UsualTime | undefined> {
  const key = `${municipality.municipalityId}/${procedure}`
  const at = Date.parse(now)
  const known = kept.get(key)
  if (known && known.until > at && known.until - at <= KEPT_MS) return known.measured
  const measured = usualTime(db, procedure, now)
  kept.set(key, { until: at + KEPT_MS, measured })
  measured.catch(() => kept.delete(key))
  return measured
}

/** "Usually at once", "usually 9 days"; nothing where nothing was measured. */
export function usualTimeText({ t }: PageContext, measured: UsualTime | undefined): string | undefined {
  if (!measured) return undefined
  if (measured.medianDays < 1) return t('portal.usual.at-once')
  return t('portal.usual.days', { n: Math.round(measured.medianDays) })
}

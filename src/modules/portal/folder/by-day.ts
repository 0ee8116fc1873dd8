import { formatDate } from '../../../platform/i18n/index.ts'
import { daysUntil } from '../today.ts'
import type { Visit } from '../visit.ts'

/** A last day in words: "by 14 April 2026, 3 days left". */
export function byDay(visit: Visit, day: string | null): string | undefined {
  if (day === null) return undefined
  const { t, lang } = visit.ctx
  const [date, n] = [formatDate(lang, day), daysUntil(visit, day)]
  if (n < 0) return t('portal.by.late', { date })
  return n === 0 ? t('portal.by.today', { date }) : t('portal.by.day', { date, n })
}

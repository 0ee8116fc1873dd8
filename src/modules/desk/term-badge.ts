import { formatDate } from '../../platform/i18n/index.ts'
import type { BadgeTone, PageContext } from '../../ui/index.ts'
import { daysBetween } from './visit.ts'

/** How a legal term stands, in a few words that carry the meaning without the colour. */
export interface TermBadge {
  readonly tone: BadgeTone
  readonly text: string
  /** The last day, and what happens without a decision. */
  readonly note: string
}

interface Term {
  readonly dueOn: string | null
  readonly suspended: boolean
  readonly silence: string | null
}

/** Days in which something must be done now. */
const SOON = 5

/** Days left of the legal term of a case, from a day. */
export function termBadge({ t, lang }: PageContext, { dueOn, suspended, silence }: Term, today: string): TermBadge {
  if (dueOn === null) return { tone: 'neutral', text: t('desk.term.none'), note: '' }
  const day = formatDate(lang, dueOn, 'medium')
  const effect = silence === null ? '' : t(`desk.silence.short.${silence}`)
  if (suspended) return { tone: 'neutral', text: t('desk.term.suspended'), note: effect }
  const left = daysBetween(today, dueOn)
  const note = [day, effect].filter(Boolean).join(' · ')
  if (left < 0) return { tone: 'danger', text: t('desk.term.late', { n: -left }), note }
  if (left === 0) return { tone: 'danger', text: t('desk.term.today'), note }
  return { tone: left <= SOON ? 'warning' : 'info', text: t('desk.term.left', { n: left }), note }
}

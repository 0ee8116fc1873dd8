import type { BadgeTone, PageContext } from '../../ui/index.ts'

const TONES: Readonly<Record<string, BadgeTone>> = {
  granted: 'success',
  issued: 'success',
  refused: 'danger',
}

const KNOWN = new Set(['granted', 'issued', 'refused', 'withdrawn', 'not-corrected', 'not-paid'])

/** How a case ended, or that it is under way, in two or three words. */
export function outcomeBadge(
  { t }: PageContext,
  { status, outcome }: { readonly status: string; readonly outcome: string | null },
): { readonly tone: BadgeTone; readonly text: string } {
  if (outcome !== null && KNOWN.has(outcome))
    return { tone: TONES[outcome] ?? 'neutral', text: t(`desk.outcome.${outcome}`) }
  if (status === 'closed') return { tone: 'neutral', text: t('desk.outcome.closed') }
  return { tone: 'info', text: t('desk.outcome.open') }
}

import type { BadgeTone } from '../../../ui/index.ts'
import type { FolderCase } from '../../cases/index.ts'
import type { Visit } from '../visit.ts'

export interface CaseBadge {
  readonly tone: BadgeTone
  readonly text: string
}

interface Standing extends Pick<FolderCase, 'status' | 'outcome' | 'waitingFor' | 'suspended'> {
  /** Something may be asked of the person while an office goes on with the rest. */
  readonly isAsked?: boolean
}

/** Where a case stands, in two or three words: how it ended, or whose turn it is. */
export function caseBadge({ platform, ctx: { t } }: Visit, one: Standing): CaseBadge {
  if (one.outcome !== null) {
    const key = `portal.outcome.${one.outcome}`
    return { tone: TONES[one.outcome] ?? 'neutral', text: t(platform.texts.has(key) ? key : 'portal.outcome.closed') }
  }
  if (one.status === 'closed') return { tone: 'neutral', text: t('portal.outcome.closed') }
  if (one.isAsked || one.waitingFor === 'applicant') return { tone: 'warning', text: t('portal.state.yours') }
  return { tone: 'info', text: t(one.suspended ? 'portal.state.suspended' : 'portal.state.ours') }
}

const TONES: Readonly<Record<string, BadgeTone>> = {
  granted: 'success',
  issued: 'success',
  refused: 'danger',
  'granted-by-silence': 'success',
}

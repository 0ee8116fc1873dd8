import { formatDate } from '../../../platform/i18n/index.ts'
import type { PageContext } from '../../page-context.ts'
import { Icon } from '../icon/icon.tsx'

/** A legal term as it is shown. Texts that come from the law's data are given translated. */
export interface TermView {
  /** What must happen by then: "The town hall must answer by". */
  title: string
  state: 'running' | 'suspended' | 'met' | 'over'
  /** The last day, `2026-04-14`; absent while it is suspended without a known end. */
  end?: string | undefined
  /** Days left, negative once it is over; absent when it is met. */
  daysLeft?: number | undefined
  /** "3 months", "10 working days". */
  length?: string | undefined
  /** What happens without an answer: "If nobody answers, it is granted." */
  silence?: string | undefined
  /** Why it does not run now. */
  suspendedBecause?: string | undefined
  /** The count, step by step, each with its article. */
  count?: readonly { text: string; source?: string | undefined }[] | undefined
}

/** Until when somebody must act, how that day was counted, and what follows when it passes. */
export function TermBox({ ctx, term }: { ctx: PageContext; term: TermView }) {
  const { t, lang } = ctx
  const tone = toneOf(term)
  return (
    <section class={`f-term f-term-${tone}`}>
      <h2 class="f-term-title">
        <Icon name={term.state === 'suspended' ? 'clock' : 'calendar'} size="sm" />
        {term.title}
      </h2>
      {term.end === undefined ? (
        <p class="f-term-end">{stateInWords(ctx, term)}</p>
      ) : (
        <>
          <p class="f-term-end">
            <time dateTime={term.end}>{formatDate(lang, term.end)}</time>
          </p>
          <p class="f-term-state">{stateInWords(ctx, term)}</p>
        </>
      )}
      {term.suspendedBecause === undefined ? null : <p>{term.suspendedBecause}</p>}
      {term.silence === undefined ? null : <p class="f-term-silence">{term.silence}</p>}
      {term.count === undefined || term.count.length === 0 ? null : (
        <details>
          <summary>{t('ui.term.count')}</summary>
          {term.length === undefined ? null : <p>{t('ui.term.length', { length: term.length })}</p>}
          <ol class="f-term-count">
            {term.count.map(({ text, source }) => (
              <li>
                {text}
                {source === undefined ? null : <small lang={ctx.municipality.law}>{source}</small>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

const soon = 5

function toneOf({ state, daysLeft }: TermView): 'calm' | 'soon' | 'late' | 'rest' {
  if (state === 'over') return 'late'
  if (state !== 'running') return 'rest'
  return daysLeft !== undefined && daysLeft <= soon ? 'soon' : 'calm'
}

function stateInWords({ t }: PageContext, { state, daysLeft }: TermView): string {
  if (state === 'running' && daysLeft !== undefined) return t('ui.term.days-left', { n: daysLeft })
  if (state === 'over' && daysLeft !== undefined) return t('ui.term.days-over', { n: -daysLeft })
  return t(`ui.term.${state}`)
}

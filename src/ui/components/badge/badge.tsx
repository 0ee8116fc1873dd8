import type { ComponentChildren } from 'preact'

/** What a state means for whoever reads it: nothing to do, something under way, done well, soon late, late or refused. */
export type BadgeTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/** The state of a thing in one or two words. The words carry the meaning; the colour only helps the eye along a list. */
export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone | undefined; children: ComponentChildren }) {
  return <span class={`f-badge f-badge-${tone}`}>{children}</span>
}

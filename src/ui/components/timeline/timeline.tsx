import type { ComponentChildren } from 'preact'

export interface TimelineEvent {
  /** The moment, ready to be read: "2 March 2026, 11:00". */
  when: string
  /** The same for machines (ISO 8601). */
  instant?: string | undefined
  title: string
  /** Who did it: "You", "Town planning". */
  by?: string | undefined
  tone?: 'plain' | 'success' | 'warning' | 'danger' | undefined
  children?: ComponentChildren
}

/** What happened, the latest first. */
export function Timeline({ label, events }: { label: string; events: readonly TimelineEvent[] }) {
  return (
    <ol class="f-timeline" aria-label={label}>
      {events.map(({ when, instant, title, by, tone = 'plain', children }) => (
        <li class={`f-event-${tone}`}>
          <p class="f-event-when">
            <time dateTime={instant}>{when}</time>
            {by === undefined ? null : <span> · {by}</span>}
          </p>
          <p class="f-event-title">{title}</p>
          {children}
        </li>
      ))}
    </ol>
  )
}

import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { Icon } from '../icon/icon.tsx'

export type Tone = 'info' | 'success' | 'warning' | 'danger'

const icons: Readonly<Record<Tone, string>> = {
  info: 'info-circle',
  success: 'check-circle',
  warning: 'warning-circle',
  danger: 'error',
}

interface CalloutProps {
  ctx: PageContext
  kind?: Tone | undefined
  title?: string | undefined
  /** 2 to 4, where the title is a heading of the page's outline. */
  level?: 2 | 3 | 4 | undefined
  children?: ComponentChildren
}

/**
 * Something that must not be missed beside the text: one a page, two at most. `info` tells, `warning` asks to act before something happens,
 * `danger` tells of something that failed, `success` that something is done. The kind is also written in words for who does not see it.
 */
export function Callout({ ctx, kind = 'info', title, level, children }: CalloutProps) {
  const Title = level === undefined ? 'p' : (`h${level}` as const)
  return (
    <div class={`f-callout f-callout-${kind}`}>
      <Icon name={icons[kind]} />
      <div class="f-callout-text">
        <span class="visually-hidden">{ctx.t(`ui.tone.${kind}`)}: </span>
        {title === undefined ? null : <Title class="f-callout-title">{title}</Title>}
        {children}
      </div>
    </div>
  )
}

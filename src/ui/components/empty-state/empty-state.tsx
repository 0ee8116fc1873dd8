import { ButtonLink } from '../act-form/button.tsx'
import { Icon } from '../icon/icon.tsx'

interface EmptyStateProps {
  title: string
  /** Why there is nothing, and what will appear here. */
  text: string
  icon?: string | undefined
  /** What to do now, if there is something. */
  action?: { href: string; text: string } | undefined
}

/** In place of a list without lines: says why it is empty and what to do, so that nobody takes it for a failure. */
export function EmptyState({ title, text, icon = 'inbox', action }: EmptyStateProps) {
  return (
    <div class="f-empty">
      <Icon name={icon} size="lg" />
      <p class="f-empty-title">{title}</p>
      <p>{text}</p>
      {action === undefined ? null : <ButtonLink {...action} look="secondary" />}
    </div>
  )
}

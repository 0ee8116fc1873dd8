import type { ComponentChildren } from 'preact'
import { Icon } from '../icon/icon.tsx'

interface CardProps {
  href: string
  title: string
  text?: string | undefined
  icon?: string | undefined
  /** One short fact under a line: "At once", "about 12 days · free". */
  note?: string | undefined
  level?: 2 | 3 | undefined
}

/** A service, or a group of them, to be chosen among others. The whole card is the link. */
export function ServiceCard({ href, title, text, icon, note, level = 3 }: CardProps) {
  const Title = `h${level}` as const
  return (
    <li class="f-card">
      {icon === undefined ? null : (
        <span class="f-card-icon">
          <Icon name={icon} />
        </span>
      )}
      <Title>
        <a href={href}>{title}</a>
      </Title>
      {text === undefined ? null : <p>{text}</p>}
      {note === undefined ? null : <p class="f-card-note">{note}</p>}
    </li>
  )
}

/** Cards side by side: as many in a row as there is room for. */
export function CardGrid({ children }: { children: ComponentChildren }) {
  return <ul class="f-cards">{children}</ul>
}

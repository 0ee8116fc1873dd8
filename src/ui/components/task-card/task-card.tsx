import { ButtonLink } from '../act-form/button.tsx'
import { Badge, type BadgeTone } from '../badge/badge.tsx'

interface TaskCardProps {
  title: string
  /** What the task belongs to: "Minor works · 2026/000123". */
  about?: string | undefined
  text?: string | undefined
  /** Until when, in words: "by 14 April, in 3 days". */
  due?: string | undefined
  badge?: { tone: BadgeTone; text: string } | undefined
  action: { href: string; text: string }
  /** The first thing to do on the page: its button is the main one. */
  isMain?: boolean | undefined
  level?: 2 | 3 | undefined
}

/** Something that this person must do, with its button. */
export function TaskCard({ title, about, text, due, badge, action, isMain, level = 3 }: TaskCardProps) {
  const Title = `h${level}` as const
  return (
    <article class={isMain ? 'f-task f-task-main' : 'f-task'}>
      <div class="f-task-text">
        {about === undefined ? null : <p class="f-over">{about}</p>}
        <Title>{title}</Title>
        {text === undefined ? null : <p>{text}</p>}
        {due === undefined && badge === undefined ? null : (
          <p class="f-task-due">
            {badge === undefined ? null : <Badge tone={badge.tone}>{badge.text}</Badge>} {due}
          </p>
        )}
      </div>
      <ButtonLink {...action} look={isMain ? 'primary' : 'secondary'} />
    </article>
  )
}

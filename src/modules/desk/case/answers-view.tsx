import { type AnswerGroup, CheckAnswers, type PageContext } from '../../../ui/index.ts'

interface AnswersProps {
  ctx: PageContext
  title: string
  groups: readonly AnswerGroup[]
}

/** Answers to read, group by group; nothing where there are none. */
export function Answers({ ctx, title, groups }: AnswersProps) {
  if (groups.length === 0) return null
  return (
    <section class="f-panel d-answers">
      <h2>{title}</h2>
      <CheckAnswers ctx={ctx} groups={groups} />
    </section>
  )
}

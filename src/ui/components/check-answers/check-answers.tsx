import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'

export interface AnswerGroup {
  title: string
  /** Where the answers of this group are changed. */
  href?: string | undefined
  answers: readonly { question: string; answer: ComponentChildren; source?: string | undefined }[]
}

/** All the answers before they are sent, as the officer will read them, each group with the way back to change it. */
export function CheckAnswers({ ctx, groups }: { ctx: PageContext; groups: readonly AnswerGroup[] }) {
  return (
    <div class="f-answers">
      {groups.map(({ title, href, answers }) => (
        <section>
          <div class="f-answers-head">
            <h2>{title}</h2>
            {href === undefined ? null : (
              <a href={href}>
                {ctx.t('ui.answers.change')}
                <span class="visually-hidden"> {title}</span>
              </a>
            )}
          </div>
          <dl class="f-facts">
            {answers.map(({ question, answer, source }) => (
              <div>
                <dt>{question}</dt>
                <dd>
                  {answer === '' || answer === undefined || answer === null ? (
                    <span class="f-muted">{ctx.t('ui.answers.none')}</span>
                  ) : (
                    answer
                  )}
                  {source === undefined ? null : <small class="f-source">{ctx.t('ui.field.source', { source })}</small>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

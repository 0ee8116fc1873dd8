import type { PageContext } from '../../../ui/index.ts'
import type { Reason } from './reasons.ts'

/** What the rules said, with the rows of the tables that say it: nothing is decided without its reason. */
export function Reasons({ ctx: { t }, reasons }: { ctx: PageContext; reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null
  return (
    <section class="f-panel">
      <h2>{t('desk.reasons.title')}</h2>
      {reasons.map(({ step, value, parts }) => (
        <div class="d-rule">
          <h3>{step}</h3>
          <p>{value}</p>
          <details>
            <summary>{t('desk.reasons.why')}</summary>
            <ul class="d-list">
              {parts.map((part) => (
                <li>
                  <p>
                    <strong>{part.name}</strong>: {part.value}
                  </p>
                  {part.rows
                    .filter(({ words }) => words !== '')
                    .map(({ index, words }) => (
                      <p class="f-muted">
                        {t('desk.reasons.row', { index })}: {words}
                      </p>
                    ))}
                </li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </section>
  )
}

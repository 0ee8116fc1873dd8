import type { PageContext } from '../../../ui/index.ts'
import type { Reason, ReasonPart, Result } from './reasons.ts'

/** What the rules said, with the rows of the tables that say it: nothing is decided without its reason. */
export function Reasons({ ctx, reasons }: { ctx: PageContext; reasons: readonly Reason[] }) {
  const { t } = ctx
  if (reasons.length === 0) return null
  return (
    <section class="f-panel">
      <h2>{t('desk.reasons.title')}</h2>
      {reasons.map(({ step, result, parts }) => (
        <div class="d-rule">
          <h3>{step}</h3>
          <Results result={result} />
          <details>
            <summary>{t('desk.reasons.why')}</summary>
            <ul class="d-list">
              {parts.map((part) => (
                <li>
                  <Part ctx={ctx} part={part} />
                </li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </section>
  )
}

interface PartProps {
  ctx: PageContext
  part: ReasonPart
}

/** A table: what came out of it, the rows that applied with their reason, and what they looked at. */
function Part({ ctx: { t }, part }: PartProps) {
  const { result, rows, inputs, isSealed } = part
  return (
    <>
      <Results result={result} />
      {isSealed ? <p class="f-muted">{t('desk.case.sealed')}</p> : null}
      {rows.map(({ index, words }) => (
        <p class="f-muted">{[t('desk.reasons.row', { index }), words].filter(Boolean).join(': ')}</p>
      ))}
      {inputs.length === 0 ? null : (
        <p class="f-muted d-small">{inputs.map(({ name, value }) => `${name}: ${value}`).join(' · ')}</p>
      )}
    </>
  )
}

/** One line for each part of a result; amounts stand under one another. */
function Results({ result }: { result: Result }) {
  return (
    <dl class="d-results">
      {result.map(({ name, value }) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

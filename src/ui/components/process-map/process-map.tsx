import type { PageContext } from '../../page-context.ts'

export interface MapStep {
  /** The element of the drawing. */
  element: string
  name: string
  state: 'done' | 'here' | 'next'
  /** "2 March 2026", "Town planning has it", "usually 9 days". */
  note?: string | undefined
}

interface ProcessMapProps {
  ctx: PageContext
  /** Where the BPMN file is. */
  src: string
  steps: readonly MapStep[]
}

/**
 * Where a case is: the steps in words, which everybody gets, and under them the procedure as it is drawn, with the place marked,
 * when there is JavaScript. The drawing adds nothing that the list does not say, so it is hidden from screen readers.
 */
export function ProcessMap({ ctx, src, steps }: ProcessMapProps) {
  const marks = (state: MapStep['state']) => steps.filter((step) => step.state === state).map((step) => step.element)
  return (
    <div class="f-map">
      <ol class="f-map-steps">
        {steps.map(({ name, state, note }) => (
          <li class={`f-map-${state}`} aria-current={state === 'here' ? 'step' : undefined}>
            <strong>{name}</strong>
            <span>
              {ctx.t(`ui.steps.${state}`)}
              {note === undefined ? null : ` · ${note}`}
            </span>
          </li>
        ))}
      </ol>
      <details class="f-map-drawing" data-map>
        <summary>{ctx.t('ui.map.show')}</summary>
        <div
          aria-hidden="true"
          data-bpmn-src={src}
          data-done={marks('done').join(' ')}
          data-here={marks('here').join(' ')}
          data-failed={ctx.t('ui.map.failed')}
        />
        <button type="button" class="f-link-btn" hidden data-map-whole={ctx.t('ui.map.here')}>
          {ctx.t('ui.map.whole')}
        </button>
        <p class="f-muted">{ctx.t('ui.map.note')}</p>
      </details>
    </div>
  )
}

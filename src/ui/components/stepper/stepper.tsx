import type { PageContext } from '../../page-context.ts'

export interface Step {
  name: string
  state: 'done' | 'here' | 'next'
  /** Where a step that is done can be looked at again. */
  href?: string | undefined
}

/** Where the person is in an application. Steps that are done can be opened again; a telephone sees "Step 2 of 5" and the name. */
export function Stepper({ ctx, steps }: { ctx: PageContext; steps: readonly Step[] }) {
  const here = steps.findIndex((step) => step.state === 'here')
  return (
    <nav class="f-steps" aria-label={ctx.t('ui.steps.label')}>
      <p class="f-steps-short">
        <span>{ctx.t('ui.steps.of', { step: here + 1, all: steps.length })}</span>
        <progress max={steps.length} value={here + 1} aria-label={ctx.t('ui.steps.label')} />
      </p>
      <ol>
        {steps.map(({ name, state, href }) => (
          <li class={`f-step-${state}`} aria-current={state === 'here' ? 'step' : undefined}>
            {state === 'done' && href !== undefined ? <a href={href}>{name}</a> : <span>{name}</span>}
            <span class="visually-hidden"> ({ctx.t(`ui.steps.${state}`)})</span>
          </li>
        ))}
      </ol>
    </nav>
  )
}

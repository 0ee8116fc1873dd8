import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { type Step, Stepper } from './stepper.tsx'

export function worksSteps(ctx: PageContext): Step[] {
  return [
    { name: said(ctx, { ca: 'Qui ets', it: 'Chi sei' }), state: 'done', href: '#who' },
    { name: said(ctx, { ca: 'Les obres', it: 'I lavori' }), state: 'here' },
    { name: said(ctx, { ca: 'Documents', it: 'Documenti' }), state: 'next' },
    { name: said(ctx, { ca: 'Repassa', it: 'Controlla' }), state: 'next' },
    { name: said(ctx, { ca: 'Paga i envia', it: 'Paga e invia' }), state: 'next' },
  ]
}

export const fixtures: Fixtures = {
  name: 'Stepper',
  about: 'Where the person is in an application.',
  examples: [{ name: 'second of five', render: (ctx) => <Stepper ctx={ctx} steps={worksSteps(ctx)} /> }],
}

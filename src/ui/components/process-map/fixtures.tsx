import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { type MapStep, ProcessMap } from './process-map.tsx'

export function worksMap(ctx: PageContext): MapStep[] {
  return [
    {
      element: 'submitted',
      name: said(ctx, { ca: 'Sol·licitud enviada', it: 'Domanda inviata' }),
      state: 'done',
      note: said(ctx, { ca: '18 de febrer', it: '18 febbraio' }),
    },
    {
      element: 'fee',
      name: said(ctx, { ca: 'Taxa pagada', it: 'Diritti pagati' }),
      state: 'done',
      note: said(ctx, { ca: '18 de febrer', it: '18 febbraio' }),
    },
    {
      element: 'report',
      name: said(ctx, { ca: 'Informe de l’arquitecte', it: 'Parere tecnico' }),
      state: 'here',
      note: said(ctx, { ca: 'Ho té Urbanisme, normalment 9 dies', it: 'Ufficio tecnico, di solito 9 giorni' }),
    },
    { element: 'decision', name: said(ctx, { ca: 'Resolució', it: 'Decisione' }), state: 'next' },
    { element: 'notified', name: said(ctx, { ca: 'T’ho comuniquem', it: 'Te lo comunichiamo' }), state: 'next' },
  ]
}

export const fixtures: Fixtures = {
  name: 'Process map',
  about: 'Where a case is: steps in words, and the procedure as drawn.',
  examples: [
    {
      name: 'at the report',
      render: (ctx) => <ProcessMap ctx={ctx} src="/assets/gallery/process.bpmn" steps={worksMap(ctx)} />,
    },
  ],
}

import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { type Filter, FilterBar } from './filter-bar.tsx'

export function workFilters(ctx: PageContext): Filter[] {
  return [
    { kind: 'words', name: 'q', label: said(ctx, { ca: 'Paraules', it: 'Parole' }) },
    {
      kind: 'choice',
      name: 'procedure',
      label: said(ctx, { ca: 'Procediment', it: 'Procedimento' }),
      options: [
        { value: 'minor-works', text: said(ctx, { ca: 'Obres menors', it: 'Lavori minori' }) },
        { value: 'school-meals', text: said(ctx, { ca: 'Ajut de menjador', it: 'Contributo mensa' }) },
      ],
    },
    { kind: 'date', name: 'until', label: said(ctx, { ca: 'Venç abans del', it: 'Scade entro il' }) },
    { kind: 'words', name: 'person', label: said(ctx, { ca: 'Persona', it: 'Persona' }) },
  ]
}

export const fixtures: Fixtures = {
  name: 'Filter bar',
  about: 'Narrows the list under it; what is chosen is in the address.',
  examples: [
    {
      name: 'one filter in use',
      render: (ctx) => (
        <FilterBar ctx={{ ...ctx, query: { ...ctx.query, procedure: 'minor-works' } }} filters={workFilters(ctx)} />
      ),
    },
  ],
}

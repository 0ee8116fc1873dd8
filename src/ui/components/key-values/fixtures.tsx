import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { type KeyValue, KeyValues } from './key-values.tsx'

export function worksFacts(ctx: PageContext): KeyValue[] {
  return [
    { key: said(ctx, { ca: 'Número', it: 'Numero' }), value: '2026/000123' },
    {
      key: said(ctx, { ca: 'Qui el porta', it: 'Chi la segue' }),
      value: said(ctx, { ca: 'Urbanisme · Quim Roca', it: 'Ufficio tecnico · Elena' }),
    },
    {
      key: said(ctx, { ca: 'Adreça', it: 'Indirizzo' }),
      value: said(ctx, { ca: 'Carrer de les Gavines, 14', it: 'Via dei Castagni, 9' }),
    },
  ]
}

export const fixtures: Fixtures = {
  name: 'Facts',
  about: 'Facts about one thing, each with its name.',
  examples: [
    { name: 'one under the other', render: (ctx) => <KeyValues items={worksFacts(ctx)} /> },
    { name: 'side by side', render: (ctx) => <KeyValues items={worksFacts(ctx)} columns={3} /> },
  ],
}

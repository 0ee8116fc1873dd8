import { type Fixtures, said } from '../../gallery/fixture.ts'
import { EmptyState } from './empty-state.tsx'

export const fixtures: Fixtures = {
  name: 'Empty state',
  about: 'Why a list is empty and what to do.',
  examples: [
    {
      name: 'with an action',
      render: (ctx) => (
        <EmptyState
          icon="folder"
          title={said(ctx, { ca: 'Encara no tens cap tràmit', it: 'Non hai ancora pratiche' })}
          text={said(ctx, {
            ca: 'Quan en comencis un, el trobaràs aquí.',
            it: 'Quando ne inizi una, la troverai qui.',
          })}
          action={{ href: '/services', text: said(ctx, { ca: 'Mira els tràmits', it: 'Guarda i servizi' }) }}
        />
      ),
    },
  ],
}

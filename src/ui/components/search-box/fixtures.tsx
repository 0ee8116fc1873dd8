import { type Fixtures, said } from '../../gallery/fixture.ts'
import { SearchBox, Suggestions } from './search-box.tsx'

export const fixtures: Fixtures = {
  name: 'Search box',
  about: 'One field; suggestions come while typing.',
  examples: [
    { name: 'empty', render: (ctx) => <SearchBox ctx={ctx} id="gallery-search" /> },
    {
      name: 'suggestions',
      render: (ctx) => (
        <Suggestions
          ctx={ctx}
          items={[
            {
              href: '/services/minor-works',
              text: said(ctx, { ca: 'Permís d’obres menors', it: 'Permesso per piccoli lavori' }),
              note: said(ctx, { ca: 'Tràmit', it: 'Servizio' }),
            },
          ]}
        />
      ),
    },
  ],
}

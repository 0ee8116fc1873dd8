import { type Fixtures, said } from '../../gallery/fixture.ts'
import { Badge } from './badge.tsx'

export const fixtures: Fixtures = {
  name: 'Badge',
  about: 'A state in one or two words.',
  examples: [
    {
      name: 'all of them',
      render: (ctx) => (
        <p>
          <Badge>{said(ctx, { ca: 'Esborrany', it: 'Bozza' })}</Badge>{' '}
          <Badge tone="info">{said(ctx, { ca: 'En tràmit', it: 'In corso' })}</Badge>{' '}
          <Badge tone="success">{said(ctx, { ca: 'Concedit', it: 'Accolta' })}</Badge>{' '}
          <Badge tone="warning">{said(ctx, { ca: 'Et toca a tu', it: 'Tocca a te' })}</Badge>{' '}
          <Badge tone="danger">{said(ctx, { ca: 'Fora de termini', it: 'In ritardo' })}</Badge>
        </p>
      ),
    },
  ],
}

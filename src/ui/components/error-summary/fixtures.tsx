import { type Fixtures, said } from '../../gallery/fixture.ts'
import { ErrorSummary } from './error-summary.tsx'

export const fixtures: Fixtures = {
  name: 'Error summary',
  about: 'At the top of a form that could not be accepted; each line goes to its field.',
  examples: [
    {
      name: 'two errors',
      render: (ctx) => (
        <ErrorSummary
          ctx={ctx}
          errors={[
            {
              field: 'email',
              text: said(ctx, {
                ca: 'Falta el final de l’adreça de correu.',
                it: 'Manca la fine dell’indirizzo e-mail.',
              }),
            },
            {
              field: 'works.what',
              text: said(ctx, { ca: 'Explica quines obres vols fer.', it: 'Spiega che lavori vuoi fare.' }),
            },
          ]}
        />
      ),
    },
  ],
}

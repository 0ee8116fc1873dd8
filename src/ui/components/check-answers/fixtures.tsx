import { formatMoney } from '../../../platform/i18n/index.ts'
import { type Fixtures, said } from '../../gallery/fixture.ts'
import { CheckAnswers } from './check-answers.tsx'

export const fixtures: Fixtures = {
  name: 'Check your answers',
  about: 'All the answers before they are sent.',
  examples: [
    {
      name: 'two groups',
      render: (ctx) => (
        <CheckAnswers
          ctx={ctx}
          groups={[
            {
              title: said(ctx, { ca: 'Qui ets', it: 'Chi sei' }),
              href: '#who',
              answers: [
                {
                  question: said(ctx, { ca: 'Nom i cognoms', it: 'Nome e cognome' }),
                  answer: said(ctx, { ca: 'Aina Soler', it: 'Lucia Bassi' }),
                  source: said(ctx, { ca: 'Padró d’habitants', it: 'Anagrafe' }),
                },
                { question: said(ctx, { ca: 'Telèfon', it: 'Telefono' }), answer: '' },
              ],
            },
            {
              title: said(ctx, { ca: 'Les obres', it: 'I lavori' }),
              href: '#works',
              answers: [
                {
                  question: said(ctx, { ca: 'Quines obres vols fer?', it: 'Che lavori vuoi fare?' }),
                  answer: said(ctx, {
                    ca: 'Canviar el bany i el terra de la cuina.',
                    it: 'Rifare il bagno e il pavimento della cucina.',
                  }),
                },
                {
                  question: said(ctx, { ca: 'Pressupost', it: 'Costo previsto' }),
                  answer: formatMoney(ctx.lang, '4500'),
                },
              ],
            },
          ]}
        />
      ),
    },
  ],
}

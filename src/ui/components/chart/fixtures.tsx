import { type Fixtures, said } from '../../gallery/fixture.ts'
import { Chart } from './chart.tsx'

const months = {
  ca: ['gen', 'febr', 'març', 'abr', 'maig', 'juny', 'jul', 'ag', 'set', 'oct', 'nov', 'des'],
  it: ['gen', 'feb', 'mar', 'apr', 'mag', 'giu', 'lug', 'ago', 'set', 'ott', 'nov', 'dic'],
}

export const fixtures: Fixtures = {
  name: 'Chart',
  about: 'Figures as a picture, with the same figures as a table.',
  examples: [
    {
      name: 'bars',
      render: (ctx) => (
        <Chart
          ctx={ctx}
          kind="bar"
          title={said(ctx, { ca: 'Expedients resolts cada mes, 2025', it: 'Pratiche concluse ogni mese, 2025' })}
          labelTitle={said(ctx, { ca: 'Mes', it: 'Mese' })}
          labels={ctx.municipality.law === 'it' ? months.it : months.ca}
          series={[
            {
              name: said(ctx, { ca: 'Resolts', it: 'Concluse' }),
              values: [812, 790, 901, 744, 860, 822, 610, 402, 1120, 990, 905, 688],
            },
          ]}
          source={said(ctx, {
            ca: 'Font: expedients del municipi, fins al 31 de desembre.',
            it: 'Fonte: pratiche del Comune, fino al 31 dicembre.',
          })}
        />
      ),
    },
    {
      name: 'lines',
      render: (ctx) => (
        <Chart
          ctx={ctx}
          kind="line"
          title={said(ctx, { ca: 'Dies fins a la resolució', it: 'Giorni fino alla decisione' })}
          labelTitle={said(ctx, { ca: 'Trimestre', it: 'Trimestre' })}
          labels={['T1', 'T2', 'T3', 'T4']}
          series={[
            { name: said(ctx, { ca: 'Obres menors', it: 'Lavori minori' }), values: [19.5, 17.2, 14, 12.1] },
            { name: said(ctx, { ca: 'Ajut de menjador', it: 'Contributo mensa' }), values: [31, null, 27, 22.5] },
          ]}
        />
      ),
    },
  ],
}

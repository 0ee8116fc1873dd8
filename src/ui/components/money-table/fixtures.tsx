import { type Fixtures, said } from '../../gallery/fixture.ts'
import { MoneyTable } from './money-table.tsx'

export const fixtures: Fixtures = {
  name: 'Money table',
  about: 'What an amount is made of.',
  examples: [
    {
      name: 'a fee with a reduction',
      render: (ctx) => (
        <MoneyTable
          ctx={ctx}
          caption={said(ctx, { ca: 'El que has de pagar', it: 'Quanto devi pagare' })}
          lines={[
            { text: said(ctx, { ca: 'Taxa per tramitar', it: 'Diritti di segreteria' }), amount: '35' },
            {
              text: said(ctx, { ca: 'Impost d’obres', it: 'Contributo' }),
              note: said(ctx, { ca: '2 % de 4.500 €', it: '2 % di 4.500 €' }),
              amount: '90',
            },
            {
              text: said(ctx, { ca: 'Bonificació per família nombrosa', it: 'Riduzione famiglia numerosa' }),
              amount: '-12.5',
            },
          ]}
          total="112.5"
        />
      ),
    },
  ],
}

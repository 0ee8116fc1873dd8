import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { TermBox, type TermView } from './term-box.tsx'

export function answerTerm(ctx: PageContext): TermView {
  return {
    title: said(ctx, { ca: 'T’hem de respondre abans del', it: 'Dobbiamo rispondere entro il' }),
    state: 'running',
    end: '2026-04-14',
    daysLeft: 29,
    length: said(ctx, { ca: '1 mes', it: '30 giorni' }),
    silence: said(ctx, {
      ca: 'Si no et responem, pots entendre que és que sí (silenci positiu).',
      it: 'Se non rispondiamo, vale come un sì (silenzio assenso).',
    }),
    count: [
      {
        text: said(ctx, {
          ca: 'La sol·licitud va entrar el 18 de febrer.',
          it: 'La domanda è arrivata il 18 febbraio.',
        }),
        source: said(ctx, { ca: 'Llei 39/2015, art. 21.3', it: 'Legge 241/1990, art. 2' }),
      },
      {
        text: said(ctx, {
          ca: 'El compte es va aturar del 2 al 16 de març, mentre corregies.',
          it: 'Il conteggio si è fermato dal 2 al 16 marzo.',
        }),
        source: said(ctx, { ca: 'Llei 39/2015, art. 22.1.a', it: 'Legge 241/1990, art. 2, c. 7' }),
      },
      {
        text: said(ctx, {
          ca: 'Acaba el 14 d’abril, que és dia feiner.',
          it: 'Finisce il 14 aprile, giorno lavorativo.',
        }),
        source: said(ctx, { ca: 'Llei 39/2015, art. 30.4', it: 'Codice civile, art. 2963' }),
      },
    ],
  }
}

export const fixtures: Fixtures = {
  name: 'Term',
  about: 'Until when somebody must act, how it was counted and what follows.',
  examples: [
    { name: 'running', render: (ctx) => <TermBox ctx={ctx} term={answerTerm(ctx)} /> },
    { name: 'soon', render: (ctx) => <TermBox ctx={ctx} term={{ ...answerTerm(ctx), daysLeft: 1, count: [] }} /> },
    {
      name: 'suspended',
      render: (ctx) => (
        <TermBox
          ctx={ctx}
          term={{
            title: said(ctx, { ca: 'Termini per respondre’t', it: 'Termine per risponderti' }),
            state: 'suspended',
            suspendedBecause: said(ctx, {
              ca: 'Esperem que corregeixis la sol·licitud.',
              it: 'Aspettiamo che tu corregga la domanda.',
            }),
          }}
        />
      ),
    },
    {
      name: 'over',
      render: (ctx) => <TermBox ctx={ctx} term={{ ...answerTerm(ctx), state: 'over', daysLeft: -2, count: [] }} />,
    },
  ],
}

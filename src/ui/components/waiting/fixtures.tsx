import { type Fixtures, said } from '../../gallery/fixture.ts'
import { Waiting } from './waiting.tsx'

export const fixtures: Fixtures = {
  name: 'Waiting',
  about: 'Work that takes longer than a page.',
  examples: [
    {
      name: 'how far is known',
      render: (ctx) => (
        <div hx-ignore>
          <Waiting
            ctx={ctx}
            title={said(ctx, { ca: 'Preparem el full de càlcul', it: 'Prepariamo il foglio di calcolo' })}
            text={said(ctx, { ca: 'Normalment triga menys d’un minut.', it: 'Di solito meno di un minuto.' })}
            share={0.6}
            refreshHref="/gallery"
          />
        </div>
      ),
    },
    {
      name: 'how far is not known',
      render: (ctx) => (
        <div hx-ignore>
          <Waiting
            ctx={ctx}
            title={said(ctx, { ca: 'Signem el document', it: 'Firmiamo il documento' })}
            text={said(ctx, {
              ca: 'Pots tancar la pàgina: el trobaràs a la teva carpeta.',
              it: 'Puoi chiudere la pagina: lo troverai nella cartella.',
            })}
            refreshHref="/gallery"
          />
        </div>
      ),
    },
  ],
}

import { type Fixtures, said } from '../../gallery/fixture.ts'
import { SignatureBox } from './signature-box.tsx'

export const fixtures: Fixtures = {
  name: 'Signature',
  about: 'Whose signature, when, and whether it holds.',
  examples: [
    {
      name: 'valid',
      render: (ctx) => (
        <SignatureBox
          ctx={ctx}
          state="valid"
          name="Toni Ferrer"
          role={said(ctx, { ca: 'secretari', it: 'segretario' })}
          when={said(ctx, { ca: '30 de març del 2026, 10:14', it: '30 marzo 2026, 10:14' })}
          certificate={said(ctx, {
            ca: 'Segell de l’Ajuntament · certificat de desenvolupament',
            it: 'Sigillo del Comune · certificato di sviluppo',
          })}
        />
      ),
    },
    { name: 'waiting', render: (ctx) => <SignatureBox ctx={ctx} state="waiting" name="Toni Ferrer" /> },
    { name: 'invalid', render: (ctx) => <SignatureBox ctx={ctx} state="invalid" name="Toni Ferrer" /> },
  ],
}

import { type Fixtures, said } from '../../gallery/fixture.ts'
import { Callout } from './callout.tsx'

export const fixtures: Fixtures = {
  name: 'Callout',
  about: 'What must not be missed beside the text: one on a page.',
  examples: [
    {
      name: 'info',
      render: (ctx) => (
        <Callout
          ctx={ctx}
          title={said(ctx, { ca: 'No cal que portis el certificat', it: 'Non serve portare il certificato' })}
        >
          <p>
            {said(ctx, {
              ca: 'Ja el consultem nosaltres, si no t’hi oposes.',
              it: 'Lo controlliamo noi, se non sei contrario.',
            })}
          </p>
        </Callout>
      ),
    },
    {
      name: 'warning',
      render: (ctx) => (
        <Callout ctx={ctx} kind="warning" title={said(ctx, { ca: 'Et falta un document', it: 'Manca un documento' })}>
          <p>
            {said(ctx, {
              ca: 'Envia’l abans del 14 d’abril o donarem la sol·licitud per retirada.',
              it: 'Invialo entro il 14 aprile.',
            })}
          </p>
        </Callout>
      ),
    },
    {
      name: 'success',
      render: (ctx) => (
        <Callout
          ctx={ctx}
          kind="success"
          title={said(ctx, { ca: 'Hem rebut la sol·licitud', it: 'Abbiamo ricevuto la domanda' })}
        >
          <p>{said(ctx, { ca: 'Registre d’entrada 2026/000417.', it: 'Protocollo 2026/000417.' })}</p>
        </Callout>
      ),
    },
    {
      name: 'danger',
      render: (ctx) => (
        <Callout
          ctx={ctx}
          kind="danger"
          title={said(ctx, { ca: 'El pagament no s’ha fet', it: 'Il pagamento non è riuscito' })}
        >
          <p>
            {said(ctx, {
              ca: 'No t’hem cobrat res. Torna-ho a provar o paga al banc.',
              it: 'Non abbiamo incassato nulla. Riprova.',
            })}
          </p>
        </Callout>
      ),
    },
  ],
}

import { type Fixtures, said } from '../../gallery/fixture.ts'
import { DocumentList } from './document-list.tsx'

export const fixtures: Fixtures = {
  name: 'Document list',
  about: 'Documents to download and to check.',
  examples: [
    {
      name: 'sealed and sent',
      render: (ctx) => (
        <DocumentList
          ctx={ctx}
          documents={[
            {
              href: '/documents/1',
              title: said(ctx, { ca: 'Resolució: permís concedit', it: 'Provvedimento: permesso concesso' }),
              bytes: 184_000,
              format: 'PDF',
              note: said(ctx, { ca: '30 de març del 2026', it: '30 marzo 2026' }),
              code: 'VLMR-7Q4K-2M9X',
              badge: { tone: 'success', text: said(ctx, { ca: 'Signat', it: 'Firmato' }) },
            },
            {
              href: '/documents/2',
              title: said(ctx, { ca: 'Plànol de la planta', it: 'Pianta del piano' }),
              bytes: 1_420_000,
              format: 'PDF',
              note: said(ctx, { ca: 'L’has enviat tu', it: 'Inviato da te' }),
            },
          ]}
        />
      ),
    },
  ],
}

import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { Tabs } from './tabs.tsx'

export function CaseTabs({ ctx }: { ctx: PageContext }) {
  return (
    <Tabs
      label={said(ctx, { ca: 'Parts de l’expedient', it: 'Parti della pratica' })}
      active="data"
      tabs={[
        { key: 'data', href: '#data', text: said(ctx, { ca: 'Dades', it: 'Dati' }) },
        { key: 'documents', href: '#documents', text: said(ctx, { ca: 'Documents', it: 'Documenti' }), count: 4 },
        { key: 'history', href: '#history', text: said(ctx, { ca: 'Història', it: 'Storia' }) },
        { key: 'notes', href: '#notes', text: said(ctx, { ca: 'Notes', it: 'Note' }), count: 1 },
      ]}
    />
  )
}

export const fixtures: Fixtures = {
  name: 'Tabs',
  about: 'Parts of one thing, each with its address.',
  examples: [{ name: 'of a case', render: (ctx) => <CaseTabs ctx={ctx} /> }],
}

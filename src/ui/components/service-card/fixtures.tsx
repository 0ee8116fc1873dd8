import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { CardGrid, ServiceCard } from './service-card.tsx'

export function TownServices({ ctx }: { ctx: PageContext }) {
  return (
    <CardGrid>
      <ServiceCard
        href="/services/residence-certificate"
        icon="file-signed"
        title={said(ctx, { ca: 'Certificat d’empadronament', it: 'Certificato di residenza' })}
        text={said(ctx, { ca: 'Demostra on vius i des de quan.', it: 'Dimostra dove abiti e da quando.' })}
        note={said(ctx, { ca: 'A l’acte · gratuït', it: 'Subito · gratis' })}
      />
      <ServiceCard
        href="/services/minor-works"
        icon="tool"
        title={said(ctx, { ca: 'Permís d’obres menors', it: 'Permesso per piccoli lavori' })}
        text={said(ctx, {
          ca: 'Per canviar el bany, el terra o la façana de casa.',
          it: 'Per rifare il bagno, il pavimento o la facciata.',
        })}
        note={said(ctx, { ca: 'Normalment 12 dies · des de 35 €', it: 'Di solito 12 giorni · da 35 €' })}
      />
      <ServiceCard
        href="/services/school-meals"
        icon="card"
        title={said(ctx, { ca: 'Ajut per al menjador escolar', it: 'Contributo per la mensa scolastica' })}
        text={said(ctx, { ca: 'Per a famílies amb ingressos baixos.', it: 'Per le famiglie con redditi bassi.' })}
        note={said(ctx, { ca: 'Obert fins al 30 d’abril', it: 'Aperto fino al 30 aprile' })}
      />
    </CardGrid>
  )
}

export const fixtures: Fixtures = {
  name: 'Service cards',
  about: 'Services to choose among; the whole card is the link.',
  examples: [{ name: 'three services', render: (ctx) => <TownServices ctx={ctx} /> }],
}

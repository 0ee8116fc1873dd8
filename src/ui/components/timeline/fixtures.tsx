import { formatDateTime } from '../../../platform/i18n/index.ts'
import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { Timeline, type TimelineEvent } from './timeline.tsx'

export function worksHistory(ctx: PageContext): TimelineEvent[] {
  const at = (instant: string) => ({ instant, when: formatDateTime(ctx.lang, instant, ctx.municipality.zone) })
  return [
    {
      ...at('2026-03-02T09:12:00Z'),
      title: said(ctx, {
        ca: 'T’hem demanat que corregeixis la sol·licitud',
        it: 'Ti abbiamo chiesto di correggere la domanda',
      }),
      by: said(ctx, { ca: 'Urbanisme', it: 'Ufficio tecnico' }),
      tone: 'warning',
      children: <p>{said(ctx, { ca: 'Falta el plànol de la planta.', it: 'Manca la pianta del piano.' })}</p>,
    },
    { ...at('2026-02-18T16:40:00Z'), title: said(ctx, { ca: 'Taxa pagada', it: 'Diritti pagati' }), tone: 'success' },
    {
      ...at('2026-02-18T16:31:00Z'),
      title: said(ctx, { ca: 'Has enviat la sol·licitud', it: 'Hai inviato la domanda' }),
      by: said(ctx, { ca: 'Tu', it: 'Tu' }),
    },
  ]
}

export const fixtures: Fixtures = {
  name: 'Timeline',
  about: 'What happened, the latest first.',
  examples: [
    {
      name: 'a case',
      render: (ctx) => <Timeline label={said(ctx, { ca: 'Història', it: 'Storia' })} events={worksHistory(ctx)} />,
    },
  ],
}

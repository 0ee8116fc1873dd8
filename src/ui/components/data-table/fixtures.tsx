import { formatDate } from '../../../platform/i18n/index.ts'
import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { Badge, type BadgeTone } from '../badge/badge.tsx'
import { EmptyState } from '../empty-state/empty-state.tsx'
import { type Column, DataTable } from './data-table.tsx'

interface Line {
  number: string
  what: { ca: string; it: string }
  who: { ca: string; it: string }
  end: string
  tone: BadgeTone
  state: { ca: string; it: string }
}

const lines: readonly Line[] = [
  {
    number: '2026/000123',
    what: { ca: 'Obres menors', it: 'Lavori minori' },
    who: { ca: 'Aina Soler', it: 'Lucia Bassi' },
    end: '2026-02-27',
    tone: 'danger',
    state: { ca: '2 dies de retard', it: '2 giorni di ritardo' },
  },
  {
    number: '2026/000131',
    what: { ca: 'Ajut de menjador', it: 'Contributo mensa' },
    who: { ca: 'Fatou Diallo', it: 'Omar Haddad' },
    end: '2026-03-05',
    tone: 'warning',
    state: { ca: 'Queden 3 dies', it: 'Restano 3 giorni' },
  },
  {
    number: '2026/000098',
    what: { ca: 'Obres menors', it: 'Lavori minori' },
    who: { ca: 'Forn Ribas SL', it: 'Forno Ribas SRL' },
    end: '2026-04-14',
    tone: 'neutral',
    state: { ca: 'Aturat', it: 'Sospeso' },
  },
  {
    number: '2026/000140',
    what: { ca: 'Accés a la informació', it: 'Accesso civico' },
    who: { ca: 'Marc Vidal', it: 'Ada Bassi' },
    end: '2026-05-20',
    tone: 'info',
    state: { ca: 'Al dia', it: 'In corso' },
  },
]

/** The columns of a short work list, used by the sample page of the desk too. */
export function workColumns(ctx: PageContext): Column<Line>[] {
  return [
    {
      key: 'number',
      title: said(ctx, { ca: 'Expedient', it: 'Pratica' }),
      isName: true,
      sortable: true,
      cell: (line) => (
        <>
          <a href={`/desk/cases/${line.number}`}>{said(ctx, line.what)}</a>
          <small>{line.number}</small>
        </>
      ),
    },
    { key: 'who', title: said(ctx, { ca: 'Sol·licitant', it: 'Richiedente' }), cell: (line) => said(ctx, line.who) },
    {
      key: 'end',
      title: said(ctx, { ca: 'Termini', it: 'Termine' }),
      sortable: true,
      cell: (line) => formatDate(ctx.lang, line.end, 'medium'),
    },
    {
      key: 'state',
      title: said(ctx, { ca: 'Estat', it: 'Stato' }),
      cell: (line) => <Badge tone={line.tone}>{said(ctx, line.state)}</Badge>,
    },
  ]
}

export const workLines = lines

export const fixtures: Fixtures = {
  name: 'Data table',
  about: 'A list that can be ordered, exported, paged and linked to; cards on a telephone.',
  examples: [
    {
      name: 'ordered by term, more to come',
      render: (ctx) => (
        <DataTable
          ctx={{ ...ctx, query: { ...ctx.query, sort: 'end' } }}
          caption={said(ctx, { ca: 'Feina pendent', it: 'Lavoro da fare' })}
          columns={workColumns(ctx)}
          rows={lines}
          total={1240}
          paging={{ after: 'x', before: 'y' }}
          exportHref="/desk/cases.csv"
        />
      ),
    },
    {
      name: 'empty',
      render: (ctx) => (
        <DataTable
          ctx={ctx}
          caption="–"
          columns={workColumns(ctx)}
          rows={[]}
          empty={
            <EmptyState
              title={said(ctx, { ca: 'No hi ha feina pendent', it: 'Nessun lavoro in attesa' })}
              text={said(ctx, {
                ca: 'Quan arribi un expedient, el veuràs aquí.',
                it: 'Quando arriva una pratica, la vedrai qui.',
              })}
            />
          }
        />
      ),
    },
  ],
}

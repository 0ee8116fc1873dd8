import { formatDateTime } from '../../../platform/i18n/index.ts'
import { Badge, type Column, DataTable, EmptyState, FilterBar, type PageContext, PageTitle } from '../../../ui/index.ts'
import type { RegisterEntry } from '../../register/index.ts'
import { Desk } from '../desk-view.tsx'
import type { Names } from '../names.ts'

interface RegisterProps {
  ctx: PageContext
  entries: readonly RegisterEntry[]
  /** The cursor of the next page. */
  next: string | undefined
  names: Names
  mayWrite: boolean
}

/** The register, the newest first. */
export function RegisterPage({ ctx, entries, next, names, mayWrite }: RegisterProps) {
  const { t } = ctx
  const title = t('desk.register.title')
  return (
    <Desk ctx={ctx} title={title} active="register">
      <PageTitle
        title={title}
        lead={t('desk.register.lead')}
        action={mayWrite ? { href: '/desk/register/new', text: t('desk.register.new'), icon: 'plus' } : undefined}
      />
      <p>
        <a href="/desk/register/days">{t('desk.register.days')}</a>
      </p>
      <FilterBar
        ctx={ctx}
        filters={[
          { kind: 'words', name: 'q', label: t('desk.register.search') },
          choice(t, 'kind', ['entry', 'exit']),
          { kind: 'date', name: 'from', label: t('desk.register.from') },
          { kind: 'date', name: 'until', label: t('desk.register.until') },
          {
            kind: 'choice',
            name: 'office',
            label: t('desk.work.office'),
            options: [...names.offices].map(([value, text]) => ({ value, text })),
          },
          choice(t, 'state', ['valid', 'annulled']),
        ]}
      />
      <DataTable
        ctx={ctx}
        caption={title}
        hideCaption
        rows={entries}
        paging={{ after: next }}
        empty={<EmptyState icon="list" title={t('desk.register.none')} text={t('desk.register.none-text')} />}
        columns={columns(ctx)}
      />
    </Desk>
  )
}

function choice(t: PageContext['t'], name: 'kind' | 'state', values: readonly string[]) {
  const options = values.map((value) => ({ value, text: t(`desk.register.${value}`) }))
  return { kind: 'choice' as const, name, label: t(`desk.register.${name}`), options }
}

function columns({ t, lang, municipality }: PageContext): Column<RegisterEntry>[] {
  return [
    {
      key: 'label',
      title: t('desk.register.number'),
      isName: true,
      cell: (entry) => (
        <>
          <a class="d-nowrap" href={`/desk/register/entry?label=${encodeURIComponent(entry.label)}`}>
            {entry.label}
          </a>{' '}
          {entry.annulledAt === null ? null : <Badge tone="danger">{t('desk.register.annulled')}</Badge>}
          <small>{t(`desk.register.${entry.register}`)}</small>
        </>
      ),
    },
    {
      key: 'at',
      title: t('desk.register.at'),
      cell: ({ at }) => <span class="d-nowrap">{formatDateTime(lang, at, municipality.zone, 'medium')}</span>,
    },
    {
      key: 'who',
      title: t('desk.register.who'),
      cell: ({ register, sender, addressee }) => (register === 'entry' ? sender : addressee),
    },
    { key: 'subject', title: t('desk.register.subject'), cell: ({ subject }) => subject },
  ]
}

import {
  Badge,
  type Column,
  DataTable,
  DeskPage,
  EmptyState,
  type PageContext,
  PageTitle,
  SearchBox,
} from '../../../ui/index.ts'
import type { FoundCase } from '../../cases/index.ts'
import type { Names } from '../names.ts'
import { outcomeBadge } from '../outcome.ts'
import { termBadge } from '../term-badge.ts'

interface SearchProps {
  ctx: PageContext
  asked: string
  found: readonly FoundCase[]
  /** There are more than are shown. */
  isCut: boolean
  names: Names
  today: string
}

export function SearchPage({ ctx, asked, found, isCut, names, today }: SearchProps) {
  const { t } = ctx
  return (
    <DeskPage ctx={ctx} title={t('desk.search.title')} active="cases">
      <PageTitle title={t('desk.search.title')} lead={t('desk.search.lead')} />
      <SearchBox
        ctx={ctx}
        id="find-case"
        action="/desk/search"
        suggest="/desk/search/suggest"
        label={t('desk.search.label')}
        value={asked}
      />
      <div class="f-section">
        {asked.trim() === '' ? null : (
          <DataTable
            ctx={ctx}
            caption={t(isCut ? 'desk.search.first' : 'desk.search.found', { asked, n: found.length })}
            columns={columns(ctx, names, today)}
            rows={found}
            empty={
              <EmptyState
                icon="search"
                title={t('desk.search.none.title', { asked })}
                text={t('desk.search.none.text')}
              />
            }
          />
        )}
      </div>
    </DeskPage>
  )
}

function columns(ctx: PageContext, names: Names, today: string): Column<FoundCase>[] {
  const { t } = ctx
  return [
    {
      key: 'case',
      title: t('desk.column.case'),
      isName: true,
      cell: (one) => (
        <>
          <a href={`/desk/cases/${one.caseId}`}>{one.number}</a>
          <small>{names.procedure(one.procedure)}</small>
        </>
      ),
    },
    {
      key: 'applicant',
      title: t('desk.column.applicant'),
      cell: (one) => (
        <>
          {one.applicantName}
          {one.title === '' ? null : <small>{one.title}</small>}
        </>
      ),
    },
    { key: 'office', title: t('desk.column.office'), cell: (one) => names.office(one.officeId) },
    {
      key: 'state',
      title: t('desk.column.state'),
      cell: (one) => {
        const badge =
          one.status === 'open' && one.outcome === null
            ? termBadge(ctx, { ...one, suspended: false, silence: null }, today)
            : outcomeBadge(ctx, one)
        return <Badge tone={badge.tone}>{badge.text}</Badge>
      },
    },
  ]
}

import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../platform/acts/index.ts'
import { KEY_FIELD } from '../../../platform/http/index.ts'
import { formatDate } from '../../../platform/i18n/index.ts'
import {
  ActForm,
  Badge,
  Button,
  type Column,
  DataTable,
  EmptyState,
  type Filter,
  FilterBar,
  type PageContext,
  PageTitle,
  Tabs,
} from '../../../ui/index.ts'
import { mayDo, type SavedFilter, type WorkLine } from '../../cases/index.ts'
import { Desk } from '../desk-view.tsx'
import type { Names } from '../names.ts'
import { termBadge } from '../term-badge.ts'
import { listTabs } from './lists.ts'

export interface WorkView {
  readonly names: Names
  readonly lines: readonly WorkLine[]
  readonly counts: readonly { officeId: string; open: number; late: number; unclaimed: number }[]
  readonly saved: readonly SavedFilter[]
  readonly filters: readonly Filter[]
  /** The cursor of the next page. */
  readonly next: string | undefined
  readonly isFirst: boolean
  /** The filter in use, as a query; '' when there is none. */
  readonly query: string
  readonly manyOffices: boolean
  readonly offices: readonly string[]
}

interface WorkProps {
  ctx: PageContext
  view: WorkView
  today: string
  me: Actor
}

/** The work list: the case whose term ends first stands first. */
export function WorkPage({ ctx, view, today, me }: WorkProps) {
  const { t } = ctx
  return (
    <Desk ctx={ctx} title={t('desk.work.title')} active="work">
      <PageTitle title={t('desk.work.title')} lead={t('desk.work.lead')} />
      <Counts ctx={ctx} view={view} />
      <Tabs label={t('desk.work.lists')} tabs={listTabs(ctx, view.saved)} active={view.query} />
      <FilterBar ctx={ctx} filters={view.filters} />
      <SaveFilter ctx={ctx} view={view} />
      <ClaimForm ctx={ctx} view={view} />
      <DataTable
        ctx={ctx}
        caption={t('desk.work.caption')}
        hideCaption
        columns={columns({ ctx, view, today, me })}
        rows={view.lines}
        total={view.query === '' ? view.counts.reduce((sum, { open }) => sum + open, 0) : undefined}
        paging={{ after: view.next }}
        exportHref={view.query === '' ? '/desk/work.csv' : `/desk/work.csv?${view.query}`}
        empty={<NoWork ctx={ctx} view={view} />}
      />
      {view.isFirst ? null : (
        <p>
          <a href={view.query === '' ? '/desk' : `/desk?${view.query}`}>{t('desk.work.to-first')}</a>
        </p>
      )}
    </Desk>
  )
}

/** How much waits in each office, and how much of it is late; each leads to its list. */
function Counts({ ctx, view }: { ctx: PageContext; view: WorkView }) {
  const { t } = ctx
  if (view.counts.length === 0) return null
  return (
    <ul class="f-chips d-counts" aria-label={t('desk.work.by-office')}>
      {view.counts.map(({ officeId, open, late, unclaimed }) => (
        <li>
          <a href={`/desk?office=${encodeURIComponent(officeId)}`}>
            <strong>{view.names.office(officeId)}</strong>
            <span>{t('desk.work.open', { n: open })}</span>
            {late > 0 ? <Badge tone="danger">{t('desk.work.late', { n: late })}</Badge> : null}
            {unclaimed > 0 ? <Badge>{t('desk.work.free', { n: unclaimed })}</Badge> : null}
          </a>
        </li>
      ))}
    </ul>
  )
}

function columns({ ctx, view, today, me }: WorkProps): Column<WorkLine>[] {
  const { t, lang } = ctx
  const { names } = view
  const all: (Column<WorkLine> | undefined)[] = [
    {
      key: 'case',
      title: t('desk.column.case'),
      isName: true,
      cell: (line) => (
        <>
          <a href={`/desk/cases/${line.caseId}`}>{line.number}</a>
          <small>{names.procedure(line.procedure)}</small>
        </>
      ),
    },
    { key: 'term', title: t('desk.column.term'), cell: (line) => <TermCell ctx={ctx} line={line} today={today} /> },
    {
      key: 'applicant',
      title: t('desk.column.applicant'),
      cell: (line) => (
        <>
          {line.applicantName}
          {line.title === '' ? null : <small>{line.title}</small>}
        </>
      ),
    },
    {
      key: 'step',
      title: t('desk.column.step'),
      cell: (line) => (
        <>
          {isFor(me, line) ? (
            <a href={`/desk/tasks/${line.taskId}`} data-key="d">
              {names.step(line.procedure, line.element)}
            </a>
          ) : (
            names.step(line.procedure, line.element)
          )}
          {line.taskDueOn === null ? null : (
            <small>{t('desk.work.task-by', { date: formatDate(lang, line.taskDueOn, 'medium') })}</small>
          )}
        </>
      ),
    },
    view.manyOffices
      ? { key: 'office', title: t('desk.column.office'), cell: (line) => names.office(line.officeId) }
      : undefined,
    {
      key: 'who',
      title: t('desk.column.who'),
      cell: (line) => <WhoCell ctx={ctx} line={line} names={names} me={me} />,
    },
  ]
  return all.filter((column) => column !== undefined)
}

interface WhoProps {
  ctx: PageContext
  line: WorkLine
  names: Names
  me: Actor
}

/** Who has the task; what nobody has can be taken here, when it is the officer's to do. */
function WhoCell({ ctx: { t }, line, names, me }: WhoProps) {
  const { officerId, role, taskId } = line
  if (officerId === me.id) return <strong>{t('desk.work.you')}</strong>
  if (officerId !== null) return <>{names.officer(officerId) ?? t('desk.work.somebody')}</>
  if (!isFor(me, line))
    return (
      <span class="f-muted">
        {t('desk.work.nobody')}
        {role === null ? null : <small>{t(`desk.role.${role}`)}</small>}
      </span>
    )
  return (
    // A key of its own: taking another task from the same page is another act.
    <button
      type="submit"
      class="f-btn f-btn-quiet d-take"
      form="claim"
      formaction={`/desk/tasks/${taskId}/claim`}
      name={KEY_FIELD}
      value={randomUUID()}
      data-key="c"
      aria-label={t('desk.work.take', { number: line.number })}
    >
      {t('desk.task.claim')}
    </button>
  )
}

const isFor = (me: Actor, line: WorkLine) => mayDo(me, { ...line, citizen: false })

/** The form of the buttons in the table; it comes back to the list as it is. */
function ClaimForm({ ctx, view }: { ctx: PageContext; view: WorkView }) {
  return (
    <form id="claim" method="post" hidden>
      {ctx.csrf === undefined ? null : <input type="hidden" name="csrf" value={ctx.csrf} />}
      <input type="hidden" name="list" value={`?${view.query}`} />
    </form>
  )
}

function TermCell({ ctx, line, today }: { ctx: PageContext; line: WorkLine; today: string }) {
  const { tone, text, note } = termBadge(ctx, line, today)
  return (
    <>
      <Badge tone={tone}>{text}</Badge>
      {note === '' ? null : <small>{note}</small>}
    </>
  )
}

function NoWork({ ctx, view }: { ctx: PageContext; view: WorkView }) {
  const { t } = ctx
  if (view.offices.length === 0)
    return <EmptyState icon="pa" title={t('desk.work.no-office.title')} text={t('desk.work.no-office.text')} />
  if (view.query === '' && view.isFirst)
    return <EmptyState icon="check-circle" title={t('desk.work.done.title')} text={t('desk.work.done.text')} />
  return (
    <EmptyState
      icon="funnel"
      title={t('desk.work.none.title')}
      text={t('desk.work.none.text')}
      action={{ href: '/desk', text: t('desk.work.none.action') }}
    />
  )
}

/** The filter in use can be kept under a name, and then stands among the lists above. */
function SaveFilter({ ctx, view }: { ctx: PageContext; view: WorkView }) {
  const { t } = ctx
  if (listTabs(ctx, view.saved).some(({ key }) => key === view.query)) return null
  return (
    <details class="d-keep" data-key="s">
      <summary>{t('desk.work.keep')}</summary>
      <ActForm ctx={ctx} action="/desk/filters">
        <input type="hidden" name="query" value={view.query} />
        <div class="f-filters-row">
          <div class="f-filter">
            <label for="filter-name">{t('desk.work.keep-name')}</label>
            <input id="filter-name" name="name" class="f-input" maxLength={60} required />
          </div>
          <Button look="secondary">{t('desk.work.keep-do')}</Button>
        </div>
      </ActForm>
    </details>
  )
}

/** The desk of somebody whose role reads no files. */
export function NoListPage({ ctx }: { ctx: PageContext }) {
  const { t, menu = [] } = ctx
  return (
    <Desk ctx={ctx} title={t('desk.no-list.title')} active="">
      <PageTitle title={t('desk.no-list.title')} lead={t('desk.no-list.lead')} />
      <ul>
        {menu.map(({ href, text }) => (
          <li>
            <a href={href}>{t(text)}</a>
          </li>
        ))}
      </ul>
    </Desk>
  )
}

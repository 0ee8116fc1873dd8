import type { Actor } from '../../../platform/acts/index.ts'
import {
  type AnswerGroup,
  Badge,
  type BadgeTone,
  ButtonLink,
  DocumentList,
  type DocumentView,
  EmptyState,
  type MapStep,
  type PageContext,
  PageTitle,
  ProcessMap,
  Tabs,
  TermBox,
  type TermView,
  Timeline,
  type TimelineEvent,
} from '../../../ui/index.ts'
import { type CaseFile, mayDo, type WorkLine } from '../../cases/index.ts'
import { Desk, NotDone } from '../desk-view.tsx'
import type { Names } from '../names.ts'
import { Answers } from './answers-view.tsx'
import type { CaseDocuments } from './documents.ts'
import { Facts } from './facts-view.tsx'
import { Notes } from './notes-view.tsx'
import { PARTS, type Part } from './parts.ts'
import type { CasePeople } from './people.ts'
import { People } from './people-view.tsx'
import type { Reason } from './reasons.ts'
import { Reasons } from './reasons-view.tsx'
import { MayDo, Tasks, Waits } from './tasks-view.tsx'
import type { Wait } from './waits.ts'

export interface CaseView {
  readonly file: CaseFile
  readonly names: Names
  readonly people: CasePeople
  /** What is most urgent after the task that was just done. */
  readonly next: WorkLine | undefined
  /** How the case and its term stand. */
  readonly badges: readonly { readonly tone: BadgeTone; readonly text: string }[]
  readonly notes: readonly { noteId: string; officerName: string; text: string; at: string }[]
  readonly service: string
  readonly term: TermView | undefined
  readonly waits: readonly Wait[]
  readonly history: readonly TimelineEvent[]
  readonly reasons: readonly Reason[]
  readonly answers: readonly AnswerGroup[]
  readonly reports: readonly AnswerGroup[]
  readonly documents: CaseDocuments
  readonly steps: readonly MapStep[]
}

export interface CaseProps {
  ctx: PageContext
  view: CaseView
  part: Part
  me: Actor
  /** Why something was not done. */
  error?: string | undefined
}

/** The file of a case. */
export function CasePage(props: CaseProps) {
  const { ctx, view } = props
  const { t } = ctx
  const { case: one } = view.file
  return (
    <Desk
      ctx={ctx}
      title={`${view.service} ${one.number}`}
      active="work"
      crumbs={[{ text: t('desk.work.title'), href: '/desk' }, { text: one.number }]}
    >
      <PageTitle
        over={[view.service, one.number].join(' · ')}
        title={one.applicantName}
        lead={one.title === '' ? undefined : one.title}
        beside={view.badges.map(({ tone, text }) => (
          <>
            <Badge tone={tone}>{text}</Badge>{' '}
          </>
        ))}
      />
      <NotDone ctx={ctx} error={props.error} />
      <GoOn {...props} />
      <CaseTabs {...props} />
      <div class="f-columns">
        <div class="d-panels">
          <PartOfCase {...props} />
        </div>
        <aside class="d-panels" aria-label={t('desk.case.facts')}>
          {view.term === undefined ? null : <TermBox ctx={ctx} term={view.term} />}
          <Facts ctx={ctx} view={view} />
        </aside>
      </div>
    </Desk>
  )
}

/** After a task is done: the next one, a click or a key away. */
function GoOn({ ctx: { t, query }, view: { next, names, file }, me }: CaseProps) {
  if (query.done !== 'desk.task-done') return null
  const hasOwn = file.tasks.some((task) => task.closedAt === null && mayDo(me, task))
  const step = next && names.step(next.procedure, next.element)
  return (
    <p class="d-row">
      {next === undefined ? null : (
        <ButtonLink
          href={`/desk/tasks/${next.taskId}`}
          text={t('desk.case.next', { step: step ?? '', number: next.number })}
          icon="arrow-right"
          look={hasOwn ? 'secondary' : 'primary'}
          data-key="n"
        />
      )}
      <ButtonLink href="/desk" text={t(next === undefined ? 'desk.case.no-next' : 'desk.case.to-list')} look="quiet" />
    </p>
  )
}

function CaseTabs({ ctx, view, part }: CaseProps) {
  const { t } = ctx
  const { caseId } = view.file.case
  const counts: Partial<Record<Part, number>> = {
    notes: view.notes.length,
    documents: view.documents.received.length + view.documents.issued.length,
  }
  return (
    <Tabs
      label={t('desk.case.parts')}
      active={part}
      tabs={PARTS.map((key) => ({
        key,
        href: key === 'summary' ? `/desk/cases/${caseId}` : `/desk/cases/${caseId}?part=${key}`,
        text: t(`desk.case.part.${key}`),
        ...(counts[key] ? { count: counts[key] } : {}),
      }))}
    />
  )
}

function PartOfCase(props: CaseProps) {
  const { ctx, view, part } = props
  const { t } = ctx
  switch (part) {
    case 'data':
      return (
        <>
          <Answers ctx={ctx} title={t('desk.case.reports')} groups={view.reports} />
          <Answers ctx={ctx} title={t('desk.task.application')} groups={view.answers} />
          <Reasons ctx={ctx} reasons={view.reasons} />
        </>
      )
    case 'documents':
      return <Documents {...props} />
    case 'people':
      return <People ctx={ctx} view={view} />
    case 'history':
      return (
        <section class="f-panel">
          <Timeline label={t('desk.case.part.history')} events={view.history} />
        </section>
      )
    case 'notes':
      return <Notes ctx={ctx} view={view} />
    case 'map':
      return (
        <section class="f-panel">
          <ProcessMap ctx={ctx} src={`/desk/cases/${view.file.case.caseId}/map.bpmn`} steps={view.steps} />
        </section>
      )
    default:
      return (
        <>
          <Tasks {...props} />
          <Waits {...props} />
          <MayDo {...props} />
          <Latest {...props} />
        </>
      )
  }
}

/** What happened last, with the way to the whole history. */
function Latest({ ctx: { t }, view }: CaseProps) {
  return (
    <section class="f-panel">
      <h2>{t('desk.case.latest')}</h2>
      <Timeline label={t('desk.case.latest')} events={view.history.slice(0, LATEST)} />
      <p class="d-section">
        <a href={`/desk/cases/${view.file.case.caseId}?part=history`}>{t('desk.case.all-history')}</a>
      </p>
    </section>
  )
}

const LATEST = 4

function Documents({ ctx, view: { documents } }: CaseProps) {
  const { t } = ctx
  const { issued, received } = documents
  if (issued.length + received.length === 0)
    return <EmptyState icon="file" title={t('desk.case.no-documents')} text={t('desk.case.no-documents-text')} />
  return (
    <>
      <DocumentsOf ctx={ctx} title={t('desk.document.issued')} documents={issued} />
      <DocumentsOf ctx={ctx} title={t('desk.document.received')} documents={received} />
    </>
  )
}

interface DocumentsProps {
  ctx: PageContext
  title: string
  documents: readonly DocumentView[]
}

function DocumentsOf({ ctx, title, documents }: DocumentsProps) {
  if (documents.length === 0) return null
  return (
    <section class="f-panel">
      <h2>{title}</h2>
      <DocumentList ctx={ctx} documents={documents} />
    </section>
  )
}

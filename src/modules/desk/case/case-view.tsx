import type { Actor } from '../../../platform/acts/index.ts'
import { formatDate } from '../../../platform/i18n/index.ts'
import {
  type AnswerGroup,
  Badge,
  CheckAnswers,
  DeskPage,
  DocumentList,
  type DocumentView,
  EmptyState,
  KeyValues,
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
import type { CaseFile } from '../../cases/index.ts'
import type { Officer, Person } from '../../people/index.ts'
import type { Names } from '../names.ts'
import { outcomeBadge } from '../outcome.ts'
import { Notes } from './notes-view.tsx'
import { PARTS, type Part } from './parts.ts'
import type { Reason } from './reasons.ts'
import { MayDo, Tasks } from './tasks-view.tsx'

export interface CaseView {
  readonly file: CaseFile
  readonly names: Names
  readonly applicant: Person | undefined
  readonly notes: readonly { noteId: string; officerName: string; text: string; at: string }[]
  readonly colleagues: readonly Officer[]
  readonly service: string
  readonly term: TermView | undefined
  readonly history: readonly TimelineEvent[]
  readonly reasons: readonly Reason[]
  readonly answers: readonly AnswerGroup[]
  readonly documents: readonly DocumentView[]
  readonly steps: readonly MapStep[]
}

export interface CaseProps {
  ctx: PageContext
  view: CaseView
  part: Part
  me: Actor
}

/** The file of a case. */
export function CasePage(props: CaseProps) {
  const { ctx, view, part } = props
  const { t } = ctx
  const { case: one } = view.file
  const badge = outcomeBadge(ctx, one)
  return (
    <DeskPage
      ctx={ctx}
      title={`${view.service} ${one.number}`}
      active="work"
      crumbs={[{ text: t('desk.work.title'), href: '/desk' }, { text: one.number }]}
    >
      <PageTitle
        over={[one.number, one.registerLabel, one.title].filter(Boolean).join(' · ')}
        title={view.service}
        lead={one.applicantName}
        beside={<Badge tone={badge.tone}>{badge.text}</Badge>}
      />
      <Tabs
        label={t('desk.case.parts')}
        active={part}
        tabs={PARTS.map((key) => ({
          key,
          href: key === 'summary' ? `/desk/cases/${one.caseId}` : `/desk/cases/${one.caseId}?part=${key}`,
          text: t(`desk.case.part.${key}`),
          ...(key === 'notes' && view.notes.length > 0 && { count: view.notes.length }),
          ...(key === 'documents' && { count: view.documents.length }),
        }))}
      />
      <div class="f-columns">
        <div>
          <PartOfCase {...props} />
        </div>
        <aside class="f-stack f-section" aria-label={t('desk.case.facts')}>
          {view.term === undefined ? null : <TermBox ctx={ctx} term={view.term} />}
          <Facts ctx={ctx} view={view} />
        </aside>
      </div>
    </DeskPage>
  )
}

function PartOfCase(props: CaseProps) {
  const { ctx, view, part } = props
  const { t } = ctx
  switch (part) {
    case 'data':
      return (
        <>
          <CheckAnswers ctx={ctx} groups={view.answers} />
          <Reasons ctx={ctx} reasons={view.reasons} />
        </>
      )
    case 'documents':
      return view.documents.length === 0 ? (
        <EmptyState icon="file" title={t('desk.case.no-documents')} text="" />
      ) : (
        <section class="f-section">
          <DocumentList ctx={ctx} documents={view.documents} />
        </section>
      )
    case 'history':
      return (
        <section class="f-section">
          <Timeline label={t('desk.case.part.history')} events={view.history} />
        </section>
      )
    case 'notes':
      return <Notes ctx={ctx} view={view} />
    case 'map':
      return (
        <section class="f-section">
          <ProcessMap ctx={ctx} src={`/desk/cases/${view.file.case.caseId}/map.bpmn`} steps={view.steps} />
        </section>
      )
    default:
      return (
        <>
          <Tasks {...props} />
          <MayDo {...props} />
          <Reasons ctx={ctx} reasons={view.reasons.slice(0, 4)} />
        </>
      )
  }
}

/** What the rules said, with the row of the table that says it: nothing is decided without its reason. */
export function Reasons({ ctx: { t }, reasons }: { ctx: PageContext; reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null
  return (
    <section class="f-section">
      <h2>{t('desk.reasons.title')}</h2>
      <KeyValues
        items={reasons.map(({ decision, value, rows }) => ({
          key: decision,
          value: (
            <>
              <strong>{value}</strong>
              {rows
                .filter(({ words }) => words !== '')
                .map(({ index, words }) => (
                  <small class="f-muted">
                    <br />
                    {t('desk.reasons.row', { index })}: {words}
                  </small>
                ))}
            </>
          ),
        }))}
      />
    </section>
  )
}

function Facts({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  const { t, lang, municipality } = ctx
  const { case: one } = view.file
  const { applicant } = view
  const facts = [
    { key: t('desk.case.applicant'), value: one.applicantName },
    { key: t('desk.case.identity'), value: applicant?.identityNumber },
    { key: t('desk.case.phone'), value: applicant?.phone },
    { key: t('desk.case.email'), value: applicant?.email },
    { key: t('desk.case.notified'), value: applicant && t(`desk.case.by-${applicant.notification}`) },
    { key: t('desk.case.opened'), value: formatDate(lang, one.openedAt, 'long', municipality.zone) },
    { key: t('desk.case.office'), value: view.names.office(one.officeId) },
    { key: t('desk.case.officer'), value: view.names.officer(one.officerId) ?? t('desk.work.nobody') },
    { key: t('desk.case.version'), value: String(one.version) },
  ]
  return (
    <section>
      <h2>{t('desk.case.facts')}</h2>
      <KeyValues items={facts.flatMap(({ key, value }) => (value ? [{ key, value }] : []))} />
    </section>
  )
}

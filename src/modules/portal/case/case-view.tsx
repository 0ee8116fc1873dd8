import { formatDate } from '../../../platform/i18n/index.ts'
import {
  Badge,
  ButtonLink,
  Callout,
  CheckAnswers,
  DocumentList,
  KeyValues,
  type PageContext,
  PageTitle,
  PortalPage,
  ProcessMap,
  TermBox,
  Timeline,
} from '../../../ui/index.ts'
import { ToDoList } from '../folder/to-do-list.tsx'
import { OwnPlaceBox } from '../services/list-view.tsx'
import type { CaseView } from './view-of-case.ts'

/** A case: what I must do now, where it is, until when, what was said, and what I may do besides. */
export function CasePage({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  const { t } = ctx
  return (
    <PortalPage
      ctx={ctx}
      title={`${view.service} ${view.number}`}
      crumbs={[{ text: t('ui.menu.folder'), href: '/folder' }, { text: view.number }]}
    >
      <PageTitle
        over={view.about === '' ? view.number : `${view.number} · ${view.about}`}
        title={view.service}
        beside={<Badge tone={view.badge.tone}>{view.badge.text}</Badge>}
      />
      <div class="f-columns f-columns-split">
        <div>
          <Now ctx={ctx} view={view} />
          {view.place === undefined ? null : <OwnPlaceBox ctx={ctx} place={view.place} />}
        </div>
        <aside class="f-stack f-section" aria-label={t('portal.case.facts')}>
          {view.term === undefined ? null : <TermBox ctx={ctx} term={view.term} />}
          <MayDo ctx={ctx} view={view} />
          <Facts ctx={ctx} view={view} />
        </aside>
        <div>
          <section class="f-section">
            <h2>{t('portal.case.where')}</h2>
            <ProcessMap ctx={ctx} src={`/folder/cases/${view.caseId}/map.bpmn`} steps={view.steps} />
          </section>
          {view.documents.length === 0 ? null : (
            <section class="f-section">
              <h2>{t('portal.case.documents')}</h2>
              <DocumentList ctx={ctx} documents={view.documents} />
            </section>
          )}
          <section class="f-section">
            <h2>{t('portal.case.history')}</h2>
            <Timeline label={t('portal.case.history')} events={view.history} />
          </section>
          <section class="f-section">
            <details>
              <summary>{t('portal.case.answers')}</summary>
              <CheckAnswers ctx={ctx} groups={view.answers} />
            </details>
          </section>
        </div>
      </div>
    </PortalPage>
  )
}

/** What the person must do; when it is nothing, who has it. */
function Now({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  const { t } = ctx
  return (
    <section class="f-section">
      <h2>{t('portal.case.now')}</h2>
      {view.toDo.length > 0 ? (
        <ToDoList tasks={view.toDo} />
      ) : (
        <Callout ctx={ctx} kind={view.isOpen ? 'info' : 'success'}>
          <p>{t(nothingToDo(view))}</p>
        </Callout>
      )}
    </section>
  )
}

function nothingToDo({ isOpen, mayDo, documents, hasEmail }: CaseView): string {
  if (!isOpen) return documents.length > 0 ? 'portal.case.closed-documents' : 'portal.case.closed'
  return mayDo.some((message) => message.startsWith('works-'))
    ? 'portal.case.tell-works'
    : hasEmail
      ? 'portal.case.nothing'
      : 'portal.case.nothing-here'
}

function Facts({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  const { t, lang, municipality } = ctx
  const facts = [
    { key: t('portal.case.number'), value: view.number },
    { key: t('portal.case.register'), value: view.registerLabel },
    { key: t('portal.case.opened'), value: formatDate(lang, view.openedAt, 'long', municipality.zone) },
    { key: t('portal.case.office'), value: view.office },
    { key: t('portal.case.officer'), value: view.officer ?? (view.isOpen ? t('portal.case.no-officer') : undefined) },
  ]
  return (
    <section>
      <h2>{t('portal.case.facts')}</h2>
      <KeyValues items={facts.filter(({ value }) => value !== undefined && value !== null)} />
      <p>
        <a href={`/folder/cases/${view.caseId}/receipt`}>{t('portal.case.receipt')}</a>
      </p>
    </section>
  )
}

function MayDo({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  if (view.mayDo.length === 0) return null
  const { t } = ctx
  // Withdrawing is not what one should press first.
  const ordered = [...view.mayDo].sort((a, b) => Number(a === 'withdraw') - Number(b === 'withdraw'))
  return (
    <section>
      <h2>{t('portal.case.may-do')}</h2>
      <div class="f-stack">
        {ordered.map((message) => (
          <div>
            <ButtonLink
              href={`/folder/cases/${view.caseId}/do/${message}`}
              text={t(`portal.do.${message}.link`)}
              look={message === 'withdraw' ? 'quiet' : 'secondary'}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

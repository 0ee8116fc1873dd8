import { formatDateTime } from '../../../platform/i18n/index.ts'
import {
  ButtonLink,
  Callout,
  DocumentList,
  FormActions,
  KeyValues,
  type PageContext,
  PageTitle,
  PortalPage,
  TermBox,
} from '../../../ui/index.ts'
import { ToDoList } from '../folder/to-do-list.tsx'
import type { CaseView } from './view-of-case.ts'

/** The receipt of an application (Ley 39/2015, art. 16.3 and 21.4; Legge 241/1990, art. 18-bis). */
export function ReceiptPage({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  const { t, lang, municipality } = ctx
  const title = t('portal.receipt.title')
  return (
    <PortalPage
      ctx={ctx}
      title={title}
      crumbs={[
        { text: t('ui.menu.folder'), href: '/folder' },
        { text: view.number, href: `/folder/cases/${view.caseId}` },
        { text: title },
      ]}
    >
      <PageTitle over={view.service} title={title} />
      <Callout ctx={ctx} kind="success" title={t('portal.receipt.number', { number: view.number })} level={2}>
        <p>{t('portal.receipt.text')}</p>
      </Callout>
      <div class="f-columns">
        <div>
          <section class="f-section">
            <h2>{t('portal.receipt.next')}</h2>
            {view.toDo.length > 0 ? <ToDoList tasks={view.toDo} /> : <p>{nextInWords(ctx, view)}</p>}
            {view.isOpen ? (
              <p class="f-section">{t(`portal.receipt.${view.hasEmail ? 'told' : 'told-here'}`)}</p>
            ) : null}
          </section>
          {view.documents.length === 0 ? null : (
            <section class="f-section">
              <h2>{t('portal.case.documents')}</h2>
              <DocumentList ctx={ctx} documents={view.documents} />
            </section>
          )}
          <FormActions>
            <ButtonLink
              href={`/folder/cases/${view.caseId}`}
              text={t('portal.receipt.to-case')}
              look={view.toDo.length > 0 ? 'secondary' : 'primary'}
            />
            <ButtonLink href="/folder" text={t('portal.receipt.to-folder')} look="quiet" />
          </FormActions>
        </div>
        <aside class="f-stack f-section" aria-label={t('portal.case.facts')}>
          {view.term === undefined ? null : <TermBox ctx={ctx} term={view.term} />}
          <KeyValues
            items={[
              { key: t('portal.case.number'), value: view.number },
              { key: t('portal.case.register'), value: view.registerLabel ?? '–' },
              { key: t('portal.receipt.moment'), value: formatDateTime(lang, view.openedAt, municipality.zone) },
            ]}
          />
        </aside>
      </div>
    </PortalPage>
  )
}

function nextInWords({ t }: PageContext, { isOpen, documents, steps }: CaseView): string {
  if (!isOpen) return t(documents.length > 0 ? 'portal.receipt.done-documents' : 'portal.receipt.done')
  const here = steps.find(({ state }) => state === 'here')
  return here === undefined ? t('portal.receipt.working') : t('portal.receipt.here', { step: here.name })
}

import type { ComponentChildren } from 'preact'
import { formatDateTime } from '../../../platform/i18n/index.ts'
import {
  ButtonLink,
  DataTable,
  DocumentList,
  EmptyState,
  type PageContext,
  PageTitle,
  PortalPage,
  Tabs,
  TaskCard,
} from '../../../ui/index.ts'
import type { Message } from '../../cases/index.ts'
import type { Document } from '../../documents/index.ts'
import { documentView } from '../document-view.ts'
import { caseColumns, messageColumns, notificationColumns, paymentColumns } from './columns.tsx'
import type { CaseLine } from './lines.ts'
import type { FolderView } from './read.ts'
import { isToOpen, isToPay } from './to-do.ts'
import { ToDoList } from './to-do-list.tsx'

interface FolderProps {
  ctx: PageContext
  folder: FolderView
}

/** First what I must do, then my cases and what I have begun. */
export function OverviewPage({ ctx, folder }: FolderProps) {
  const { t } = ctx
  return (
    <InFolder ctx={ctx} folder={folder} tab="cases">
      <section class="f-section">
        <h2>{t('portal.folder.to-do')}</h2>
        {folder.toDo.length === 0 ? <NothingToDo ctx={ctx} folder={folder} /> : <ToDoList tasks={folder.toDo} />}
      </section>
      <section class="f-section">
        <h2>{t('portal.folder.cases')}</h2>
        <DataTable
          ctx={ctx}
          caption={t('portal.folder.cases')}
          hideCaption
          columns={caseColumns(ctx)}
          rows={folder.cases}
          empty={
            <EmptyState
              title={t('portal.folder.no-cases.title')}
              text={t('portal.folder.no-cases.text')}
              icon="folder"
              action={{ href: '/services', text: t('portal.folder.no-cases.action') }}
            />
          }
        />
      </section>
      {folder.drafts.length === 0 ? null : <Drafts ctx={ctx} folder={folder} />}
    </InFolder>
  )
}

/** Nobody is promised an e-mail who has given no address for it. */
function NothingToDo({ ctx: { t }, folder: { hasEmail } }: FolderProps) {
  if (hasEmail) return <p>{t('portal.folder.nothing')}</p>
  return (
    <p>
      {t('portal.folder.nothing-here')} <a href="/profile">{t('portal.folder.give-email')}</a>
    </p>
  )
}

/** Messages and notifications, the newest first. */
export function MailPage({ ctx, folder }: FolderProps) {
  const { t } = ctx
  return (
    <InFolder ctx={ctx} folder={folder} tab="mail">
      <section class="f-section">
        <h2>{t('portal.folder.notifications')}</h2>
        <p>{t('portal.folder.notifications-what')}</p>
        <DataTable
          ctx={ctx}
          caption={t('portal.folder.notifications')}
          hideCaption
          columns={notificationColumns(ctx)}
          rows={folder.notifications}
          empty={
            <EmptyState
              title={t('portal.folder.no-notifications.title')}
              text={t('portal.folder.no-notifications.text')}
              icon="mail"
            />
          }
        />
      </section>
      <section class="f-section">
        <h2>{t('portal.folder.messages')}</h2>
        <DataTable
          ctx={ctx}
          caption={t('portal.folder.messages')}
          hideCaption
          columns={messageColumns(ctx)}
          rows={folder.messages}
          empty={
            <EmptyState
              title={t('portal.folder.no-messages.title')}
              text={t('portal.folder.no-messages.text')}
              icon="comment"
            />
          }
        />
      </section>
    </InFolder>
  )
}

export function PaymentsPage({ ctx, folder }: FolderProps) {
  const { t } = ctx
  return (
    <InFolder ctx={ctx} folder={folder} tab="payments">
      <section class="f-section">
        <h2>{t('portal.folder.payments')}</h2>
        <DataTable
          ctx={ctx}
          caption={t('portal.folder.payments')}
          hideCaption
          columns={paymentColumns(ctx)}
          rows={folder.payments}
          empty={
            <EmptyState
              title={t('portal.folder.no-payments.title')}
              text={t('portal.folder.no-payments.text')}
              icon="card"
            />
          }
        />
      </section>
    </InFolder>
  )
}

/** Appointments cannot be made here yet, and the page says so. */
export function AppointmentsPage({ ctx, folder }: FolderProps) {
  const { t } = ctx
  return (
    <InFolder ctx={ctx} folder={folder} tab="appointments">
      <section class="f-section">
        <h2>{t('portal.folder.appointments')}</h2>
        <EmptyState
          title={t('portal.folder.no-appointments.title')}
          text={t('portal.folder.no-appointments.text')}
          icon="calendar"
          action={{ href: '/help', text: t('portal.folder.no-appointments.action') }}
        />
      </section>
    </InFolder>
  )
}

interface DocumentsProps extends FolderProps {
  groups: readonly { readonly case: CaseLine; readonly documents: readonly Document[] }[]
}

export function DocumentsPage({ ctx, folder, groups }: DocumentsProps) {
  const { t } = ctx
  return (
    <InFolder ctx={ctx} folder={folder} tab="documents">
      {groups.length === 0 ? (
        <section class="f-section">
          <h2>{t('portal.folder.documents')}</h2>
          <EmptyState
            title={t('portal.folder.no-documents.title')}
            text={t('portal.folder.no-documents.text')}
            icon="file"
          />
        </section>
      ) : null}
      {groups.map(({ case: one, documents }) => (
        <section class="f-section">
          <h2>
            {one.service} · <a href={`/folder/cases/${one.caseId}`}>{one.number}</a>
          </h2>
          <DocumentList ctx={ctx} documents={documents.map((document) => documentView(ctx, document))} />
        </section>
      ))}
    </InFolder>
  )
}

export function MessagePage({ ctx, message }: { ctx: PageContext; message: Message }) {
  const { t, lang, municipality } = ctx
  return (
    <PortalPage
      ctx={ctx}
      title={message.subject}
      crumbs={[
        { text: t('ui.menu.folder'), href: '/folder' },
        { text: t('portal.folder.mail'), href: '/folder/mail' },
        { text: message.subject },
      ]}
    >
      <PageTitle over={formatDateTime(lang, message.at, municipality.zone)} title={message.subject} />
      <div class="f-section" lang={message.lang}>
        {message.body.split(/\n\s*\n/).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </div>
      {message.caseId === null ? null : (
        <p>
          <ButtonLink
            look="secondary"
            href={`/folder/cases/${message.caseId}`}
            text={t('portal.notification.to-case')}
          />
        </p>
      )}
    </PortalPage>
  )
}

interface InFolderProps extends FolderProps {
  tab: string
  children: ComponentChildren
}

function InFolder({ ctx, folder, tab, children }: InFolderProps) {
  const { t } = ctx
  const unopened = folder.notifications.filter(({ notification }) => isToOpen(notification)).length
  const unread = folder.messages.filter(({ readAt }) => readAt === null).length
  const toPay = folder.payments.filter(isToPay).length
  const tabs = [
    { key: 'cases', href: '/folder', text: t('portal.folder.overview') },
    { key: 'mail', href: '/folder/mail', text: t('portal.folder.mail'), count: some(unopened + unread) },
    { key: 'documents', href: '/folder/documents', text: t('portal.folder.documents') },
    { key: 'payments', href: '/folder/payments', text: t('portal.folder.payments'), count: some(toPay) },
    { key: 'appointments', href: '/folder/appointments', text: t('portal.folder.appointments') },
    { key: 'profile', href: '/profile', text: t('portal.profile.title') },
  ]
  return (
    <PortalPage ctx={ctx} title={t('ui.menu.folder')} crumbs={[{ text: t('ui.menu.folder') }]}>
      <PageTitle title={t('ui.menu.folder')} lead={t('portal.folder.lead')} />
      <Tabs label={t('ui.menu.folder')} tabs={tabs} active={tab} />
      {children}
    </PortalPage>
  )
}

const some = (count: number): number | undefined => (count === 0 ? undefined : count)

function Drafts({ ctx, folder }: FolderProps) {
  const { t, lang, municipality } = ctx
  return (
    <section class="f-section">
      <h2>{t('portal.folder.drafts')}</h2>
      <div class="f-stack">
        {folder.drafts.map(({ draft, service }) => (
          <TaskCard
            title={service}
            text={t('portal.draft.saved', { when: formatDateTime(lang, draft.savedAt, municipality.zone) })}
            action={{ href: `/drafts/${draft.draftId}`, text: t('portal.draft.go-on') }}
          />
        ))}
      </div>
    </section>
  )
}

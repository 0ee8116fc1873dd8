import { formatDate, formatDateTime } from '../../../platform/i18n/index.ts'
import {
  ActForm,
  Button,
  ButtonLink,
  Callout,
  DocumentList,
  FormActions,
  KeyValues,
  type PageContext,
  PageTitle,
  PortalPage,
} from '../../../ui/index.ts'
import type { Case, Notification } from '../../cases/index.ts'
import type { Document } from '../../documents/index.ts'
import { documentView } from '../document-view.ts'

interface NotificationProps {
  ctx: PageContext
  notification: Notification
  one: Case
  service: string
  document: Document | undefined
}

export function NotificationPage(props: NotificationProps) {
  const { ctx, one, service, notification } = props
  const { t } = ctx
  const title = t('portal.notification.title')
  return (
    <PortalPage
      ctx={ctx}
      title={title}
      crumbs={[
        { text: t('ui.menu.folder'), href: '/folder' },
        { text: one.number, href: `/folder/cases/${one.caseId}` },
        { text: title },
      ]}
    >
      <PageTitle over={`${service} · ${one.number}`} title={title} />
      {notification.endedAt === null ? <Unopened {...props} /> : <Opened {...props} />}
    </PortalPage>
  )
}

function Unopened({ ctx, notification }: NotificationProps) {
  const { t, lang } = ctx
  const { accessUntil, mode } = notification
  return (
    <>
      <Callout ctx={ctx} kind="warning" title={t('portal.notification.before')} level={2}>
        <p>{t('portal.notification.means')}</p>
        {accessUntil === null ? null : <p>{t('portal.notification.until', { date: formatDate(lang, accessUntil) })}</p>}
        {mode === 'paper' ? <p>{t('portal.notification.paper-too')}</p> : null}
      </Callout>
      <div class="f-section">
        <When ctx={ctx} notification={notification} />
      </div>
      <ActForm ctx={ctx}>
        <FormActions>
          <Button icon="mail-open">{t('portal.notification.open')}</Button>
          <ButtonLink look="secondary" href="/folder" text={t('portal.notification.not-now')} />
        </FormActions>
      </ActForm>
    </>
  )
}

function Opened({ ctx, notification, document, one }: NotificationProps) {
  const { t } = ctx
  return (
    <>
      {document === undefined ? null : <DocumentList ctx={ctx} documents={[documentView(ctx, document)]} />}
      <section class="f-section">
        <h2>{t('portal.notification.facts')}</h2>
        <When ctx={ctx} notification={notification} />
      </section>
      <p>
        <ButtonLink look="secondary" href={`/folder/cases/${one.caseId}`} text={t('portal.notification.to-case')} />
      </p>
    </>
  )
}

function When({ ctx, notification }: { ctx: PageContext; notification: Notification }) {
  const { t, lang, municipality } = ctx
  const { availableAt, endedAt, endedHow, exitLabel } = notification
  const moment = (instant: string) => formatDateTime(lang, instant, municipality.zone)
  return (
    <KeyValues
      items={[
        { key: t('portal.notification.available'), value: moment(availableAt) },
        ...(exitLabel === null ? [] : [{ key: t('portal.notification.exit'), value: exitLabel }]),
        ...(endedAt === null ? [] : [{ key: t(`portal.notification.ended.${endedHow}`), value: moment(endedAt) }]),
      ]}
    />
  )
}

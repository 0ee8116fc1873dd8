import { formatDate, formatMoney } from '../../../platform/i18n/index.ts'
import { Badge, type Column, type PageContext } from '../../../ui/index.ts'
import type { Message } from '../../cases/index.ts'
import type { CaseLine, NotificationLine, PaymentLine } from './lines.ts'
import { isToOpen, isToPay } from './to-do.ts'

export function caseColumns({ t, lang, municipality }: PageContext): Column<CaseLine>[] {
  return [
    {
      key: 'service',
      title: t('portal.column.case'),
      isName: true,
      cell: ({ caseId, service, about, number }) => (
        <>
          <a href={`/folder/cases/${caseId}`}>{service}</a>
          <br />
          <small class="f-muted">{about === '' ? number : `${number} · ${about}`}</small>
        </>
      ),
    },
    {
      key: 'state',
      title: t('portal.column.state'),
      cell: ({ badge }) => <Badge tone={badge.tone}>{badge.text}</Badge>,
    },
    {
      key: 'since',
      title: t('portal.column.since'),
      cell: ({ openedAt }) => formatDate(lang, openedAt, 'medium', municipality.zone),
    },
    {
      key: 'due',
      title: t('portal.column.due'),
      cell: ({ dueOn, status }) => (dueOn === null || status === 'closed' ? '–' : formatDate(lang, dueOn, 'medium')),
    },
  ]
}

export function notificationColumns({ t, lang, municipality }: PageContext): Column<NotificationLine>[] {
  return [
    {
      key: 'case',
      title: t('portal.column.case'),
      isName: true,
      cell: ({ notification, case: one }) => (
        <a href={`/folder/notifications/${notification.notificationId}`}>
          {one === undefined ? t('portal.notification.title') : `${one.service} · ${one.number}`}
        </a>
      ),
    },
    {
      key: 'state',
      title: t('portal.column.state'),
      cell: ({ notification }) =>
        isToOpen(notification) ? (
          <Badge tone="warning">{t('portal.notification.unopened')}</Badge>
        ) : (
          <Badge>{t(`portal.notification.ended.${notification.endedHow}`)}</Badge>
        ),
    },
    {
      key: 'available',
      title: t('portal.notification.available'),
      cell: ({ notification }) => formatDate(lang, notification.availableAt, 'medium', municipality.zone),
    },
    {
      key: 'until',
      title: t('portal.column.until'),
      cell: ({ notification: { accessUntil, endedAt } }) =>
        accessUntil === null || endedAt !== null ? '–' : formatDate(lang, accessUntil, 'medium'),
    },
  ]
}

export function messageColumns({ t, lang, municipality }: PageContext): Column<Message>[] {
  return [
    {
      key: 'subject',
      title: t('portal.column.subject'),
      isName: true,
      cell: ({ messageId, subject }) => <a href={`/folder/messages/${messageId}`}>{subject}</a>,
    },
    { key: 'at', title: t('portal.column.at'), cell: ({ at }) => formatDate(lang, at, 'medium', municipality.zone) },
    {
      key: 'read',
      title: t('portal.column.state'),
      cell: ({ readAt }) =>
        readAt === null ? (
          <Badge tone="info">{t('portal.message.new')}</Badge>
        ) : (
          <Badge>{t('portal.message.read')}</Badge>
        ),
    },
  ]
}

/** What was asked and is not to be paid any more is over. */
function statusOf(line: PaymentLine): string {
  return line.payment.status === 'requested' && !isToPay(line) ? 'cancelled' : line.payment.status
}

export function paymentColumns({ t, lang, municipality }: PageContext): Column<PaymentLine>[] {
  return [
    {
      key: 'concept',
      title: t('portal.column.concept'),
      isName: true,
      cell: ({ payment, case: one, concept }) => (
        <>
          <a href={`/pay/${payment.paymentId}`}>{concept}</a>
          <br />
          <small class="f-muted">{one === undefined ? payment.reference : `${one.service} · ${one.number}`}</small>
        </>
      ),
    },
    {
      key: 'amount',
      title: t('portal.column.amount'),
      numeric: true,
      cell: ({ payment }) => formatMoney(lang, payment.amount),
    },
    {
      key: 'state',
      title: t('portal.column.state'),
      cell: (line) => (
        <Badge tone={isToPay(line) ? 'warning' : 'neutral'}>{t(`portal.payment.status.${statusOf(line)}`)}</Badge>
      ),
    },
    {
      key: 'at',
      title: t('portal.column.asked'),
      cell: ({ payment }) => formatDate(lang, payment.requestedAt, 'medium', municipality.zone),
    },
  ]
}

import { formatMoney } from '../../../platform/i18n/index.ts'
import type { Visit } from '../visit.ts'
import { byDay } from './by-day.ts'
import type { CaseLine, NotificationLine, PaymentLine } from './lines.ts'

/** Something that the person must do now, ready to be shown. */
export interface ToDo {
  readonly title: string
  readonly about: string | undefined
  readonly text?: string | undefined
  readonly due: string | undefined
  readonly action: { readonly href: string; readonly text: string }
  /** The last day, by which they are ordered. */
  readonly dueOn: string | null
}

interface Waiting {
  readonly tasks: readonly {
    readonly task: { readonly taskId: string; readonly dueOn: string | null }
    readonly case: CaseLine | undefined
    /** What the drawing calls it. */
    readonly name: string | undefined
  }[]
  readonly notifications: readonly NotificationLine[]
  readonly payments: readonly PaymentLine[]
}

/** Everything that waits for the person, what ends first in front; what has no last day comes last. */
export function toDoOf(visit: Visit, { tasks, notifications, payments }: Waiting): ToDo[] {
  const all = [
    ...notifications.filter(({ notification }) => isToOpen(notification)).map((line) => openIt(visit, line)),
    ...payments.filter(isToPay).map((line) => payIt(visit, line)),
    ...tasks.map((one) => doIt(visit, one)),
  ]
  return all.sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
}

/** Those on paper come by post; they can be opened here too, and the first of the two counts (Ley 39/2015, art. 41.7). */
export function isToOpen({ endedAt }: { readonly endedAt: string | null }): boolean {
  return endedAt === null
}

/** Who withdrew, or was told that the case is closed for want of a payment, is not asked to pay any more. */
export function isToPay({ payment, case: one }: PaymentLine): boolean {
  return payment.status === 'requested' && one?.status !== 'closed' && !NOTHING_TO_PAY.has(one?.outcome ?? '')
}

const NOTHING_TO_PAY = new Set(['withdrawn', 'not-paid', 'not-corrected', 'refused'])

function openIt(visit: Visit, { notification, case: one }: NotificationLine): ToDo {
  const { t } = visit.ctx
  return {
    title: t('portal.todo.notification'),
    about: about(one),
    text: t('portal.todo.notification-text'),
    due: byDay(visit, notification.accessUntil),
    dueOn: notification.accessUntil,
    action: { href: `/folder/notifications/${notification.notificationId}`, text: t('portal.todo.open') },
  }
}

function payIt(visit: Visit, { payment, case: one, concept }: PaymentLine): ToDo {
  const { t, lang } = visit.ctx
  return {
    title: t('portal.todo.pay', { amount: formatMoney(lang, payment.amount) }),
    about: about(one),
    text: concept,
    due: undefined,
    dueOn: null,
    action: { href: `/pay/${payment.paymentId}`, text: t('portal.todo.pay-now') },
  }
}

function doIt(visit: Visit, { task, case: one, name }: Waiting['tasks'][number]): ToDo {
  const { t } = visit.ctx
  return {
    title: name ?? t('portal.todo.task'),
    about: about(one),
    due: byDay(visit, task.dueOn),
    dueOn: task.dueOn,
    action: { href: `/folder/cases/${one?.caseId}/tasks/${task.taskId}`, text: t('portal.todo.do') },
  }
}

function about(one: CaseLine | undefined): string | undefined {
  return one && `${one.service} · ${one.number}`
}

import { formatDate, formatMoney } from '../../../platform/i18n/index.ts'
import type { CaseFile } from '../../cases/index.ts'
import { stepName } from '../names.ts'
import type { Visit } from '../visit.ts'

/** Something that the case waits for and that is not an officer's task. */
export interface Wait {
  readonly text: string
  readonly note: string
  /** What an officer may do about it. */
  readonly action?: { readonly href: string; readonly text: string }
}

/** What the applicant, the bank or the machine still has to do. */
export function waitsOf(
  { ctx, actor }: Visit,
  { case: one, tasks, notifications, payments, procedure }: CaseFile,
): Wait[] {
  const { t, lang, municipality } = ctx
  const until = (day: string | null) => (day === null ? '' : t('desk.wait.until', { date: formatDate(lang, day) }))
  const since = (instant: string) =>
    t('desk.wait.since', { date: formatDate(lang, instant, 'long', municipality.zone) })
  return [
    ...tasks
      .filter(({ citizen, closedAt }) => citizen && closedAt === null)
      .map((task) => ({
        text: t('desk.wait.task', { step: stepName(procedure.service, task.element, lang) }),
        note: [since(task.openedAt), until(task.dueOn)].filter(Boolean).join(' · '),
      })),
    ...notifications
      .filter(({ endedAt }) => endedAt === null)
      .map(({ notificationId, mode, availableAt, accessUntil, exitLabel }) => ({
        text: t(`desk.wait.notification-${mode}`),
        note: [since(availableAt), until(accessUntil), exitLabel].filter(Boolean).join(' · '),
        ...(actor.permissions.has('case.handle') && {
          action: { href: `/desk/cases/${one.caseId}/paper/${notificationId}`, text: t('desk.paper.link') },
        }),
      })),
    ...payments
      .filter(({ status }) => status === 'requested')
      .map(({ amount, reference, requestedAt }) => ({
        text: t('desk.wait.payment', { amount: formatMoney(lang, amount) }),
        note: [since(requestedAt), reference].join(' · '),
      })),
  ]
}

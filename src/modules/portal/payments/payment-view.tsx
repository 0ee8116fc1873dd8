import { formatDateTime, formatMoney } from '../../../platform/i18n/index.ts'
import {
  ActForm,
  Button,
  ButtonLink,
  Callout,
  FormActions,
  KeyValues,
  type PageContext,
  PageTitle,
  PortalPage,
} from '../../../ui/index.ts'
import type { Case, Payment } from '../../cases/index.ts'

interface PaymentProps {
  ctx: PageContext
  payment: Payment
  one: Case
  service: string
  /** What it is for. */
  concept: string
}

/** How a visit to the bank may have ended without a payment. */
const ENDINGS = new Set(['refused', 'left', 'altered'])

export function PaymentPage({ ctx, payment, one, service, concept }: PaymentProps) {
  const { t, lang, municipality } = ctx
  const how = ctx.query.how
  const amount = formatMoney(lang, payment.amount)
  const isOpen = payment.status === 'requested'
  const facts = [
    { key: t('portal.payment.concept'), value: concept },
    { key: t('portal.payment.amount'), value: <strong>{amount}</strong> },
    {
      key: t('portal.payment.case'),
      value: <a href={`/folder/cases/${one.caseId}`}>{`${service} · ${one.number}`}</a>,
    },
    { key: t('portal.payment.reference'), value: payment.reference },
    { key: t('portal.payment.state'), value: t(`portal.payment.status.${payment.status}`) },
  ]
  const paid = [
    {
      key: t('portal.payment.paid-at'),
      value: payment.paidAt && formatDateTime(lang, payment.paidAt, municipality.zone),
    },
    { key: t('portal.payment.bank-number'), value: payment.providerReference },
  ]
  return (
    <PortalPage
      ctx={ctx}
      title={t('portal.payment.title', { amount })}
      crumbs={[
        { text: t('ui.menu.folder'), href: '/folder' },
        { text: one.number, href: `/folder/cases/${one.caseId}` },
        { text: t('portal.payment.crumb') },
      ]}
    >
      <PageTitle
        over={`${service} · ${one.number}`}
        title={t(isOpen ? 'portal.payment.title' : 'portal.payment.title-done', { amount })}
      />
      {isOpen && how !== undefined && ENDINGS.has(how) ? (
        <Callout ctx={ctx} kind={how === 'left' ? 'info' : 'warning'}>
          <p>{t(`portal.payment.how.${how}`)}</p>
        </Callout>
      ) : null}
      <div class="f-section">
        <KeyValues items={[...facts, ...paid.filter(({ value }) => value !== null)]} />
      </div>
      {isOpen ? (
        <ActForm ctx={ctx}>
          <p>{t('portal.payment.leaving')}</p>
          <FormActions>
            <Button icon="card">{t('portal.payment.pay', { amount })}</Button>
            <ButtonLink look="secondary" href={`/folder/cases/${one.caseId}`} text={t('portal.payment.later')} />
          </FormActions>
        </ActForm>
      ) : (
        <p class="f-section">
          <ButtonLink href={`/folder/cases/${one.caseId}`} text={t('portal.notification.to-case')} />
        </p>
      )}
    </PortalPage>
  )
}

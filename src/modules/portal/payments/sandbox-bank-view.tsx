import type { ComponentChildren } from 'preact'
import { formatMoney, type Lang, type Translate } from '../../../platform/i18n/index.ts'
import type { Order } from './provider.ts'
import { SANDBOX_PATH } from './sandbox.ts'

interface QuestionProps {
  t: Translate
  lang: Lang
  order: Order
  data: string
  signature: string
}

/** What the bank asks. It looks like another place, because it is one. */
export function BankQuestion({ t, lang, order, data, signature }: QuestionProps) {
  return (
    <Bank t={t} lang={lang} title={t('portal.bank.title')}>
      <p class="warning">{t('portal.bank.not-real')}</p>
      <dl>
        <div>
          <dt>{t('portal.bank.to')}</dt>
          <dd>{t('ui.town-hall', { name: order.town })}</dd>
        </div>
        <div>
          <dt>{t('portal.payment.concept')}</dt>
          <dd>{order.concept}</dd>
        </div>
        <div>
          <dt>{t('portal.payment.reference')}</dt>
          <dd>{order.reference}</dd>
        </div>
        <div class="amount">
          <dt>{t('portal.payment.amount')}</dt>
          <dd>{formatMoney(lang, order.amount)}</dd>
        </div>
      </dl>
      <form method="post" action={`${SANDBOX_PATH}/pay`}>
        <input type="hidden" name="data" value={data} />
        <input type="hidden" name="signature" value={signature} />
        <button type="submit" name="choice" value="pay" class="main">
          {t('portal.bank.pay', { amount: formatMoney(lang, order.amount) })}
        </button>
        <button type="submit" name="choice" value="refuse">
          {t('portal.bank.refuse')}
        </button>
        <button type="submit" name="choice" value="leave" class="quiet">
          {t('portal.bank.leave')}
        </button>
      </form>
    </Bank>
  )
}

export function BankProblem({ t, lang }: Pick<QuestionProps, 't' | 'lang'>) {
  return (
    <Bank t={t} lang={lang} title={t('portal.bank.altered-title')}>
      <p>{t('portal.bank.altered-text')}</p>
      <p>
        <a href="/folder/payments">{t('portal.bank.go-back')}</a>
      </p>
    </Bank>
  )
}

function Bank({
  t,
  lang,
  title,
  children,
}: Pick<QuestionProps, 't' | 'lang'> & { title: string; children: ComponentChildren }) {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${t('portal.bank.name')}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${SANDBOX_PATH}/bank.css`} />
      </head>
      <body>
        <header>
          <p>{t('portal.bank.name')}</p>
        </header>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}

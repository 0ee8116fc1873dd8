import { formatDateTime } from '../../../platform/i18n/index.ts'
import type { PdfCheck } from '../../../platform/pdf/index.ts'
import {
  ActForm,
  Button,
  Callout,
  DocumentList,
  FormActions,
  FormField,
  KeyValues,
  type PageContext,
  PageTitle,
  PortalPage,
} from '../../../ui/index.ts'
import type { Document } from '../../documents/index.ts'
import type { Comparison } from './comparison.ts'

export function VerifyPage({ ctx }: { ctx: PageContext }) {
  const { t } = ctx
  return (
    <PortalPage ctx={ctx} title={t('portal.verify.title')} crumbs={[{ text: t('portal.verify.title') }]}>
      <PageTitle title={t('portal.verify.title')} lead={t('portal.verify.lead')} />
      <CodeForm ctx={ctx} code="" />
    </PortalPage>
  )
}

export function NoSuchCodePage({ ctx, code }: { ctx: PageContext; code: string }) {
  const { t } = ctx
  const error = t('portal.verify.unknown')
  return (
    <PortalPage
      ctx={ctx}
      title={t('portal.verify.unknown-title')}
      crumbs={[{ text: t('portal.verify.title'), href: '/verify' }, { text: code }]}
    >
      <PageTitle title={t('portal.verify.unknown-title')} lead={error} />
      <CodeForm ctx={ctx} code={code} />
    </PortalPage>
  )
}

function CodeForm({ ctx, code }: { ctx: PageContext; code: string }) {
  const { t } = ctx
  return (
    <form class="f-form f-section" method="get" action="/verify">
      <FormField
        ctx={ctx}
        field={{
          kind: 'text',
          name: 'code',
          label: t('portal.verify.code'),
          hint: t('portal.verify.code-hint'),
          value: code,
          width: 'md',
        }}
      />
      <FormActions>
        <Button icon="check-circle">{t('portal.verify.check')}</Button>
      </FormActions>
    </form>
  )
}

interface VerifiedProps {
  ctx: PageContext
  document: Document
  size: number
  check: PdfCheck
  comparison: Comparison | undefined
}

/** The document that has this code: whether its seal holds, the original, and a place to compare a copy. */
export function VerifiedPage({ ctx, document, size, check, comparison }: VerifiedProps) {
  const { t } = ctx
  const code = document.code ?? ''
  const href = `/verify/${code}`
  return (
    <PortalPage
      ctx={ctx}
      title={t('portal.verify.found')}
      crumbs={[{ text: t('portal.verify.title'), href: '/verify' }, { text: code }]}
    >
      <PageTitle over={code} title={t('portal.verify.found')} />
      {comparison === undefined ? null : <Compared ctx={ctx} comparison={comparison} />}
      <Callout
        ctx={ctx}
        kind={check.ok ? 'success' : 'danger'}
        title={t(check.ok ? 'portal.verify.ok' : 'portal.verify.broken')}
        level={2}
      >
        <p>{t(check.ok ? 'portal.verify.ok-text' : 'portal.verify.broken-text', { name: ctx.municipality.name })}</p>
      </Callout>
      <Facts ctx={ctx} document={document} check={check} />
      <section class="f-section">
        <h2>{t('portal.verify.original')}</h2>
        <DocumentList
          ctx={ctx}
          documents={[{ href: `${href}/original`, title: document.title, bytes: size, format: 'PDF' }]}
        />
      </section>
      <section class="f-section">
        <h2>{t('portal.verify.compare')}</h2>
        <p>{t('portal.verify.compare-text')}</p>
        <ActForm ctx={ctx} action={href} multipart>
          <FormField ctx={ctx} field={{ kind: 'file', name: 'copy', label: t('portal.verify.copy'), accept: '.pdf' }} />
          <FormActions>
            <Button look="secondary">{t('portal.verify.compare-now')}</Button>
          </FormActions>
        </ActForm>
      </section>
    </PortalPage>
  )
}

const TONES = { same: 'success', 'same-seal': 'warning', different: 'danger', 'no-file': 'warning' } as const

function Compared({ ctx, comparison }: { ctx: PageContext; comparison: Comparison }) {
  return (
    <Callout ctx={ctx} kind={TONES[comparison]} title={ctx.t(`portal.verify.result.${comparison}`)} level={2}>
      <p>{ctx.t(`portal.verify.result-text.${comparison}`)}</p>
    </Callout>
  )
}

/** What the code's holder can read on the document itself, and no more. */
function Facts({ ctx, document, check }: Pick<VerifiedProps, 'ctx' | 'document' | 'check'>) {
  const { t, lang, municipality } = ctx
  const moment = (instant: string) => formatDateTime(lang, instant, municipality.zone)
  const seal = check.signatures.at(-1)
  const facts = [
    { key: t('portal.verify.document'), value: document.title },
    { key: t('portal.verify.issued-by'), value: t('ui.town-hall', { name: municipality.name }) },
    { key: t('portal.verify.issued-at'), value: moment(document.createdAt) },
    { key: t('portal.verify.register'), value: document.registerLabel ?? undefined },
    { key: t('portal.verify.sealed-by'), value: seal?.name },
    { key: t('portal.verify.sealed-at'), value: seal?.at && moment(seal.at) },
    { key: t('portal.verify.certificate'), value: seal?.certificate?.issuer },
  ]
  return (
    <section class="f-section">
      <h2>{t('portal.verify.facts')}</h2>
      <KeyValues items={facts.filter(({ value }) => value !== undefined && value !== '')} />
      {seal?.certificate?.development ? <p class="f-muted">{t('portal.verify.development')}</p> : null}
    </section>
  )
}

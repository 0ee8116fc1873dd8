import { formatDate, formatMoney, formatNumber } from '../../../platform/i18n/index.ts'
import {
  ActForm,
  Badge,
  Button,
  Callout,
  type Column,
  DataTable,
  DeskPage,
  EmptyState,
  KeyValues,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import type { CallInHand, CallPlace } from '../../cases/index.ts'

/** Every call of the year. */
export function CallsPage({ ctx, calls }: { ctx: PageContext; calls: readonly CallInHand[] }) {
  const { t, lang } = ctx
  const title = t('desk.calls.title')
  return (
    <DeskPage ctx={ctx} title={title} active="calls">
      <PageTitle title={title} lead={t('desk.calls.lead')} />
      <DataTable
        ctx={ctx}
        caption={title}
        hideCaption
        rows={calls}
        empty={<EmptyState icon="list" title={t('desk.calls.none')} text={t('desk.calls.none-text')} />}
        columns={[
          {
            key: 'call',
            title: t('desk.calls.call'),
            isName: true,
            cell: (one) => (
              <a
                href={`/desk/calls/${one.call.procedure}/${one.call.year}`}
              >{`${one.procedure.service.title[lang]} ${one.call.year}`}</a>
            ),
          },
          {
            key: 'days',
            title: t('desk.calls.days'),
            cell: ({ call }) =>
              `${formatDate(lang, call.opensOn, 'medium')} – ${formatDate(lang, call.closesOn, 'medium')}`,
          },
          {
            key: 'money',
            title: t('desk.calls.ceiling'),
            numeric: true,
            cell: ({ call }) => formatMoney(lang, call.ceiling),
          },
          {
            key: 'stage',
            title: t('desk.column.state'),
            cell: ({ call }) => (
              <Badge tone={call.stage === 'final' ? 'success' : 'info'}>{t(`desk.calls.stage.${call.stage}`)}</Badge>
            ),
          },
        ]}
      />
    </DeskPage>
  )
}

interface CallProps {
  ctx: PageContext
  hand: CallInHand
  published: readonly CallPlace[]
  mayPublish: boolean
  error: string | undefined
}

/** A call: its money, who is not ready, and its list with the reason of each place. */
export function CallPage({ ctx, hand, published, mayPublish, error }: CallProps) {
  const { t, lang } = ctx
  const { call, procedure, places, notReady } = hand
  const title = `${procedure.service.title[lang]} ${call.year}`
  const shown = call.stage === 'final' || places.length === 0 ? published : places
  const spent = shown.reduce((sum, { amount }) => sum + amount, 0)
  return (
    <DeskPage
      ctx={ctx}
      title={title}
      active="calls"
      crumbs={[{ text: t('desk.calls.title'), href: '/desk/calls' }, { text: title }]}
    >
      <PageTitle title={title} lead={t(`desk.calls.stage-lead.${call.stage}`)} />
      {error === undefined ? null : (
        <Callout ctx={ctx} kind="danger">
          <p>{error}</p>
        </Callout>
      )}
      <KeyValues
        columns={3}
        items={[
          { key: t('desk.calls.ceiling'), value: formatMoney(lang, call.ceiling) },
          { key: t('desk.calls.spent'), value: formatMoney(lang, spent) },
          { key: t('desk.calls.not-ready'), value: formatNumber(lang, notReady.length) },
        ]}
      />
      {call.stage === 'final' || !mayPublish ? null : (
        <ActForm ctx={ctx} action={`/desk/calls/${call.procedure}/${call.year}/publish`}>
          <Button>{t(`desk.calls.publish.${call.stage}`)}</Button>
        </ActForm>
      )}
      <DataTable
        ctx={ctx}
        caption={t(shown === published && published.length > 0 ? 'desk.calls.published' : 'desk.calls.preview')}
        rows={shown}
        columns={columns(ctx)}
        empty={<EmptyState icon="list" title={t('desk.calls.empty')} text={t('desk.calls.empty-text')} />}
      />
    </DeskPage>
  )
}

function columns({ t, lang }: PageContext): Column<CallPlace>[] {
  return [
    { key: 'place', title: t('desk.calls.place'), numeric: true, cell: ({ position }) => position ?? '–' },
    {
      key: 'case',
      title: t('desk.column.applicant'),
      isName: true,
      cell: ({ caseId, number, applicantName }) => (
        <>
          <a href={`/desk/cases/${caseId}`}>{applicantName}</a>
          <small>{number}</small>
        </>
      ),
    },
    { key: 'points', title: t('desk.calls.points'), numeric: true, cell: ({ points }) => formatNumber(lang, points) },
    { key: 'amount', title: t('desk.calls.amount'), numeric: true, cell: ({ amount }) => formatMoney(lang, amount) },
    {
      key: 'result',
      title: t('desk.calls.result'),
      cell: ({ granted, reason }) => (
        <>
          <Badge tone={granted ? 'success' : 'neutral'}>{t(`desk.calls.reason.${reason.kind}`)}</Badge>
          {'tie' in reason && reason.tie ? (
            <small>{t(`desk.calls.tie.${reason.tie.by}`, { after: reason.tie.after })}</small>
          ) : null}
        </>
      ),
    },
  ]
}

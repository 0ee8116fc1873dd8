import { formatDate, formatMoney, formatNumber } from '../../../platform/i18n/index.ts'
import {
  Badge,
  type Column,
  Confirm,
  DataTable,
  EmptyState,
  KeyValues,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import type { CallInHand, CallPlace } from '../../cases/index.ts'
import { Desk, NotDone } from '../desk-view.tsx'

const titleOf = ({ lang }: PageContext, { procedure, call }: CallInHand) =>
  `${procedure.service.title[lang]} ${call.year}`

const pathOf = ({ call }: CallInHand) => `/desk/calls/${call.procedure}/${call.year}`

/** Every call of this year and the last. */
export function CallsPage({ ctx, calls }: { ctx: PageContext; calls: readonly CallInHand[] }) {
  const { t, lang } = ctx
  const title = t('desk.calls.title')
  return (
    <Desk ctx={ctx} title={title} active="calls">
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
            cell: (one) => <a href={pathOf(one)}>{titleOf(ctx, one)}</a>,
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
    </Desk>
  )
}

interface CallProps {
  ctx: PageContext
  hand: CallInHand
  /** The whole list, and the part of it that this page shows. */
  list: readonly CallPlace[]
  shown: readonly CallPlace[]
  next: string | undefined
  isPublished: boolean
}

/** A call: its money, who is not ready, and its list with the reason of each place. */
export function CallPage({ ctx, hand, list, shown, next, isPublished }: CallProps) {
  const { t, lang } = ctx
  const { call } = hand
  const title = titleOf(ctx, hand)
  const spent = list.reduce((sum, { amount }) => sum + amount, 0)
  const publish = { href: `${pathOf(hand)}/publish`, text: t(`desk.calls.publish.${call.stage}`) }
  return (
    <Desk
      ctx={ctx}
      title={title}
      active="calls"
      crumbs={[{ text: t('desk.calls.title'), href: '/desk/calls' }, { text: title }]}
    >
      <PageTitle
        title={title}
        lead={t(`desk.calls.stage-lead.${call.stage}`)}
        action={call.stage === 'final' ? undefined : publish}
      />
      <div class="d-panels">
        <section class="f-panel">
          <KeyValues
            columns={3}
            items={[
              { key: t('desk.calls.ceiling'), value: formatMoney(lang, call.ceiling) },
              { key: t('desk.calls.spent'), value: formatMoney(lang, spent.toFixed(2)) },
              {
                key: t('desk.calls.granted'),
                value: formatNumber(lang, list.filter(({ granted }) => granted).length),
              },
              { key: t('desk.calls.not-ready'), value: <NotReady ctx={ctx} hand={hand} /> },
            ]}
          />
        </section>
        <DataTable
          ctx={ctx}
          caption={t(isPublished ? 'desk.calls.published' : 'desk.calls.preview')}
          rows={shown}
          total={list.length}
          columns={columns(ctx)}
          paging={{ after: next }}
          exportHref={`${pathOf(hand)}/list.csv`}
          empty={<EmptyState icon="list" title={t('desk.calls.empty')} text={t('desk.calls.empty-text')} />}
        />
      </div>
    </Desk>
  )
}

/** Cases that are not yet where the list is awaited: they are left out when it is published. */
function NotReady({ ctx: { t, lang }, hand: { notReady } }: { ctx: PageContext; hand: CallInHand }) {
  if (notReady.length === 0) return <>0</>
  return (
    <details>
      <summary>{formatNumber(lang, notReady.length)}</summary>
      <ul class="d-list d-compact">
        {notReady.slice(0, NOT_READY_SHOWN).map((number) => (
          <li>
            <a href={`/desk/search?q=${encodeURIComponent(number)}`}>{number}</a>
          </li>
        ))}
        {notReady.length > NOT_READY_SHOWN ? <li>{t('desk.calls.and-more')}</li> : null}
      </ul>
    </details>
  )
}

const NOT_READY_SHOWN = 30

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

/** Before a list goes out: how many it reaches, and that it cannot be taken back. */
export function PublishPage({ ctx, hand, error }: { ctx: PageContext; hand: CallInHand; error: string | undefined }) {
  const { t } = ctx
  const title = titleOf(ctx, hand)
  const question = t(`desk.calls.publish.${hand.call.stage}`)
  return (
    <Desk
      ctx={ctx}
      title={question}
      active="calls"
      crumbs={[
        { text: t('desk.calls.title'), href: '/desk/calls' },
        { text: title, href: pathOf(hand) },
        { text: question },
      ]}
    >
      <NotDone ctx={ctx} error={error} />
      <Confirm
        ctx={ctx}
        question={t('desk.calls.publish-question', { call: title })}
        consequence={t('desk.calls.publish-consequence', { n: hand.places.length, left: hand.notReady.length })}
        confirm={question}
        backHref={pathOf(hand)}
      />
    </Desk>
  )
}

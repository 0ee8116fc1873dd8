import { formatDate, formatNumber, formatTime } from '../../../platform/i18n/index.ts'
import {
  Callout,
  type Column,
  DataTable,
  EmptyState,
  KeyValues,
  type PageContext,
  PageTitle,
  Tabs,
} from '../../../ui/index.ts'
import type { DailyRegister, DayList, RegisterEntry } from '../../register/index.ts'
import { Desk } from '../desk-view.tsx'

interface DaysProps {
  ctx: PageContext
  days: readonly DailyRegister[]
  years: readonly string[]
  year: string
}

/** The closed days of the register, each with the head of the sealed journal. */
export function DaysPage({ ctx, days, years, year }: DaysProps) {
  const { t, lang } = ctx
  const title = t('desk.register.days')
  return (
    <Desk
      ctx={ctx}
      title={title}
      active="register"
      crumbs={[{ text: t('desk.register.title'), href: '/desk/register' }, { text: title }]}
    >
      <PageTitle title={title} lead={t('desk.register.days-lead')} />
      {years.length < 2 ? null : (
        <Tabs
          label={title}
          active={year}
          tabs={years.map((one) => ({ key: one, href: `/desk/register/days?year=${one}`, text: one }))}
        />
      )}
      <DataTable
        ctx={ctx}
        caption={title}
        hideCaption
        rows={days}
        empty={<EmptyState icon="calendar" title={t('desk.register.no-days')} text={t('desk.register.no-days-text')} />}
        columns={[
          {
            key: 'day',
            title: t('desk.register.day'),
            isName: true,
            cell: ({ day }) => <a href={`/desk/register/days/${day}`}>{formatDate(lang, day, 'full')}</a>,
          },
          {
            key: 'entries',
            title: t('desk.register.entries'),
            numeric: true,
            cell: ({ entries }) => formatNumber(lang, entries),
          },
          {
            key: 'annulments',
            title: t('desk.register.annulments'),
            numeric: true,
            cell: ({ annulments }) => formatNumber(lang, annulments),
          },
          {
            key: 'head',
            title: t('desk.register.head'),
            cell: ({ sealNumber, chainHead }) => <code>{`${sealNumber} · ${chainHead.slice(0, 16)}…`}</code>,
          },
        ]}
      />
    </Desk>
  )
}

/** A day of the register, to be printed and kept. */
export function DayPage({ ctx, closed, list }: { ctx: PageContext; closed: DailyRegister; list: DayList }) {
  const { t, lang } = ctx
  const title = formatDate(lang, closed.day, 'full')
  const isTrue = list.hash === closed.documentHash
  return (
    <Desk
      ctx={ctx}
      title={title}
      active="register"
      crumbs={[
        { text: t('desk.register.title'), href: '/desk/register' },
        { text: t('desk.register.days'), href: '/desk/register/days' },
        { text: title },
      ]}
    >
      <PageTitle over={t('desk.register.days')} title={title} />
      <div class="d-panels">
        <Callout ctx={ctx} kind={isTrue ? 'success' : 'danger'}>
          <p>{t(isTrue ? 'desk.register.day-true' : 'desk.register.day-changed')}</p>
        </Callout>
        <section class="f-panel">
          <KeyValues
            items={[
              { key: t('desk.register.entries'), value: formatNumber(lang, closed.entries) },
              { key: t('desk.register.annulments'), value: formatNumber(lang, closed.annulments) },
              { key: t('desk.register.head'), value: <Code text={`${closed.sealNumber} · ${closed.chainHead}`} /> },
              { key: t('desk.register.list-hash'), value: <Code text={closed.documentHash} /> },
            ]}
          />
        </section>
        <DataTable ctx={ctx} caption={t('desk.register.entries')} rows={list.entries} columns={columns(ctx)} />
        {list.annulments.length === 0 ? null : (
          <DataTable
            ctx={ctx}
            caption={t('desk.register.annulments')}
            rows={list.annulments}
            columns={[
              ...columns(ctx),
              { key: 'reason', title: t('desk.register.reason'), cell: ({ annulReason }) => annulReason },
            ]}
          />
        )}
      </div>
    </Desk>
  )
}

function Code({ text }: { text: string }) {
  return <code class="d-code">{text}</code>
}

function columns({ t, lang, municipality }: PageContext): Column<RegisterEntry>[] {
  return [
    {
      key: 'label',
      title: t('desk.register.number'),
      isName: true,
      cell: ({ label }) => (
        <a class="d-nowrap" href={`/desk/register/entry?label=${encodeURIComponent(label)}`}>
          {label}
        </a>
      ),
    },
    { key: 'at', title: t('desk.register.hour'), cell: ({ at }) => formatTime(lang, at, municipality.zone) },
    { key: 'sender', title: t('desk.register.sender'), cell: ({ sender }) => sender },
    { key: 'addressee', title: t('desk.register.addressee'), cell: ({ addressee }) => addressee },
    { key: 'subject', title: t('desk.register.subject'), cell: ({ subject }) => subject },
  ]
}

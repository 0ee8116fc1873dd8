import { formatDate, formatMoney, formatNumber } from '../../../platform/i18n/index.ts'
import {
  Callout,
  type Column,
  DataTable,
  DocumentList,
  EmptyState,
  FilterBar,
  KeyValues,
  type PageContext,
  PageTitle,
  PortalPage,
  Tabs,
} from '../../../ui/index.ts'
import type { OwnPlace, PublicPlace } from '../../cases/index.ts'
import type { PublicList } from './lists.ts'

/** A list of a call: what it comes to, its sealed document, and every place, by the number of the case alone. */
export function ListPage({ ctx, list }: { ctx: PageContext; list: PublicList }) {
  const { t } = ctx
  const title = t(`portal.list.${list.stage}`, { year: String(list.call.year) })
  const crumbs = [
    { text: t('ui.menu.services'), href: '/services' },
    { text: list.service, href: `/services/${list.procedure}` },
    { text: title },
  ]
  return (
    <PortalPage ctx={ctx} title={`${title}. ${list.service}`} crumbs={crumbs}>
      <PageTitle over={list.service} title={title} lead={t(`portal.list.lead.${list.stage}`)} />
      <BothLists ctx={ctx} list={list} />
      <Sums ctx={ctx} list={list} />
      <SealedDocument ctx={ctx} list={list} />
      <section class="f-section">
        <h2>{t('portal.list.places')}</h2>
        <p>{t('portal.list.private')}</p>
        <FilterBar ctx={ctx} filters={[{ kind: 'words', name: 'case', label: t('portal.list.find') }]} />
        <DataTable
          ctx={ctx}
          caption={t('portal.list.places')}
          hideCaption
          columns={columns(ctx)}
          rows={list.places}
          total={list.asked === '' ? list.totals.places : undefined}
          paging={{ after: list.next }}
          empty={<EmptyState icon="search" title={t('portal.list.not-found')} text={t('portal.list.not-found-text')} />}
        />
      </section>
    </PortalPage>
  )
}

/** Once there is a final list, the provisional one stays beside it. */
function BothLists({ ctx: { t }, list: { procedure, call, stage } }: { ctx: PageContext; list: PublicList }) {
  if (call.stage !== 'final') return null
  const href = `/services/${procedure}/lists/${call.year}`
  const tabs = [
    { key: 'final', href, text: t('portal.list.final-short') },
    { key: 'provisional', href: `${href}?list=provisional`, text: t('portal.list.provisional-short') },
  ]
  return <Tabs label={t('portal.list.which')} tabs={tabs} active={stage} />
}

function Sums({
  ctx: { t, lang, municipality },
  list: { call, stage, totals },
}: {
  ctx: PageContext
  list: PublicList
}) {
  const at = stage === 'final' ? call.finalAt : call.provisionalAt
  return (
    <section class="f-section">
      <h2>{t('portal.list.sums')}</h2>
      <KeyValues
        columns={2}
        items={[
          {
            key: t('portal.list.published'),
            value: at === null ? '–' : formatDate(lang, at, 'long', municipality.zone),
          },
          {
            key: t('portal.list.granted'),
            value: t('portal.list.granted-of', { n: totals.granted, all: totals.places }),
          },
          { key: t('portal.list.money'), value: formatMoney(lang, call.ceiling) },
          { key: t('portal.list.spent'), value: formatMoney(lang, totals.spent) },
        ]}
      />
    </section>
  )
}

function SealedDocument({ ctx, list: { document } }: { ctx: PageContext; list: PublicList }) {
  if (!document?.code) return null
  const { code, title, size } = document
  const line = { href: `/verify/${code}/original`, title, bytes: size ?? undefined, format: 'PDF', code }
  return (
    <section class="f-section">
      <h2>{ctx.t('portal.list.document')}</h2>
      <DocumentList ctx={ctx} documents={[line]} />
    </section>
  )
}

function columns({ t, lang }: PageContext): Column<PublicPlace>[] {
  return [
    { key: 'place', title: t('portal.list.place'), numeric: true, cell: ({ position }) => position ?? '–' },
    { key: 'case', title: t('portal.list.case'), isName: true, cell: ({ number }) => number },
    { key: 'points', title: t('portal.list.points'), numeric: true, cell: ({ points }) => formatNumber(lang, points) },
    {
      key: 'amount',
      title: t('portal.list.amount'),
      numeric: true,
      cell: ({ granted, amount }) => (granted ? formatMoney(lang, amount) : '–'),
    },
    { key: 'result', title: t('portal.list.result'), cell: ({ reason }) => t(`portal.list.reason.${reason.kind}`) },
  ]
}

/** On the sheet of the service: the lists of each year. */
export function ListsOfService({ ctx, id, years }: { ctx: PageContext; id: string; years: PublicYears }) {
  if (years.length === 0) return null
  return (
    <section class="f-section">
      <h2>{ctx.t('portal.list.title')}</h2>
      <ul>
        {years.map(({ year, stage }) => (
          <li>
            <a href={`/services/${id}/lists/${year}`}>{ctx.t(`portal.list.${stage}`, { year: String(year) })}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

export type PublicYears = readonly Pick<PublicList['call'], 'year' | 'stage'>[]

/** On the page of one's own case: the place in the latest list, and the way to it. */
export function OwnPlaceBox({ ctx, place }: { ctx: PageContext; place: OwnPlace }) {
  const { t, lang } = ctx
  const { procedure, year, number, position, points, amount, reason } = place
  const facts = { place: String(position ?? ''), points: formatNumber(lang, points), amount: formatMoney(lang, amount) }
  return (
    <Callout ctx={ctx} title={t(`portal.list.${place.stage}`, { year: String(year) })} level={3}>
      <p>{t(`portal.list.own.${reason.kind}`, facts)}</p>
      <p>
        <a href={`/services/${procedure}/lists/${year}?case=${encodeURIComponent(number)}`}>{t('portal.list.see')}</a>
      </p>
    </Callout>
  )
}

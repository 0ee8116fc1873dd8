import type { ComponentChildren } from 'preact'
import { formatNumber } from '../../../platform/i18n/index.ts'
import { type PageContext, withQuery } from '../../page-context.ts'
import { Icon } from '../icon/icon.tsx'

/** A column: how its cell is made from a row. */
export interface Column<Row> {
  key: string
  title: string
  cell: (row: Row) => ComponentChildren
  /** Its title becomes a link that orders by it (`?sort=key`, `?sort=-key` downwards). */
  sortable?: boolean | undefined
  /** Figures stand to the right. */
  numeric?: boolean | undefined
  /** What names the row: the heading of its card on a telephone. One a table. */
  isName?: boolean | undefined
}

/** How the reader goes on: tokens of the last and the first row shown (keyset: `?after=`, `?before=`). */
export interface Paging {
  after?: string | undefined
  before?: string | undefined
}

interface DataTableProps<Row> {
  ctx: PageContext
  /** What the table holds; read aloud, and seen unless a heading above says the same. */
  caption: string
  hideCaption?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** How many there are in all, when it is known cheaply. */
  total?: number | undefined
  paging?: Paging | undefined
  /** Where the same rows come as a spreadsheet. */
  exportHref?: string | undefined
  /** Instead of the table when there are no rows: an `EmptyState`. */
  empty?: ComponentChildren
}

/**
 * A list of like things that can be ordered, exported, paged and linked to: all of it is in the address.
 * At 360 px each row is a card with the column's title before each value.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { ctx, caption, columns, rows } = props
  if (rows.length === 0 && props.empty !== undefined) return <>{props.empty}</>
  const sort = ctx.query.sort ?? ''
  return (
    <div class="f-table-box">
      <table class="f-table" data-keys>
        <caption class={props.hideCaption ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell ctx={ctx} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => (
                <BodyCell column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <TableFoot
        ctx={ctx}
        shown={rows.length}
        total={props.total}
        paging={props.paging}
        exportHref={props.exportHref}
      />
    </div>
  )
}

interface HeadCellProps {
  ctx: PageContext
  column: { key: string; title: string; sortable?: boolean | undefined; numeric?: boolean | undefined }
  sort: string
}

function HeadCell({ ctx, column, sort }: HeadCellProps) {
  const { key, title, numeric } = column
  const className = numeric ? 'f-num' : undefined
  if (!column.sortable) {
    return (
      <th scope="col" class={className}>
        {title}
      </th>
    )
  }
  const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined
  const next = direction === 'ascending' ? `-${key}` : key
  return (
    <th scope="col" class={className} aria-sort={direction}>
      <a class="f-sort" href={withQuery(ctx, { sort: next, after: undefined, before: undefined })}>
        {title}
        <span class={`f-arrow${direction ? ` f-arrow-${direction}` : ''}`} aria-hidden="true" />
      </a>
    </th>
  )
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.isName) {
    return (
      <th scope="row" class="f-cell-name">
        {column.cell(row)}
      </th>
    )
  }
  return (
    <td class={column.numeric ? 'f-num' : undefined} data-label={column.title}>
      <div>{column.cell(row)}</div>
    </td>
  )
}

interface TableFootProps {
  ctx: PageContext
  shown: number
  total?: number | undefined
  paging?: Paging | undefined
  exportHref?: string | undefined
}

function TableFoot({ ctx, shown, total, paging, exportHref }: TableFootProps) {
  const { t, lang } = ctx
  return (
    <div class="f-table-foot">
      <p>
        {total === undefined
          ? t('ui.table.shown', { n: shown })
          : t('ui.table.of', { n: total, shown: formatNumber(lang, shown), total: formatNumber(lang, total) })}
      </p>
      {exportHref === undefined ? null : (
        <a href={exportHref} class="f-table-export">
          <Icon name="download" size="sm" />
          {t('ui.table.export')}
        </a>
      )}
      {paging?.before || paging?.after ? (
        <nav class="f-paging" aria-label={t('ui.table.pages')}>
          {paging.before ? (
            <a rel="prev" href={withQuery(ctx, { before: paging.before, after: undefined })}>
              <Icon name="chevron-left" size="sm" />
              {t('ui.table.before')}
            </a>
          ) : null}
          {paging.after ? (
            <a rel="next" href={withQuery(ctx, { after: paging.after, before: undefined })}>
              {t('ui.table.after')}
              <Icon name="chevron-right" size="sm" />
            </a>
          ) : null}
        </nav>
      ) : null}
    </div>
  )
}

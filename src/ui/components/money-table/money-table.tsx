import { formatMoney } from '../../../platform/i18n/index.ts'
import type { PageContext } from '../../page-context.ts'

export interface MoneyLine {
  text: string
  /** How it was counted: "2 % of 4,500 €". */
  note?: string | undefined
  /** Decimal text, negative for what is taken off. */
  amount: string
}

interface MoneyTableProps {
  ctx: PageContext
  caption: string
  lines: readonly MoneyLine[]
  total: string
  totalText?: string | undefined
}

/** What an amount is made of, with its total. The total is given, never added up here: amounts are computed where decimals are exact. */
export function MoneyTable({ ctx, caption, lines, total, totalText }: MoneyTableProps) {
  return (
    <table class="f-money">
      <caption>{caption}</caption>
      <tbody>
        {lines.map(({ text, note, amount }) => (
          <tr>
            <th scope="row">
              {text}
              {note === undefined ? null : <small>{note}</small>}
            </th>
            <td>{formatMoney(ctx.lang, amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{totalText ?? ctx.t('ui.money.total')}</th>
          <td>{formatMoney(ctx.lang, total)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

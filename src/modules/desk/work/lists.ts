import type { PageContext, Tab } from '../../../ui/index.ts'
import type { SavedFilter } from '../../cases/index.ts'

/** The lists that every officer has, by the filter that makes them, with the text that names them. */
const OF_ALL = [
  { query: '', text: 'desk.work.all' },
  { query: 'claimed=can', text: 'desk.work.can' },
  { query: 'claimed=me', text: 'desk.work.mine' },
  { query: 'claimed=nobody', text: 'desk.work.unclaimed' },
] as const

/** The lists of the work list in their order, which is that of the digits that open them: those of all, then one's own filters. */
export function listTabs({ t }: PageContext, saved: readonly SavedFilter[]): Tab[] {
  const lists = [...OF_ALL.map(({ query, text }) => ({ query, name: t(text) })), ...saved]
  return lists.map(({ query, name }) => ({ key: query, href: query === '' ? '/desk' : `/desk?${query}`, text: name }))
}

/** The digit that opens a filter of one's own, counted from 0; `undefined` where there is none left. */
export function digitOf(index: number): number | undefined {
  const digit = OF_ALL.length + index + 1
  return digit <= 9 ? digit : undefined
}

import type { Lang, Translate } from '../platform/i18n/index.ts'
import type { MenuItem } from './components/desk-page/desk-menu.ts'

/** What a page needs to know of the municipality whose window it is; a part of the database's row. */
export interface PageMunicipality {
  readonly slug: string
  readonly name: string
  readonly law: string
  readonly zone: string
  /** The languages of the town, the default first. */
  readonly languages: readonly string[]
}

/** Who looks at the page. */
export type PageVisitor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'person'
      readonly name: string
      readonly actsFor?: { readonly name: string } | undefined
    }
  | {
      readonly kind: 'officer'
      readonly name: string
      readonly roles: readonly string[]
      readonly offices: readonly string[]
    }

/** A message that the page before left for this one: what was just done, or why it was not. */
export interface Flash {
  readonly kind: 'success' | 'info' | 'warning' | 'danger'
  readonly text: string
}

/** What the layouts and the components know of the request; made once per request. */
export interface PageContext {
  readonly lang: Lang
  readonly t: Translate
  readonly municipality: PageMunicipality
  readonly visitor: PageVisitor
  /** The path of the page, without the query: "/services/minor-works". */
  readonly path: string
  readonly query: Readonly<Record<string, string | undefined>>
  /** Put in each form that changes something, as the hidden field `csrf`. */
  readonly csrf?: string | undefined
  readonly flash?: Flash | undefined
  readonly cspNonce?: string | undefined
  /** The entries of the desk's menu that this officer may open; the usual ones when absent. */
  readonly menu?: readonly MenuItem[] | undefined
}

/** From which line a list goes on that is cut by counting (`?after=50`); 0 where the address says nothing that can be. */
export function offsetOf({ query }: Pick<PageContext, 'query'>): number {
  return /^\d{1,6}$/.test(query.after ?? '') ? Number(query.after) : 0
}

/** The address of the same page with some of its query changed; `undefined` or '' takes a name out. */
export function withQuery(ctx: PageContext, changes: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...ctx.query, ...changes })) {
    if (value !== undefined && value !== '') parameters.set(name, value)
  }
  const query = parameters.toString()
  return query === '' ? ctx.path : `${ctx.path}?${query}`
}

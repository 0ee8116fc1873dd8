import type { PageContext } from '../../page-context.ts'
import { Icon } from '../icon/icon.tsx'

interface SearchBoxProps {
  ctx: PageContext
  /** Unique in the page: the header has one too. */
  id: string
  /** Where the form goes, with the words as `q`. */
  action?: string | undefined
  /** Answers with a `Suggestions` fragment to `?q=`. Without it, or without JavaScript, the form alone works. */
  suggest?: string | undefined
  label?: string | undefined
  value?: string | undefined
  /** In the header: the label is read, not seen. */
  compact?: boolean | undefined
}

/** One field to find something by its words; suggestions come while typing. */
export function SearchBox(props: SearchBoxProps) {
  const { ctx, id, action = '/services', suggest = '/services/suggest', compact = false } = props
  const label = props.label ?? ctx.t('ui.search.label')
  return (
    <search>
      <form class={compact ? 'f-search f-search-compact' : 'f-search'} action={action} method="get">
        <label for={id} class={compact ? 'visually-hidden' : undefined}>
          {label}
        </label>
        <div class="f-search-row">
          <input
            id={id}
            type="search"
            name="q"
            value={props.value}
            placeholder={compact ? label : undefined}
            autocomplete="off"
            hx-get={suggest}
            hx-trigger="input changed delay:200ms"
            hx-target={`#${id}-suggestions`}
            hx-sync="this:replace"
          />
          <button type="submit" class="f-search-go">
            <Icon name="search" size="sm" label={compact ? ctx.t('ui.search.go') : undefined} />
            {compact ? null : <span>{ctx.t('ui.search.go')}</span>}
          </button>
        </div>
        <div id={`${id}-suggestions`} class="f-suggestions" aria-live="polite" />
      </form>
    </search>
  )
}

/** What was found for the words typed so far; the fragment that `suggest` answers with. */
export interface Suggestion {
  href: string
  text: string
  note?: string | undefined
}

export function Suggestions({ ctx, items }: { ctx: PageContext; items: readonly Suggestion[] }) {
  if (items.length === 0) return <p class="f-suggestions-none">{ctx.t('ui.search.none')}</p>
  return (
    <ul>
      {items.map(({ href, text, note }) => (
        <li>
          <a href={href}>
            <strong>{text}</strong>
            {note === undefined ? null : <small>{note}</small>}
          </a>
        </li>
      ))}
    </ul>
  )
}

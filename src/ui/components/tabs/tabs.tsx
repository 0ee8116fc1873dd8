export interface Tab {
  key: string
  href: string
  text: string
  count?: number | undefined
}

/** Parts of one thing, each a page of its own with an address that can be sent to a colleague. Seven at most. */
export function Tabs({ label, tabs, active }: { label: string; tabs: readonly Tab[]; active: string }) {
  return (
    <nav class="f-tabs" aria-label={label}>
      <ul>
        {tabs.map(({ key, href, text, count }) => (
          <li>
            <a href={href} aria-current={key === active ? 'page' : undefined}>
              {text}
              {count === undefined ? null : <b class="f-count">{count}</b>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

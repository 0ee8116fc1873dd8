import type { ComponentChildren } from 'preact'

export interface KeyValue {
  key: string
  value: ComponentChildren
}

/** Facts about one thing, each with its name. For more than eight, make groups with headings. */
export function KeyValues({ items, columns }: { items: readonly KeyValue[]; columns?: 2 | 3 | undefined }) {
  return (
    <dl class={columns === undefined ? 'f-facts' : `f-facts f-facts-${columns}`}>
      {items.map(({ key, value }) => (
        <div>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

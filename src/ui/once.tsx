import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import { renderToString } from 'preact-render-to-string'

const kept = new Map<string, string>()

/**
 * A piece of page that is the same for many visitors (a footer, a menu): rendered once per key, and given as ready HTML from then on.
 * The key must hold everything that the piece depends on, the language and the town at least. Never for what belongs to one person.
 */
export function once(key: string, render: () => VNode): VNode {
  let html = kept.get(key)
  if (html === undefined) {
    html = renderToString(render())
    kept.set(key, html)
  }
  // A template without places is HTML that Preact does not escape again; our own components escaped what they were given.
  return jsxTemplate([html])
}

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole page as HTML text, ready to be sent. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}

/** A piece of a page as HTML text: the answer to an htmx request. */
export function renderFragment(fragment: VNode): string {
  return renderToString(fragment)
}

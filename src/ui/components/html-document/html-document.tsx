import type { ComponentChildren } from 'preact'
import { assetUrl, townMarkUrl } from '../../assets.ts'
import { once } from '../../once.tsx'
import type { PageContext } from '../../page-context.ts'

interface HtmlDocumentProps {
  ctx: PageContext
  title: string
  description?: string | undefined
  /** On `<body>`: which of the layouts this is. */
  layout: 'portal' | 'desk'
  /** A line after the town's name in the browser's tab: "Desk". */
  part?: string | undefined
  children: ComponentChildren
}

/** `<html>` with the head that every page has. Pages use a layout (`PortalPage`, `DeskPage`), not this. */
export function HtmlDocument({ ctx, title, description, layout, part, children }: HtmlDocumentProps) {
  const { slug, name } = ctx.municipality
  return (
    <html lang={ctx.lang} class="no-js">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${part === undefined ? '' : `${part} · `}${name}`}</title>
        {description === undefined ? null : <meta name="description" content={description} />}
        {once(`head ${slug} ${layout}`, () => (
          <Links slug={slug} layout={layout} />
        ))}
      </head>
      <body class={`f-${layout}`}>{children}</body>
    </html>
  )
}

// No stylesheet added by script, for the policy of the pages; and an answer that is an error never takes the place of a piece of page.
const htmxConfig = JSON.stringify({ includeIndicatorCSS: false, noSwap: [204, 304, '4xx', '5xx'] })

function Links({ slug, layout }: { slug: string; layout: string }) {
  return (
    <>
      <meta name="htmx-config" content={htmxConfig} />
      <link rel="icon" href={townMarkUrl(slug)} type="image/svg+xml" />
      {['400', '600', '700'].map((weight) => (
        <link
          rel="preload"
          href={`/assets/vendor/fonts/titillium-${weight}.woff2`}
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
      ))}
      <link rel="stylesheet" href={assetUrl('/assets/bootstrap-italia.css')} />
      <link rel="stylesheet" href={`/assets/theme/${slug}.css`} />
      <link rel="stylesheet" href={assetUrl('/assets/finestra.css')} />
      <script src={assetUrl('/assets/vendor/htmx.js')} defer />
      <script src={clientScript('page')} type="module" />
      {layout === 'desk' ? <script src={clientScript('desk-keys')} type="module" /> : null}
    </>
  )
}

// Compiled by the build: absent when a page is rendered from sources that were never built, which a test may do.
function clientScript(name: string): string {
  return `/assets/client/${name}.js`
}

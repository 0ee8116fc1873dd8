import type { FastifyRequest } from 'fastify'
import type { ComponentChildren, VNode } from 'preact'

/** What a page of this part says; the design system of the host puts it in its frame. */
export interface IdentityPage {
  /** `demonstration`: the page belongs to the service that plays the national one, and must not look like the town's. */
  readonly area: 'portal' | 'desk' | 'demonstration'
  readonly title: string
  readonly content: VNode
  /** Scripts of this origin that make the page better. */
  readonly scripts?: readonly string[]
}

/** Frames a page; given by the composition, because frames belong to the design system. */
export type Layout = (request: FastifyRequest, page: IdentityPage) => VNode

/** A frame without a design system: what the tests of this part use. */
export const plainLayout: Layout = (request, { title, content, scripts = [] }) => (
  <html lang={request.lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      {scripts.map((script) => (
        <script key={script} src={script} type="module" />
      ))}
    </head>
    <body>
      <main id="main">{content}</main>
    </body>
  </html>
)

/** A heading with what follows it: the shape of all pages of this part. */
export function Panel({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="container my-4 my-md-5">
      <div class="row justify-content-center">
        <div class="col-12 col-lg-8">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
    </div>
  )
}

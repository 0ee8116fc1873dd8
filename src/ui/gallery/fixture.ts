import type { VNode } from 'preact'
import type { PageContext } from '../page-context.ts'

/** A component as the gallery and the tests show it: some of its states, with the demonstration towns' own words. */
export interface Fixtures {
  /** The component's name. */
  name: string
  /** What it is for, in a line. */
  about: string
  examples: readonly Example[]
}

export interface Example {
  /** The state that is shown: "with an error". */
  name: string
  render: (ctx: PageContext) => VNode
}

/** A sample page that shows how the components live together. */
export interface SamplePage {
  key: string
  name: string
  render: (ctx: PageContext) => VNode
}

/** The town's own words: Italian where the law is Italian, Catalan elsewhere. */
export function said(ctx: PageContext, texts: { ca: string; it: string }): string {
  return ctx.municipality.law === 'it' ? texts.it : texts.ca
}

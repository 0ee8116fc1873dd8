import type { ComponentProps } from 'preact'
import { Callout, type Crumb, DeskPage, type PageContext } from '../../ui/index.ts'
import { STYLESHEET } from './stylesheet.ts'

/** A page of the desk, with the few looks that only the desk has. */
export function Desk({ children, ...rest }: ComponentProps<typeof DeskPage>) {
  return (
    <DeskPage {...rest}>
      <link rel="stylesheet" href={STYLESHEET} />
      {children}
    </DeskPage>
  )
}

/** Why something was not done, above the form that asked for it. */
export function NotDone({ ctx, error }: { ctx: PageContext; error: string | undefined }) {
  if (error === undefined) return null
  return (
    <div class="d-not-done" role="alert">
      <Callout ctx={ctx} kind="danger">
        <p>{error}</p>
      </Callout>
    </div>
  )
}

/** Where a page about a case stands: under the work list and the case. */
export function caseCrumbs(
  { t }: PageContext,
  { number, caseId }: { readonly number: string; readonly caseId: string },
  here: string,
): Crumb[] {
  return [
    { text: t('desk.work.title'), href: '/desk' },
    { text: number, href: `/desk/cases/${caseId}` },
    { text: here },
  ]
}

import type { ComponentProps } from 'preact'
import { Callout, DeskPage, type PageContext } from '../../ui/index.ts'
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

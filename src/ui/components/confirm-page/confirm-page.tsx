import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { ActForm, FormActions } from '../act-form/act-form.tsx'
import { Button, ButtonLink } from '../act-form/button.tsx'
import { PageTitle } from '../page-title/page-title.tsx'

interface ConfirmProps {
  ctx: PageContext
  /** A question: "Withdraw the application?" */
  question: string
  /** What will follow, and whether it can be undone. */
  consequence: string
  action?: string | undefined
  actKey?: string | undefined
  /** The words of the button say what it does: "Withdraw the application". */
  confirm: string
  backHref: string
  isDanger?: boolean | undefined
  /** Fields that the act needs: the reason, say. */
  children?: ComponentChildren
}

/** Asks before something that cannot be undone or that reaches other people. A page with an address, not a window over the page. */
export function Confirm({
  ctx,
  question,
  consequence,
  action,
  actKey,
  confirm,
  backHref,
  isDanger,
  children,
}: ConfirmProps) {
  return (
    <div class="f-confirm">
      <PageTitle title={question} lead={consequence} />
      <ActForm ctx={ctx} action={action} actKey={actKey}>
        {children}
        <FormActions>
          <Button look={isDanger ? 'danger' : 'primary'}>{confirm}</Button>
          <ButtonLink look="secondary" href={backHref} text={ctx.t('ui.confirm.back')} />
        </FormActions>
      </ActForm>
    </div>
  )
}

import type { PageContext } from '../../page-context.ts'
import { Callout } from '../callout/callout.tsx'

/**
 * What was just done, told at the top of the next page, where it stays until the person leaves: a message that flies away
 * is missed by whoever reads slowly, magnifies the screen or looks elsewhere (WCAG 2.2.1). The layouts show it by themselves.
 */
export function FlashMessage({ ctx }: { ctx: PageContext }) {
  if (!ctx.flash) return null
  return (
    <div class="f-flash" role={ctx.flash.kind === 'danger' ? 'alert' : 'status'}>
      <Callout ctx={ctx} kind={ctx.flash.kind}>
        <p>{ctx.flash.text}</p>
      </Callout>
    </div>
  )
}

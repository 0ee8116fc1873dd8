import type { PageContext } from '../../page-context.ts'

interface WaitingProps {
  ctx: PageContext
  title: string
  /** What is being done and how long it usually takes. */
  text: string
  /** Between 0 and 1, when it is known how far the work is. */
  share?: number | undefined
  /** The page to ask again for; the fragment that it answers with takes this one's place. Without JavaScript there is a link. */
  refreshHref: string
}

/** Work that takes longer than a page: it goes on by itself, and the page says how far it is. */
export function Waiting({ ctx, title, text, share, refreshHref }: WaitingProps) {
  return (
    <div class="f-waiting" hx-get={refreshHref} hx-trigger="every 2s" hx-swap="outerHTML">
      <p class="f-waiting-title" role="status">
        {title}
      </p>
      <progress max="1" value={share} aria-label={title} />
      <p>{text}</p>
      <a href={refreshHref}>{ctx.t('ui.waiting.refresh')}</a>
    </div>
  )
}

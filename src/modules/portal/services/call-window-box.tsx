import { formatDate } from '../../../platform/i18n/index.ts'
import { Callout, type PageContext } from '../../../ui/index.ts'
import type { CallWindow } from './call-window.ts'

/** A yearly call says first of all whether it is open, and until when or from when. */
export function CallWindowBox({ ctx, window }: { ctx: PageContext; window: CallWindow }) {
  const { t, lang } = ctx
  const state = window.isOpen ? 'open' : 'closed'
  const days = { opens: formatDate(lang, window.opensOn, 'long'), closes: formatDate(lang, window.closesOn, 'long') }
  return (
    <Callout
      ctx={ctx}
      kind={window.isOpen ? 'info' : 'warning'}
      title={t(`portal.service.call.${state}.title`, days)}
      level={2}
    >
      <p>{t(`portal.service.call.${state}.text`, days)}</p>
    </Callout>
  )
}

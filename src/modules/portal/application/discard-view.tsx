import { Confirm, type PageContext, PortalPage } from '../../../ui/index.ts'
import type { Service } from '../../catalogue/index.ts'

/** Throwing a draft away cannot be undone, so it is asked. */
export function DiscardPage({ ctx, draftId, sheet }: { ctx: PageContext; draftId: string; sheet: Service }) {
  const { t, lang } = ctx
  return (
    <PortalPage
      ctx={ctx}
      title={t('portal.discard.question')}
      crumbs={[{ text: t('ui.menu.folder'), href: '/folder' }, { text: sheet.title[lang] ?? sheet.id }]}
    >
      <Confirm
        ctx={ctx}
        question={t('portal.discard.question')}
        consequence={t('portal.discard.consequence', { service: sheet.title[lang] ?? sheet.id })}
        confirm={t('portal.discard.confirm')}
        backHref={`/drafts/${draftId}`}
        isDanger
      />
    </PortalPage>
  )
}

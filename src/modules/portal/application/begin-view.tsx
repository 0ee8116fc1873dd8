import { formatDateTime } from '../../../platform/i18n/index.ts'
import { ActForm, Button, FormActions, type PageContext, PageTitle, PortalPage, TaskCard } from '../../../ui/index.ts'
import type { Draft } from '../../cases/index.ts'
import type { Service } from '../../catalogue/index.ts'
import type { CallWindow } from '../services/call-window.ts'
import { CallWindowBox } from '../services/call-window-box.tsx'

interface BeginProps {
  ctx: PageContext
  sheet: Service
  drafts: readonly Draft[]
  /** When it can be sent, where that is not always. */
  window: CallWindow | undefined
}

/** The last page before the questions: nobody should find out half-way that a paper is missing. */
export function BeginPage({ ctx, sheet, drafts, window }: BeginProps) {
  const { t, lang } = ctx
  const title = sheet.title[lang] ?? sheet.id
  return (
    <PortalPage
      ctx={ctx}
      title={title}
      crumbs={[
        { text: t('ui.menu.services'), href: '/services' },
        { text: title, href: `/services/${sheet.id}` },
        { text: t('portal.begin.crumb') },
      ]}
    >
      <PageTitle over={title} title={t('portal.begin.title')} lead={t('portal.begin.lead')} />
      {window?.isOpen === false ? <CallWindowBox ctx={ctx} window={window} /> : null}
      <ForWhom ctx={ctx} />
      {drafts.map((draft, n) => (
        <TaskCard
          title={t('portal.begin.go-on')}
          text={t('portal.draft.saved', { when: formatDateTime(lang, draft.savedAt, ctx.municipality.zone) })}
          action={{ href: `/drafts/${draft.draftId}/${draft.page}`, text: t('portal.draft.go-on') }}
          isMain={n === 0}
          level={2}
        />
      ))}
      <section class="f-section">
        <h2>{t('portal.begin.have')}</h2>
        <ul>
          {sheet.needs.map((need) => (
            <li>{need[lang]}</li>
          ))}
        </ul>
        <p>{t('portal.begin.kept')}</p>
      </section>
      <ActForm ctx={ctx} action={`/services/${sheet.id}/apply`}>
        <FormActions>
          <Button look={drafts.length === 0 ? 'primary' : 'secondary'}>
            {t(drafts.length === 0 ? 'portal.begin.start' : 'portal.begin.new')}
          </Button>
        </FormActions>
      </ActForm>
    </PortalPage>
  )
}

function ForWhom({ ctx: { t, visitor } }: { ctx: PageContext }) {
  if (visitor.kind !== 'person') return null
  const name = visitor.actsFor?.name ?? visitor.name
  return (
    <p>
      {t(visitor.actsFor ? 'portal.begin.for-other' : 'portal.begin.for-you', { name })}{' '}
      <a href="/me/acting-for">{t('portal.begin.change-person')}</a>
    </p>
  )
}

import { CardGrid, EmptyState, type PageContext, PortalPage, SearchBox, ServiceCard } from '../../../ui/index.ts'
import type { FolderView } from '../folder/read.ts'
import { ToDoList } from '../folder/to-do-list.tsx'
import { LifeEventSections } from '../services/life-event-sections.tsx'
import type { OfferedService } from '../services/offered.ts'

interface HomeProps {
  ctx: PageContext
  services: readonly OfferedService[]
  /** Of the person who is signed in. */
  folder: FolderView | undefined
}

/** The first page: search first, then what is open for me, then the services by moments of life. */
export function HomePage({ ctx, services, folder }: HomeProps) {
  const { t } = ctx
  return (
    <PortalPage ctx={ctx} title={t('ui.home')} description={t('portal.home.lead')} noSearch band={<Band ctx={ctx} />}>
      {folder === undefined ? null : <OpenForMe ctx={ctx} folder={folder} />}
      {services.length === 0 ? (
        <EmptyState title={t('portal.services.none.title')} text={t('portal.services.none.text')} />
      ) : (
        <LifeEventSections ctx={ctx} services={services} />
      )}
      <section class="f-section">
        <h2>{t('portal.home.more')}</h2>
        <Shortcuts ctx={ctx} />
      </section>
    </PortalPage>
  )
}

function Band({ ctx }: { ctx: PageContext }) {
  return (
    <div class="f-band">
      <div class="f-width">
        <h1>{ctx.t('portal.home.title')}</h1>
        <p class="f-lead">{ctx.t('portal.home.lead')}</p>
        <SearchBox ctx={ctx} id="home-search" suggest="/services/suggestions" />
      </div>
    </div>
  )
}

/** At most three here: the folder has them all. */
const SHOWN = 3

function OpenForMe({ ctx, folder }: { ctx: PageContext; folder: FolderView }) {
  const { t } = ctx
  const open = folder.cases.filter(({ status }) => status === 'open').length
  return (
    <section class="f-section">
      <h2>{t('portal.home.for-you')}</h2>
      {folder.toDo.length === 0 ? (
        <p>{t('portal.home.nothing-to-do', { n: open })}</p>
      ) : (
        <ToDoList tasks={folder.toDo.slice(0, SHOWN)} />
      )}
      <p class="f-section">
        <a href="/folder">{t('portal.home.all-of-folder')}</a>
      </p>
    </section>
  )
}

function Shortcuts({ ctx }: { ctx: PageContext }) {
  const { t } = ctx
  return (
    <CardGrid>
      <ServiceCard href="/folder" title={t('ui.menu.folder')} text={t('portal.home.folder')} icon="folder" />
      <ServiceCard href="/verify" title={t('portal.verify.title')} text={t('portal.home.verify')} icon="check-circle" />
      <ServiceCard href="/help" title={t('portal.help.title')} text={t('portal.home.help')} icon="telephone" />
    </CardGrid>
  )
}
